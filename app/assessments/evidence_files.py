"""Files attached to answers, for assessors, with the names of respondents who aren't anonymous."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
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
    """The files of an assessment: by respondent and statement, or only by statement for anonymous respondents."""

    named: Mapping[tuple[str, str], tuple[EvidenceFile, ...]] = field(default_factory=dict)
    anonymous: Mapping[str, tuple[EvidenceFile, ...]] = field(default_factory=dict)
    file_lists: frozenset[str] = frozenset()

    def only_lists_files(self, evidence: str) -> bool:
        """Return whether the evidence only lists files, because the respondent wrote nothing."""
        return evidence in self.file_lists


NO_FILES = EvidenceFiles()


def as_evidence(names: Iterable[str]) -> str:
    """Return the evidence for an answer with files but without written evidence."""
    return f"File: {', '.join(sorted(names))}"


def evidence_files(session: Session, assessment: AssessmentRow, *, may_open: bool) -> EvidenceFiles:
    """Return the files of an assessment, without their contents."""
    query = (
        select(
            Attachment.id,
            Attachment.respondent_id,
            Attachment.statement_id,
            Attachment.name,
            Attachment.is_released,
        )
        .where(Attachment.assessment_id == assessment.id)
        .order_by(Attachment.created_at, Attachment.id)
    )
    found: dict[tuple[str, str], list[EvidenceFile]] = {}
    held = set()
    for file_id, respondent, statement, name, is_released in session.execute(query):
        file = EvidenceFile(name, file_id if may_open else "")
        if not is_released:
            held.add(file)
        found.setdefault((respondent, statement), []).append(file)
    hidden = anonymous_respondents(session, [assessment]) if found else set()
    crowd: dict[str, list[EvidenceFile]] = {}
    for (respondent, statement), files in found.items():
        if respondent in hidden:
            crowd.setdefault(statement, []).extend(file for file in files if file not in held)
    return EvidenceFiles(
        named={key: tuple(files) for key, files in found.items() if key[0] not in hidden},
        # The order of upload could reveal who uploaded a file.
        anonymous={key: shuffled(key, files, lambda each: each.name) for key, files in crowd.items()},
        file_lists=frozenset(as_evidence(each.name for each in files) for files in found.values()),
    )


def is_hidden(session: Session, assessment: AssessmentRow, file: Attachment) -> bool:
    """Return whether a file must be hidden because too few anonymous respondents rated its statement."""
    anonymous = anonymous_respondents(session, [assessment])
    if file.respondent_id not in anonymous:
        return False
    given = select(AnswerRow.released).where(
        AnswerRow.statement_id == file.statement_id, AnswerRow.respondent_id.in_(anonymous)
    )
    rated = [released for released in session.scalars(given) if released and released[0]]
    return not file.is_released or len(rated) < LEAST_ANSWERS
