"""Answers as they come from people: what each respondent said, and what the assessor set over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from practices_catalog.model import OrganizationSize
from questionnaires.model import Rating


@dataclass(frozen=True, slots=True)
class Organization:
    """Whom the assessment is about; `it_staff` is None where nobody said."""

    name: str = ""
    industry: str = ""
    it_staff: int | None = None

    @property
    def size(self) -> OrganizationSize:
        """Size by staff in IT; medium where it is not known."""
        return OrganizationSize.MEDIUM if self.it_staff is None else OrganizationSize.of_it_staff(self.it_staff)


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answered."""

    id: str
    name: str = ""
    role: str = ""

    @property
    def label(self) -> str:
        """The name that tables show."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Answer:
    """What one respondent said about one statement; texts are empty where nothing was written.

    Attributes:
        rating: None where only evidence or a comment was given.
        reason: why the statement does not apply; given with every NA.
    """

    rating: Rating | None
    evidence: str = ""
    comment: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Consensus:
    """A rating that the assessor set over all respondents, and the note that it needs."""

    rating: Rating
    note: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """One filled-in file.

    Attributes:
        source: the file's name, for messages and for `explain`.
        assessed_on: ISO date of the answers, or "" where none was given.
        answers: by statement id; a statement without an answer is unanswered.
        triage: 0 to 3 by symptom id.
        consensus: by statement id.
        hidden_answers: how many answers stood in hidden rows of a workbook.
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


@dataclass(frozen=True, slots=True)
class Assessment:
    """All responses to one questionnaire, ordered by respondent id, and what they share.

    Attributes:
        assessed_on: the latest date among the responses, "" where none was given.
        consensus: of all files together.
        left_out: why, by id of each practice that is not in scope: nobody was asked about it.
    """

    questionnaire: str
    organization: Organization
    assessed_on: str
    responses: tuple[Response, ...]
    consensus: Mapping[str, Consensus]
    left_out: Mapping[str, str] = field(default_factory=dict)
