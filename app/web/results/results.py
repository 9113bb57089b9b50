"""An assessment with its scores, in the form that the pages about results use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from sqlalchemy.orm import Session

from app.assessments.consensus import consensus_setters
from app.assessments.evidence_files import NO_FILES, EvidenceFiles, evidence_files
from app.assessments.recorded import RecordedAnswers, recorded_answers
from app.assessments.scores import scores_of, unnamed_scores_of_all
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.storage.organizations import Role
from app.web import current
from app.web.results.answers_view import Naming, StatementAnswers, statement_answers
from app.web.services import content, reading
from questionnaires.answers.anonymity import LEAST_ANSWERS
from questionnaires.scoring.model import Scores, StatementScore
from reports.options import ReportOptions
from reports.views.readiness import framework_name
from reports.views.subject import Subject


@dataclass(frozen=True)
class Results:
    """An assessment, its scores, and what pages show with them.

    Attributes:
        files: the files attached as evidence.
        set_by: who set the current consensus and when, by statement.
        recorded: who recorded answers on respondents' behalf, and when.
        quotes: whether findings quote what people wrote.
    """

    row: AssessmentRow
    scores: Scores
    content: Content
    files: EvidenceFiles = NO_FILES
    set_by: Mapping[str, str] = field(default_factory=dict)
    recorded: RecordedAnswers = field(default_factory=dict)
    quotes: bool = True

    @cached_property
    def subject(self) -> Subject:
        """The same data for the report's views, without a roadmap."""
        options = ReportOptions(quotes=self.quotes, colors=self.row.organization.report_colors)
        return Subject(self.content.catalogue, self.scores, None, self.content.triage, options)

    def answers(self, score: StatementScore, naming: Naming = Naming.NAME) -> StatementAnswers:
        """Return the answers to a statement, with the files attached to them."""
        set_by = self.set_by.get(score.statement.id, "")
        return statement_answers(score, naming, attached=self.files, recorded=self.recorded, set_by=set_by)

    @property
    def left_out(self) -> Mapping[str, str]:
        """Why each practice that is out of scope was left out, by id."""
        return self.subject.left_out


def results_with_answers(session: Session, content: Content, row: AssessmentRow, *, may_open: bool) -> Results:
    """Return the results of an assessment with everything needed to show who answered what."""
    return Results(
        row,
        scores_of(session, content, row),
        content,
        evidence_files(session, row, may_open=may_open),
        consensus_setters(session, row),
        recorded_answers(session, row),
    )


def current_results() -> Results:
    """Return the results of the assessment in the URL, with names and quotes only for the roles that may see them."""
    row = current.assessment()
    if sees_names(current.membership().role):
        return Results(row, scores_of(reading(), content(), row), content())
    return Results(row, unnamed_scores_of_all(reading(), content(), [row])[row.id], content(), quotes=False)


def current_results_with_answers() -> Results:
    """Return the results of the assessment in the URL, with the answers behind them as far as the role may see them."""
    if sees_names(current.membership().role):
        return results_with_answers(reading(), content(), current.assessment(), may_open=True)
    files = evidence_files(reading(), current.assessment(), may_open=False)
    # A file's name may reveal whose file it is.
    return replace(current_results(), files=EvidenceFiles(file_lists=files.file_lists))


def sees_names(role: Role) -> bool:
    """Return whether a role sees who said what. Everyone else sees results without names."""
    return role in {Role.LEAD, Role.ASSESSOR}


def may_set_consensus() -> bool:
    """Whether the user's role may set a consensus."""
    return current.membership().role in {Role.LEAD, Role.ASSESSOR}


def names_note() -> str:
    """Return a note on how the page treats names, or "" for a role that sees them."""
    if sees_names(current.membership().role):
        return ""
    return (
        "With your role, you see results without the names and roles of respondents. Individual ratings and comments "
        f"appear only if {LEAST_ANSWERS} or more people rated a statement."
    )


def framework_names() -> list[tuple[str, str]]:
    """Return the id and name of each framework."""
    return [(each.id, framework_name(each)) for each in content().catalogue.frameworks]
