"""Answers: each respondent's response, and the assessor's consensus over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from practices_catalog.model import OrganizationSize
from questionnaires.model import Rating


@dataclass(frozen=True, slots=True)
class Organization:
    """The assessed organization; `it_staff` is None if it isn't known."""

    name: str = ""
    industry: str = ""
    it_staff: int | None = None

    @property
    def size(self) -> OrganizationSize:
        """Size by number of IT staff; medium if the number isn't known."""
        return OrganizationSize.MEDIUM if self.it_staff is None else OrganizationSize.of_it_staff(self.it_staff)


@dataclass(frozen=True, slots=True)
class Respondent:
    """Someone who answers."""

    id: str
    name: str = ""
    role: str = ""

    @property
    def label(self) -> str:
        """The name that tables show."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Answer:
    """One respondent's answer to one statement; texts are empty if nothing was written.

    Attributes:
        rating: None if only evidence or a comment was given.
        reason: why the statement doesn't apply; required with NA.
    """

    rating: Rating | None
    evidence: str = ""
    comment: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Consensus:
    """A rating by the assessor that overrides all respondents' ratings, and the required note."""

    rating: Rating
    note: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """One filled-in file.

    Attributes:
        source: the file's name, for messages and for `explain`.
        assessed_on: ISO date of the answers, or "" if none was given.
        answers: by statement id; a statement without an answer is unanswered.
        triage: 0 to 3 by symptom id.
        consensus: by statement id.
        hidden_answers: how many answers were in hidden rows of a workbook.
        notes: how many notes on cells of a workbook became comments.
        notes_left: how many notes were on rows that have no comment, such as symptoms.
        has_id: whether the file itself names the respondent's id.
        digest: a hash of the file's bytes, or "".
        overridden_rungs: the practices whose rung is completely overridden by individual ratings.
        names_read: names in the file other than a practice's own, each with the practice that it was read as.
        recorded: how many of the answers somebody else recorded, by whom and when, in words; "" for none.
    """

    questionnaire: str
    respondent: Respondent
    organization: Organization = field(default_factory=Organization)
    source: str = ""
    assessed_on: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    triage: Mapping[str, int] = field(default_factory=dict)
    consensus: Mapping[str, Consensus] = field(default_factory=dict)
    hidden_answers: int = 0
    notes: int = field(default=0, compare=False)
    notes_left: int = field(default=0, compare=False)
    has_id: bool = field(default=True, compare=False)
    digest: str = field(default="", compare=False)
    overridden_rungs: tuple[str, ...] = ()
    names_read: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    recorded: str = ""


def names_read_in_words(responses: Iterable[Response]) -> str:
    """Return which names in files were read as which practices, without a period; "" for none."""
    read = sorted({pair for each in responses for pair in each.names_read})
    said = ", ".join(f"\u201c{name}\u201d as {practice}" for name, practice in read)
    return f"names read as practices: {said}" if said else ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """All responses to one questionnaire, ordered by respondent id, and what they have in common.

    Attributes:
        assessed_on: the latest date among the responses, or "" if none was given.
        consensus: of all files together.
        left_out: by id of each practice that is out of scope, why nobody was asked about it.
        unconfirmed: by statement id, how many answers were carried over from an earlier assessment and not confirmed.
        counts_unconfirmed: whether those answers are among the responses; if not, they count as open.
        remarks: what was noticed about the files, such as exact copies; one sentence each, without a period.
        withheld: the statements with anonymous answers that are too few to show; these answers aren't in `responses`.
    """

    questionnaire: str
    organization: Organization
    assessed_on: str
    responses: tuple[Response, ...]
    consensus: Mapping[str, Consensus]
    left_out: Mapping[str, str] = field(default_factory=dict)
    unconfirmed: Mapping[str, int] = field(default_factory=dict)
    counts_unconfirmed: bool = False
    withheld: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = field(default=(), compare=False)
