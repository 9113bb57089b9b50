"""What to do next with an assessment: one thing, for the reader's role."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.storage.organizations import Role
from app.storage.roadmaps import RoadmapRow
from app.web.results.scored_assessment import Results
from questionnaires.scoring.leverage import by_leverage
from reports.views import figures


@dataclass(frozen=True, slots=True)
class NextStep:
    """A sentence, and the button under it; `path` goes on from the assessment's address."""

    text: str
    button: str
    path: str


def next_step(session: Session, results: Results, role: Role) -> NextStep:
    """Return the next thing to do: gather answers, settle what moves a level, plan, then report."""
    leads = role in {Role.LEAD, Role.ASSESSOR}
    if not results.subject.assessed:
        text = "Nobody has given a rating yet. Figures will stand here as soon as one has."
        return NextStep(text, "Invite respondents", "/respondents") if leads else NextStep(text, "", "")
    if leads and (step := _workshop(results)):
        return step
    if not session.scalar(select(exists().where(RoadmapRow.assessment_id == results.row.id))):
        return NextStep("The levels are there. Next comes what to adopt first.", "Plan the roadmap", "/roadmap")
    return NextStep(
        "The roadmap is saved. Next comes the report to put before the board.", "Make the report", "/reports"
    )


def _workshop(results: Results) -> NextStep | None:
    unsettled = [each for each in by_leverage(results.scores) if each.statement.consensus is None]
    moving = sum(each.moves for each in unsettled)
    if not moving:
        return None
    disputed = figures.count(len(unsettled), "statement")
    text = f"Respondents disagree on {disputed} without a consensus; a level hangs on {moving} of them."
    return NextStep(text, "Settle them in the workshop", "/workshop")
