"""Who gave which answer to a statement, as far as the page may show it: by name, by role, or anonymously."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from app.assessments.evidence_files import NO_FILES, EvidenceFile, EvidenceFiles
from app.assessments.recorded import RecordedAnswers
from questionnaires.answers.model import Answer, Consensus, Respondent
from questionnaires.model import Rating
from questionnaires.scoring.model import GivenAnswer, OpenKind, StatementScore
from reports.views import figures
from reports.views.anonymity import TOO_FEW, ratings_of, shuffled, visible_answers
from reports.views.marks import WORDS
from reports.views.subject import role_name, role_words

UNRATED = "no rating"
NO_ROLE = "no role given"


class Naming(StrEnum):
    """How respondents are identified."""

    NAME = "name"
    ROLE = "role"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Remark:
    """What someone wrote: evidence, a comment, or the reason for an NA."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class RespondentAnswer:
    """One respondent's answer; `code` is None if the respondent gave remarks but no rating.

    Attributes:
        recorded: who recorded the answer and when, or "" if the respondent gave it.
    """

    who: str
    code: str | None
    rating: str
    remarks: tuple[Remark, ...]
    files: tuple[EvidenceFile, ...]
    recorded: str


@dataclass(frozen=True, slots=True)
class RatingCount:
    """How many people gave a rating."""

    code: str
    rating: str
    many: int


@dataclass(frozen=True, slots=True)
class StatementAnswers:
    """All answers to a statement.

    Attributes:
        many: the number of people who gave a rating.
        named: the answers of people who are identified.
        counts, remarks, files: the answers of everyone else, in an order that reveals nothing.
        hidden_reason: why the answers of everyone else are hidden, or "".
        set_by: who set the consensus, and when.
    """

    many: int
    named: tuple[RespondentAnswer, ...]
    counts: tuple[RatingCount, ...]
    remarks: tuple[Remark, ...]
    files: tuple[EvidenceFile, ...]
    hidden_reason: str
    consensus: Consensus | None
    set_by: str


def statement_answers(
    score: StatementScore,
    naming: Naming = Naming.NAME,
    *,
    attached: EvidenceFiles = NO_FILES,
    recorded: RecordedAnswers = MappingProxyType({}),
    set_by: str = "",
) -> StatementAnswers:
    """Return the answers to a statement; anonymous respondents are never identified.

    Args:
        score: the statement.
        naming: how to identify the named respondents.
        attached: the files attached to answers of the assessment.
        recorded: who recorded answers in the assessment, and when; shown only with names.
        set_by: who set the consensus, and when.
    """
    found, statement = visible_answers(score), score.statement.id
    files = {each.respondent.id: attached.named.get((each.respondent.id, statement), ()) for each in found.named}
    identified = () if naming is Naming.NOBODY else found.named
    unnamed = [*found.crowd, *(each for each in found.named if each not in identified)]
    loose_files = [*(attached.anonymous.get(statement, ()) if found.crowd else ())]
    loose_files += [file for each in unnamed for file in files.get(each.respondent.id, ())]
    remarks = [remark for each in unnamed for remark in _remarks(each.answer, attached)]
    return StatementAnswers(
        many=len(ratings_of(score.answers)),
        named=tuple(
            replace(
                _answer(each, naming, files[each.respondent.id], attached),
                recorded=recorded.get((each.respondent.id, statement), "") if naming is Naming.NAME else "",
            )
            for each in identified
        ),
        counts=_counts(ratings_of(unnamed)),
        remarks=shuffled(statement, remarks, lambda each: each.text),
        files=shuffled(statement, loose_files, lambda each: each.name),
        hidden_reason=TOO_FEW if found.is_hidden else "",
        consensus=score.consensus,
        set_by=set_by,
    )


def rating_code(score: StatementScore) -> str | None:
    """Return the code of a statement's rating: DK if everyone answered "don't know", None if nobody answered."""
    return "DK" if score.open_kind is OpenKind.DONT_KNOW else score.rating and score.rating.value


def name_of(respondent: Respondent, naming: Naming) -> str:
    """Return how a respondent is named."""
    if naming is Naming.ROLE:
        return figures.capital(role_name(respondent.role)) or NO_ROLE
    role = role_words(respondent)
    return f"{respondent.label} ({role})" if role else respondent.label


def _answer(
    given: GivenAnswer, naming: Naming, files: tuple[EvidenceFile, ...], attached: EvidenceFiles
) -> RespondentAnswer:
    rating = given.answer.rating
    return RespondentAnswer(
        name_of(given.respondent, naming),
        rating.value if rating else None,
        WORDS[rating] if rating else UNRATED,
        _remarks(given.answer, attached),
        files,
        recorded="",
    )


def _remarks(answer: Answer, attached: EvidenceFiles) -> tuple[Remark, ...]:
    """Return what a respondent wrote; evidence that only lists files is left out, because the files are shown."""
    evidence = "" if attached.only_lists_files(answer.evidence) else answer.evidence
    said = (("Evidence", evidence), ("Comment", answer.comment), ("Reason", answer.reason))
    return tuple(Remark(kind, text) for kind, text in said if text)


def _counts(given: Sequence[Rating]) -> tuple[RatingCount, ...]:
    return tuple(RatingCount(each.value, WORDS[each], given.count(each)) for each in dict.fromkeys(given))
