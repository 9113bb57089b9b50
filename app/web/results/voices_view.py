"""Who said what about a statement, as far as it may be shown: with names, by role, or of nobody in particular."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.assessments.evidence_files import NO_FILES, EvidenceFile, EvidenceFiles
from questionnaires.answers.model import Answer, Consensus, Respondent
from questionnaires.model import Rating
from questionnaires.scoring.model import OpenKind, StatementScore, Voice
from reports.views import figures
from reports.views.anonymity import TOO_FEW, ratings_of, shuffled, visible_voices
from reports.views.marks import WORDS
from reports.views.subject import role_name, role_words

UNRATED = "no rating"
NO_ROLE = "no role given"


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
    """One person's rating (its letters, None where only words were given), words, and files as evidence."""

    who: str
    code: str | None
    rating: str
    words: tuple[Words, ...]
    files: tuple[EvidenceFile, ...]


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
        counts, words, files: of the others, words and files in an order that tells nothing.
        held_back: why the others' are not shown, "" where they are or nobody else spoke.
        settled: who set the consensus, and when.
    """

    many: int
    lines: tuple[Line, ...]
    counts: tuple[Count, ...]
    words: tuple[Words, ...]
    files: tuple[EvidenceFile, ...]
    held_back: str
    consensus: Consensus | None
    settled: str

    @property
    def spoken(self) -> str:
        """How many ratings, in words."""
        return figures.capital(figures.count(self.many, "rating"))


def voices(
    score: StatementScore, naming: Naming = Naming.NAME, *, known: EvidenceFiles = NO_FILES, settled: str = ""
) -> Voices:
    """Return what was said about a statement; whoever spoke without a name is never told apart.

    Args:
        score: the statement.
        naming: how the reader wishes the others to be named.
        known: the files of the assessment.
        settled: who set the consensus, and when.
    """
    found, statement = visible_voices(score), score.statement.id
    files = {each.respondent.id: known.named.get((each.respondent.id, statement), ()) for each in found.named}
    told_apart = () if naming is Naming.NOBODY else found.named
    mixed = [*found.crowd, *(each for each in found.named if each not in told_apart)]
    loose = [*(known.nameless.get(statement, ()) if found.crowd else ())]
    loose += [file for each in mixed for file in files.get(each.respondent.id, ())]
    return Voices(
        many=len(ratings_of(score.voices)),
        lines=tuple(_line(each, naming, files[each.respondent.id], known) for each in told_apart),
        counts=_counts(ratings_of(mixed)),
        words=shuffled(statement, [w for each in mixed for w in _words(each.answer, known)], lambda each: each.text),
        files=shuffled(statement, loose, lambda each: each.name),
        held_back=TOO_FEW if found.is_hidden else "",
        consensus=score.consensus,
        settled=settled,
    )


def code(score: StatementScore) -> str | None:
    """Return the letters of a statement's rating: DK where all abstained, None where nobody answered."""
    return "DK" if score.open_kind is OpenKind.DONT_KNOW else score.rating and score.rating.value


def name_of(respondent: Respondent, naming: Naming) -> str:
    """Return what a respondent is called."""
    if naming is Naming.ROLE:
        return figures.capital(role_name(respondent.role)) or NO_ROLE
    role = role_words(respondent)
    return f"{respondent.label} ({role})" if role else respondent.label


def _line(voice: Voice, naming: Naming, files: tuple[EvidenceFile, ...], known: EvidenceFiles) -> Line:
    rating = voice.answer.rating
    return Line(
        name_of(voice.respondent, naming),
        rating.value if rating else None,
        WORDS[rating] if rating else UNRATED,
        _words(voice.answer, known),
        files,
    )


def _words(answer: Answer, known: EvidenceFiles) -> tuple[Words, ...]:
    """Return what was written; evidence that is nothing but files stands as these."""
    evidence = "" if known.is_told_by(answer.evidence) else answer.evidence
    said = (("Evidence", evidence), ("Comment", answer.comment), ("Reason", answer.reason))
    return tuple(Words(kind, text) for kind, text in said if text)


def _counts(given: Sequence[Rating]) -> tuple[Count, ...]:
    return tuple(Count(each.value, WORDS[each], given.count(each)) for each in dict.fromkeys(given))
