"""Who of those that spoke about a statement may be told apart: the named, and of the nameless only how many."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from questionnaires.answers.anonymity import LEAST_VOICES, is_nameless
from questionnaires.model import Rating
from questionnaires.scoring.model import StatementScore, Voice
from reports.views import figures

HELD_BACK = f"Fewer than {LEAST_VOICES} people rated this without a name, so single answers stay hidden."

Words = TypeVar("Words")


@dataclass(frozen=True, slots=True)
class Heard:
    """The voices about a statement.

    Attributes:
        named: those who may be told apart.
        crowd: those without a name, of whom only how many said what is told; empty where they are held back.
        is_held_back: some spoke without a name, and too few for a crowd.
    """

    named: tuple[Voice, ...]
    crowd: tuple[Voice, ...]
    is_held_back: bool


def heard(score: StatementScore) -> Heard:
    """Return the voices about a statement as far as they may be told."""
    nameless = tuple(voice for voice in score.voices if is_nameless(voice.respondent))
    named = tuple(voice for voice in score.voices if not is_nameless(voice.respondent))
    if len(ratings_of(nameless)) < LEAST_VOICES:
        return Heard(named, (), bool(nameless))
    return Heard(named, nameless, is_held_back=False)


def ratings_of(voices: Iterable[Voice]) -> list[Rating]:
    """Return the ratings that were given, from N on."""
    given = [voice.answer.rating for voice in voices]
    return [rating for rating in Rating for each in given if each is rating]


def how_many(several: Sequence[object]) -> str:
    """Return how often each was given, 2 of one and 1 of another with a sign of times between."""
    counts = ((each, several.count(each)) for each in dict.fromkeys(several))
    return ", ".join(f"{many}{figures.NO_BREAK}\u00d7{figures.NO_BREAK}{each}" for each, many in counts)


def scattered(statement: str, words: Iterable[Words], text: Callable[[Words], str]) -> tuple[Words, ...]:
    """Return words in an order of their own for each statement, so that none follows a person through a page."""
    return tuple(sorted(words, key=lambda each: hashlib.sha256(f"{statement} {text(each)}".encode()).digest()))
