"""The view model of an organization's page: the progress of each assessment, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from app.answering.progress import RespondentProgress, overall
from app.assessments.states import COLLECTING
from app.planning.step_changes import STATUS_NAMES
from app.storage.assessments import AssessmentRow
from app.storage.organizations import Role
from app.storage.roadmaps import TrackedStep
from app.web.assessment_states import (
    NEVER_CLOSED,
    NextAction,
    Standing,
    all_finished,
    next_action,
    see_progress,
    state_name,
    unconfirmed_suffix,
)
from practices_catalog.model import Catalogue
from reports.views.figures import DASH, count, day


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """An assessment in the list; `next_step` is None if there is nothing that the user's role may do."""

    id: str
    name: str
    assessed_on: date
    respondents: str
    answered: str
    state: str
    next_step: NextAction | None


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """An assessment that the user has been asked to answer."""

    assessment: str
    url: str
    state: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step of a roadmap that the user owns."""

    name: str
    assessment: str
    url: str
    state: str


def assessment_view(
    row: AssessmentRow, several: Sequence[RespondentProgress], role: Role, standing: Standing
) -> AssessmentView:
    """Return the progress of an assessment. Respondents who are only asked about symptoms don't count."""
    several = [each for each in several if not each.respondent.symptoms_only]
    together = overall(several)
    started = sum(each.progress.answered > 0 for each in several)
    state, next_step = state_name(row, standing), next_action(row, standing, role)
    if row.state is COLLECTING and not state.startswith(NEVER_CLOSED):
        state, next_step = _progress_of(row, several, started)
        state += unconfirmed_suffix(row, standing)
    return AssessmentView(
        id=row.id,
        name=row.name,
        assessed_on=row.assessed_on,
        respondents=f"{started} of {len(several)} started" if several else "none yet",
        answered=f"{together.per_cent}%" if several else DASH,
        state=state,
        next_step=next_step if _may_act(row, several, role) else None,
    )


def answer_requests(user_id: str, row: AssessmentRow, several: Sequence[RespondentProgress]) -> list[AnswerRequest]:
    """Return what a user has been asked to answer in an assessment."""
    return [
        AnswerRequest(
            row.name,
            url_for("answering.overview", respondent_id=each.respondent.id),
            _progress(each) if row.state is COLLECTING else "No longer collecting answers",
            _is_done(each) or row.state is not COLLECTING,
        )
        for each in several
        if each.respondent.user_id == user_id
    ]


def own_step(catalogue: Catalogue, step: TrackedStep, assessment: AssessmentRow) -> OwnStep:
    """Return a step that the user owns."""
    known = catalogue.practice.get(step.practice_id)
    return OwnStep(
        name=f"{known.name if known else step.practice_id} to level {step.to_level}",
        assessment=assessment.name,
        url=url_for("tracking.step", assessment_id=assessment.id, step_id=step.id),
        state=f"{STATUS_NAMES[step.status]}, due {day(step.ends_by)}",
    )


def _may_act(row: AssessmentRow, several: Sequence[RespondentProgress], role: Role) -> bool:
    """Return whether the role may take the next step: everyone can read, and only leads add respondents."""
    if row.state is not COLLECTING:
        return True
    return role is Role.LEAD or (role is Role.ASSESSOR and bool(several))


def _progress_of(row: AssessmentRow, several: Sequence[RespondentProgress], started: int) -> tuple[str, NextAction]:
    """Return the progress of collecting answers, and the next thing to do."""
    if not several:
        return "No respondents yet", NextAction("Add the first respondent", "assessments.new_respondent", row.id)
    if not started:
        return "Nobody has answered yet", NextAction("View respondents", "assessments.respondents", row.id)
    if not all_finished(several):
        return "Answers are coming in", NextAction(see_progress(row), "assessments.respondents", row.id)
    return "Everyone has finished answering", NextAction("Start the review", "assessments.state", row.id)


def _progress(each: RespondentProgress) -> str:
    if each.respondent.symptoms_only:
        return "Symptoms only, finished" if _is_done(each) else "Symptoms only"
    if each.progress.complete:
        return "All statements have been answered"
    return f"{each.progress.per_cent}% answered, about {count(each.progress.minutes, 'minute')} left"


def _is_done(each: RespondentProgress) -> bool:
    """Return whether nothing is left to answer. Symptoms are optional, so the respondent decides when to finish."""
    if each.respondent.symptoms_only:
        return each.respondent.finished_at is not None
    return each.progress.complete
