"""Files beside answers, for those who judge by them: whose each is, as far as that may be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessments.anonymity import anonymous_respondents
from app.storage.assessments import AnswerRow, AssessmentRow
from app.storage.attachments import Attachment
from questionnaires.answers.anonymity import LEAST_ANSWERS
from reports.views.anonymity import shuffled


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file attached as evidence; `id` is "" if the reader may not open it."""

    name: str
    id: str


@dataclass(frozen=True, slots=True)
class EvidenceFiles:
    """The files of an assessment: by respondent and statement, and of those without a name by statement alone."""

    named: Mapping[tuple[str, str], tuple[EvidenceFile, ...]] = field(default_factory=dict)
    anonymous: Mapping[str, tuple[EvidenceFile, ...]] = field(default_factory=dict)
    told_as: frozenset[str] = frozenset()

    def is_told_by(self, evidence: str) -> bool:
        """Return whether a text of evidence only names files, since nobody wrote one."""
        return evidence in self.told_as


NO_FILES = EvidenceFiles()


def as_evidence(names: Iterable[str]) -> str:
    """Return the files beside an answer as the evidence that they are where no words were written."""
    return f"File: {', '.join(sorted(names))}"


def evidence_files(session: Session, assessment: AssessmentRow, *, may_open: bool) -> EvidenceFiles:
    """Return the files of an assessment, without their content."""
    query = (
        select(Attachment.id, Attachment.respondent_id, Attachment.statement_id, Attachment.name)
        .where(Attachment.assessment_id == assessment.id)
        .order_by(Attachment.created_at, Attachment.id)
    )
    found: dict[tuple[str, str], list[EvidenceFile]] = {}
    for file_id, respondent, statement, name in session.execute(query):
        file = EvidenceFile(name, file_id if may_open else "")
        found.setdefault((respondent, statement), []).append(file)
    hidden = anonymous_respondents(session, [assessment]) if found else set()
    crowd: dict[str, list[EvidenceFile]] = {}
    for (respondent, statement), files in found.items():
        if respondent in hidden:
            crowd.setdefault(statement, []).extend(files)
    return EvidenceFiles(
        named={key: tuple(files) for key, files in found.items() if key[0] not in hidden},
        anonymous={key: shuffled(key, files, lambda each: each.name) for key, files in crowd.items()},
        told_as=frozenset(as_evidence(each.name for each in files) for files in found.values()),
    )


def is_hidden(session: Session, assessment: AssessmentRow, file: Attachment) -> bool:
    """Return whether a file stands beside an answer without a name of which too few were given to show any."""
    anonymous = anonymous_respondents(session, [assessment])
    if file.respondent_id not in anonymous:
        return False
    given = select(func.count()).where(
        AnswerRow.statement_id == file.statement_id,
        AnswerRow.respondent_id.in_(anonymous),
        AnswerRow.rating.is_not(None),
    )
    return session.execute(given).scalar_one() < LEAST_ANSWERS
