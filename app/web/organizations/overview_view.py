"""The view model of an organization's page: the progress of each assessment, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from app.answering.progress import RespondentProgress, overall
from app.storage.assessments import AssessmentRow
from app.storage.organizations import Role
from reports.views.figures import DASH, count


@dataclass(frozen=True, slots=True)
class NextAction:
    """The button for the next thing to do."""

    button: str
    url: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """An assessment in the list; `next_step` is None if the user's role can do nothing."""

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


def assessment_view(row: AssessmentRow, several: Sequence[RespondentProgress], role: Role) -> AssessmentView:
    """Return the progress of an assessment. Respondents who are only asked about symptoms don't count."""
    several = [each for each in several if not each.respondent.symptoms_only]
    together = overall(several)
    started = sum(each.progress.answered > 0 for each in several)
    is_complete = bool(together.total) and together.complete
    state, next_step = _state(row, several, started, is_complete=is_complete)
    manages = role in {Role.LEAD, Role.ASSESSOR}
    return AssessmentView(
        id=row.id,
        name=row.name,
        assessed_on=row.assessed_on,
        respondents=f"{started} of {len(several)} started" if several else "none yet",
        answered=f"{together.per_cent}%" if several else DASH,
        state=state,
        next_step=next_step if manages and (several or role is Role.LEAD) else None,
    )


def answer_requests(user_id: str, row: AssessmentRow, several: Sequence[RespondentProgress]) -> list[AnswerRequest]:
    """Return what a user has been asked to answer in an assessment."""
    return [
        AnswerRequest(
            row.name, url_for("answering.overview", respondent_id=each.respondent.id), _progress(each), _is_done(each)
        )
        for each in several
        if each.respondent.user_id == user_id
    ]


def _state(
    row: AssessmentRow, several: Sequence[RespondentProgress], started: int, *, is_complete: bool
) -> tuple[str, NextAction]:
    respondents = url_for("assessments.respondents", assessment_id=row.id)
    if not several:
        url = url_for("assessments.new_respondent", assessment_id=row.id)
        return "No respondents yet", NextAction("Add the first respondent", url)
    if not started:
        return "Nobody has answered yet", NextAction("View respondents", respondents)
    if not is_complete:
        return "Answers are coming in", NextAction("See who has answered", respondents)
    results = url_for("results.overview", assessment_id=row.id)
    return "All statements are answered", NextAction("View the results", results)


def _progress(each: RespondentProgress) -> str:
    if each.respondent.symptoms_only:
        return "Symptoms only, finished" if _is_done(each) else "Symptoms only"
    if each.progress.complete:
        return "All statements are answered"
    return f"{each.progress.per_cent}% answered, about {count(each.progress.minutes, 'minute')} left"


def _is_done(each: RespondentProgress) -> bool:
    """Return whether nothing is left to answer. Symptoms are optional, so the respondent decides when they are done."""
    if each.respondent.symptoms_only:
        return each.respondent.finished_at is not None
    return each.progress.complete
