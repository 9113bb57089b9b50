"""The next thing to do with an assessment, for the user's role."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from app.answering.progress import progress_of
from app.assessments.states import CLOSED, IN_REVIEW
from app.storage.assessments import AssessmentRow
from app.storage.organizations import Role
from app.web.assessment_states import LEADING, all_finished, next_action, standing_of
from app.web.results.results import Results
from questionnaires.scoring.leverage import open_disagreements
from reports.views import figures
from reports.views.agreement import FAIR_ALPHA
from reports.views.first_glimpse import first_glimpse


@dataclass(frozen=True, slots=True)
class NextStep:
    """A sentence and the button below it; no button if there is nothing that the user's role may do."""

    text: str
    button: str
    url: str


def next_step(  # noqa: PLR0911 - one for each step
    session: Session, results: Results, role: Role, *, is_planned: bool
) -> NextStep:
    """Return the next thing to do: collect answers, review and close them, plan, report, then track.

    With few answers, results are a first glimpse, and answering comes before everything else.

    Planning may begin while answers are still coming in, so an assessment that nobody closes isn't stuck.
    """
    leads, row, assessment = role in LEADING, results.row, results.row.id
    if row.state is CLOSED:
        return _closed(session, row, role)
    if not results.subject.assessed:
        text = "Nobody has rated a statement yet. Results appear here after the first rating."
        url = url_for("assessments.respondents", assessment_id=assessment)
        return NextStep(text, "Invite respondents", url) if leads else NextStep(text, "", "")
    if glimpse := first_glimpse(results.scores):
        return _go_on_answering(results, glimpse, leads=leads)
    if leads and (step := _workshop(results)):
        return step
    if leads and row.state is IN_REVIEW:
        url = url_for("assessments.state", assessment_id=assessment)
        text = "The review is complete: no open disagreement decides a level. Next, freeze the ratings."
        return NextStep(text, "Close the assessment", url)
    if leads and all_finished(progress_of(session, [row])[assessment]):
        url = url_for("assessments.state", assessment_id=assessment)
        return NextStep("Everyone has finished answering. Next, review the answers.", "Start the review", url)
    if not is_planned:
        url = url_for("roadmap.roadmap", assessment_id=assessment)
        return NextStep("The levels are known. Next, plan which practices to improve first.", "Plan the roadmap", url)
    if not leads:
        url = url_for("roadmap.roadmap", assessment_id=assessment)
        return NextStep("The roadmap is saved.", "View the roadmap", url)
    if step := _too_little_agreement(results):
        return step
    url = url_for("reports.reports", assessment_id=assessment)
    return NextStep("The roadmap is saved. Next, create the report for the board.", "Create report", url)


def _go_on_answering(results: Results, glimpse: str, *, leads: bool) -> NextStep:
    assessment = results.row.id
    if leads:
        return NextStep(glimpse, "See who has answered", url_for("assessments.respondents", assessment_id=assessment))
    return NextStep(glimpse, "", "")


def _closed(session: Session, row: AssessmentRow, role: Role) -> NextStep:
    found = next_action(row, standing_of(session, [row]), role)
    assert found is not None  # noqa: S101 - everyone who reads results can read the roadmap
    return NextStep("The assessment is closed, and its ratings are frozen.", found.button, found.url)


def _workshop(results: Results) -> NextStep | None:
    open_ones = open_disagreements(results.scores)
    deciding = sum(each.changes_level for each in open_ones)
    if not deciding:
        return None
    disputed = figures.count(len(open_ones), "statement")
    text = f"Respondents disagree on {disputed} without a consensus; {_decide(deciding)} a level."
    return NextStep(text, "Set consensus in the workshop", url_for("workshop.overview", assessment_id=results.row.id))


def _too_little_agreement(results: Results) -> NextStep | None:
    """Return the workshop as the next step if respondents agree too little for a report that others rely on."""
    alpha = results.scores.agreement.alpha
    is_open = any(each.consensus is None for each in results.scores.disagreements)
    if alpha is None or alpha >= FAIR_ALPHA or not is_open:
        return None
    text = "The roadmap is saved, but respondents agree too little to rely on the levels. Next, resolve disagreements."
    return NextStep(text, "Set consensus in the workshop", url_for("workshop.overview", assessment_id=results.row.id))


def _decide(many: int) -> str:
    return f"{many} of them {'decides' if many == 1 else 'decide'}"
