"""Who said what about a statement, as far as it may be shown: with names, by role, or of nobody in particular."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wayfinder.app.anonymity import LEAST_VOICES, is_held_back, is_nameless
from wayfinder.questionnaires.answers.model import Answer, Consensus, Respondent
from wayfinder.questionnaires.model import Rating
from wayfinder.questionnaires.scoring.model import OpenKind, StatementScore, Voice
from wayfinder.reports.views import figures
from wayfinder.reports.views.marks import WORDS

HELD_BACK = f"Fewer than {LEAST_VOICES} people rated this without a name, so single answers stay hidden."
UNRATED = "no rating"


class Naming(StrEnum):
    """By what those who spoke are told apart."""

    NAME = "name"
    ROLE = "role"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote: evidence, a comment, or the reason of an NA."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person's rating (its letters, None where only words were given), and words."""

    who: str
    code: str | None
    rating: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many gave a rating."""

    code: str
    rating: str
    many: int


@dataclass(frozen=True, slots=True)
class Voices:
    """All that was said about a statement.

    Attributes:
        many: how many gave a rating.
        lines: by person, of those who are told apart.
        counts, words: of the others, words in an order that tells nothing.
        held_back: why the others' are not shown, "" where they are or nobody else spoke.
    """

    many: int
    lines: tuple[Line, ...]
    counts: tuple[Count, ...]
    words: tuple[Words, ...]
    held_back: str
    consensus: Consensus | None

    @property
    def spoken(self) -> str:
        """How many ratings, in words."""
        return figures.capital(figures.count(self.many, "rating"))


def voices(score: StatementScore, naming: Naming = Naming.NAME) -> Voices:
    """Return what was said about a statement; whoever spoke without a name is never told apart.

    Args:
        score: the statement.
        naming: how the reader wishes the others to be named.
    """
    nameless = [voice for voice in score.voices if is_nameless(voice.respondent)]
    named = [voice for voice in score.voices if not is_nameless(voice.respondent)]
    hidden = is_held_back(len(_ratings(nameless)))
    mixed = [*(() if hidden else nameless), *(named if naming is Naming.NOBODY else ())]
    return Voices(
        many=len(_ratings(score.voices)),
        lines=() if naming is Naming.NOBODY else tuple(_line(voice, naming) for voice in named),
        counts=_counts(_ratings(mixed)),
        words=_shuffled(score.statement.id, mixed),
        held_back=HELD_BACK if nameless and hidden else "",
        consensus=score.consensus,
    )


def code(score: StatementScore) -> str | None:
    """Return the letters of a statement's rating: DK where all abstained, None where nobody answered."""
    return "DK" if score.open_kind is OpenKind.DONT_KNOW else score.rating and score.rating.value


def name_of(respondent: Respondent, naming: Naming) -> str:
    """Return what a respondent is called."""
    if naming is Naming.ROLE:
        return respondent.role or respondent.label
    role = f" ({respondent.role})" if respondent.role not in {"", respondent.label} else ""
    return f"{respondent.label}{role}"


def _line(voice: Voice, naming: Naming) -> Line:
    rating = voice.answer.rating
    return Line(
        name_of(voice.respondent, naming),
        rating.value if rating else None,
        WORDS[rating] if rating else UNRATED,
        _words(voice.answer),
    )


def _words(answer: Answer) -> tuple[Words, ...]:
    said = (("Evidence", answer.evidence), ("Comment", answer.comment), ("Reason", answer.reason))
    return tuple(Words(kind, text) for kind, text in said if text)


def _counts(given: Sequence[Rating]) -> tuple[Count, ...]:
    many = Counter(given)
    return tuple(Count(rating.value, WORDS[rating], many[rating]) for rating in Rating if many[rating])


def _ratings(several: Sequence[Voice]) -> list[Rating]:
    return [voice.answer.rating for voice in several if voice.answer.rating is not None]


def _shuffled(salt: str, several: Sequence[Voice]) -> tuple[Words, ...]:
    """Return all words in an order of their own for each statement, so that none follows a person through a page."""
    words = [each for voice in several for each in _words(voice.answer)]
    return tuple(sorted(words, key=lambda each: hashlib.sha256(f"{salt} {each.text}".encode()).digest()))
