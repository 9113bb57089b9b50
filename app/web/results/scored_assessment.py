"""The assessment of a request with its scores, as the pages of this area read it."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy.orm import Session

from app.assessments.consensus import settled_by
from app.assessments.evidence_files import NO_FILES, EvidenceFiles, evidence_files
from app.assessments.scores import scores_of
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.web.results.voices_view import Naming, Voices, voices
from questionnaires.scoring.model import Scores, StatementScore
from reports.views.subject import Subject


@dataclass(frozen=True)
class Results:
    """What a page of results is about.

    Attributes:
        files: beside the answers.
        settled: by statement who set the consensus that stands, and when.
    """

    row: AssessmentRow
    scores: Scores
    content: Content
    files: EvidenceFiles = NO_FILES
    settled: Dict[str, str] = field(default_factory=dict)

    @cached_property
    def subject(self) -> Subject:
        """The same as the report's views read it, without a roadmap."""
        return Subject(self.content.catalogue, self.scores, None, self.content.triage)

    def voices(self, score: StatementScore, naming: Naming = Naming.NAME) -> Voices:
        """Return what was said about a statement, with the files beside it."""
        return voices(score, naming, known=self.files, settled=self.settled.get(score.statement.id, ""))

    @property
    def left_out(self) -> Dict[str, str]:
        """Reason by id of each practice that is not in scope."""
        return self.subject.left_out


def with_voices(session: Session, content: Content, row: AssessmentRow, *, may_open: bool) -> Results:
    """Return the results of an assessment with all that a page needs on which who said what is shown."""
    return Results(
        row,
        scores_of(session, content, row),
        content,
        evidence_files(session, row, may_open=may_open),
        settled_by(session, row),
    )
