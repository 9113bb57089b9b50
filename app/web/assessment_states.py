"""The state of an assessment in words, and the next thing to do; every page about an assessment shows both."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from flask import g, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.answering.carrying import unconfirmed_counts
from app.answering.progress import RespondentProgress
from app.assessments.states import CLOSED, COLLECTING, IN_REVIEW, NAMES
from app.people.members import leads_of, member_of, name_of
from app.storage.assessments import AssessmentRow
from app.storage.jobs import REPORT, Job, JobState
from app.storage.organizations import Role
from app.storage.roadmaps import RoadmapRow
from app.web import current
from app.web.services import reading
from reports.views.figures import capital, count, day, listed

LEADING = (Role.LEAD, Role.ASSESSOR)
NEVER_CLOSED = "Not closed, although there is a newer assessment"


@dataclass(frozen=True, slots=True)
class NextAction:
    """The button for the next thing to do, which leads to a page of an assessment."""

    button: str
    endpoint: str
    assessment_id: str

    @property
    def url(self) -> str:
        """The URL of the page."""
        return url_for(self.endpoint, assessment_id=self.assessment_id)


@dataclass(frozen=True, slots=True)
class StateView:
    """The state of an assessment: its name, the rest of the sentence, and the next action if there is one."""

    name: str
    details: str
    action: NextAction | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the next action depends on besides the state: sets of assessment ids."""

    with_newer: Collection[str] = ()
    with_roadmap: Collection[str] = ()
    with_report: Collection[str] = ()
    unconfirmed: Mapping[str, int] = field(default_factory=dict)


def standing_of(session: Session, rows: Sequence[AssessmentRow]) -> Standing:
    """Return what the next actions of some assessments depend on, in a constant number of queries."""
    ids, organizations = [row.id for row in rows], {row.organization_id for row in rows}
    query = select(AssessmentRow.organization_id, func.max(AssessmentRow.assessed_on)).group_by(
        AssessmentRow.organization_id
    )
    query = query.where(AssessmentRow.organization_id.in_(organizations))
    latest = {organization: day for organization, day in session.execute(query)}  # noqa: C416 - rows aren't pairs
    finished = select(Job.assessment_id).where(
        Job.assessment_id.in_(ids), Job.kind == REPORT, Job.state == JobState.DONE
    )
    return Standing(
        with_newer={row.id for row in rows if row.assessed_on < latest[row.organization_id]},
        with_roadmap=set(session.scalars(select(RoadmapRow.assessment_id).where(RoadmapRow.assessment_id.in_(ids)))),
        with_report=set(session.scalars(finished)),
        unconfirmed=unconfirmed_counts(session, ids),
    )


def state_name(row: AssessmentRow, standing: Standing) -> str:
    """Return the state in a few words: `Closed on 3 Jun 2026, 2 answers unconfirmed`."""
    return _state_alone(row, standing) + unconfirmed_suffix(row, standing)


def unconfirmed_suffix(row: AssessmentRow, standing: Standing) -> str:
    """Return `, 2 answers unconfirmed`, or "" if there are none."""
    many = standing.unconfirmed.get(row.id, 0)
    return f", {count(many, 'answer')} unconfirmed" if many else ""


def unconfirmed_words(row: AssessmentRow, standing: Standing) -> str:
    """Say how unconfirmed answers count, or return ""."""
    many = standing.unconfirmed.get(row.id, 0)
    if not many:
        return ""
    arent, them, they_count = ("isn't", "it", "It counts") if many == 1 else ("aren't", "them", "They count")
    counted = f"Figures include {them}." if row.counts_unconfirmed else f"{they_count} as open."
    answers = capital(count(many, "answer"))
    return f"{answers} carried over from an earlier assessment {arent} confirmed yet. {counted}"


def _state_alone(row: AssessmentRow, standing: Standing) -> str:
    if row.state is COLLECTING:
        return NEVER_CLOSED if row.id in standing.with_newer else capital(NAMES[row.state])
    preposition = "on" if row.state is CLOSED else "since"
    return capital(NAMES[row.state]) + (f" {preposition} {day(row.state_at)}" if row.state_at else "")


def next_action(row: AssessmentRow, standing: Standing, role: Role) -> NextAction | None:
    """Return the next thing to do in a state; None if there is nothing that the user's role may do."""
    if row.state is not CLOSED:
        return _towards_closing(row, standing) if role in LEADING else None
    if row.id not in standing.with_roadmap:
        button = "Plan the roadmap" if role in LEADING else "View the roadmap"
        return NextAction(button, "roadmap.roadmap", row.id)
    if role in LEADING and row.id not in standing.with_report:
        return NextAction("Create report", "reports.reports", row.id)
    return NextAction("Track the roadmap", "tracking.tracking", row.id)


def _towards_closing(row: AssessmentRow, standing: Standing) -> NextAction:
    if row.state is IN_REVIEW:
        return NextAction("Finish the review", "assessments.state", row.id)
    if row.id in standing.with_newer:
        return NextAction("Review and close it", "assessments.state", row.id)
    return NextAction(see_progress(row), "assessments.respondents", row.id)


def see_progress(row: AssessmentRow) -> str:
    """Return the text of the link to the respondents; for anonymous respondents, only the total progress is shown."""
    return "See how much has been answered" if row.anonymous else "See who has answered"


def all_finished(several: Sequence[RespondentProgress]) -> bool:
    """Return whether every respondent has answered everything or is finished; symptoms are optional."""
    asked = [each for each in several if not each.respondent.symptoms_only]
    return bool(asked) and all(
        each.respondent.finished_at is not None or (bool(each.progress.total) and each.progress.complete)
        for each in asked
    )


def current_state() -> StateView:
    """Return the state of the assessment in the URL."""
    row = current.assessment()
    if "state_view" not in g:
        standing = standing_of(reading(), [row])
        role = current.membership().role
        details = " ".join(filter(None, (_details(row), unconfirmed_words(row, standing))))
        g.state_view = StateView(_state_alone(row, standing), details, next_action(row, standing, role))
    view: StateView = g.state_view
    return view


def answering_notice(assessment: AssessmentRow | None = None) -> str:
    """Say that answers can no longer be changed, and who to ask; "" if they can."""
    row = assessment or current.assessment()
    if row.state is COLLECTING:
        return ""
    leads = listed(leads_of(reading(), row.organization_id)) or "the person who invited you"
    why = "The assessment is closed." if row.state is CLOSED else "The answers are being reviewed."
    if current.recorder():
        return f"{why} You can read the answers but no longer change them."
    return f"{why} You can read your answers but no longer change them. If something is wrong, ask {leads}."


def _details(row: AssessmentRow) -> str:
    if row.state is COLLECTING:
        return "Figures change with every answer."
    by = name_of(member_of(reading(), row.organization_id, row.state_by or ""))
    if row.state is IN_REVIEW:
        return f"{capital(by)} has started the review. Respondents can no longer answer."
    return f"{capital(by)} has closed the assessment. Its ratings are frozen."
