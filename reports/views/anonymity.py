"""Which respondents to a statement may be identified: the named ones. Of the unnamed, only counts are shown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from questionnaires.answers.anonymity import LEAST_VOICES, is_nameless
from questionnaires.model import Rating
from questionnaires.scoring.model import StatementScore, Voice
from reports.views import figures

TOO_FEW = f"Fewer than {LEAST_VOICES} people rated this statement anonymously, so their answers are hidden."

Words = TypeVar("Words")


@dataclass(frozen=True, slots=True)
class VisibleVoices:
    """The respondents to a statement, as far as the report may show them.

    Attributes:
        named: those who may be identified.
        crowd: those without a name, shown only as counts; empty if they are too few to hide among each other.
        is_hidden: there are unnamed respondents, but too few to show.
    """

    named: tuple[Voice, ...]
    crowd: tuple[Voice, ...]
    is_hidden: bool


def visible_voices(score: StatementScore) -> VisibleVoices:
    """Return the respondents to a statement as far as the report may show them."""
    nameless = tuple(voice for voice in score.voices if is_nameless(voice.respondent))
    named = tuple(voice for voice in score.voices if not is_nameless(voice.respondent))
    if len(ratings_of(nameless)) < LEAST_VOICES:
        return VisibleVoices(named, (), bool(nameless))
    return VisibleVoices(named, nameless, is_hidden=False)


def ratings_of(voices: Iterable[Voice]) -> list[Rating]:
    """Return the ratings given, lowest first."""
    given = [voice.answer.rating for voice in voices]
    return [rating for rating in Rating for each in given if each is rating]


def tally(several: Sequence[object]) -> str:
    """Return how often each value occurs: `2 times N, 1 time P`."""
    counts = ((each, several.count(each)) for each in dict.fromkeys(several))
    return ", ".join(f"{many}{figures.NO_BREAK}\u00d7{figures.NO_BREAK}{each}" for each, many in counts)


def shuffled(statement: str, words: Iterable[Words], text: Callable[[Words], str]) -> tuple[Words, ...]:
    """Return quotes in an order that differs by statement, so that their position doesn't reveal who wrote them."""
    return tuple(sorted(words, key=lambda each: hashlib.sha256(f"{statement} {text(each)}".encode()).digest()))
