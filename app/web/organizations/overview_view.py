"""What the page of an organization shows of its assessments: where each stands, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.answering.progress import RespondentProgress, overall
from app.storage.assessments import AssessmentRow
from app.storage.organizations import Role
from reports.views.figures import NO_BREAK, count


@dataclass(frozen=True, slots=True)
class NextAction:
    """The next thing to do, and where."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """An assessment in the list."""

    id: str
    name: str
    assessed_on: date
    respondents: str
    answered: str
    state: str
    step: NextAction | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user is asked as a respondent."""

    assessment: str
    url: str
    state: str
    is_done: bool


def assessment_view(row: AssessmentRow, several: Sequence[RespondentProgress], role: Role) -> AssessmentView:
    """Return how an assessment stands for someone in a role, by those who are asked about practices."""
    several = [each for each in several if not each.respondent.symptoms_only]
    together = overall(several)
    begun = sum(each.progress.answered > 0 for each in several)
    state, text, url = _state(row, several, begun, complete=bool(together.asked) and together.complete)
    manages = role in {Role.LEAD, Role.ASSESSOR}
    return AssessmentView(
        id=row.id,
        name=row.name,
        assessed_on=row.assessed_on,
        respondents=f"{begun} of {len(several)} began" if several else "none yet",
        answered=f"{together.per_cent}{NO_BREAK}%" if several else "\u2013",
        state=state,
        step=NextAction(text, url) if manages and (several or role is Role.LEAD) else None,
    )


def asked_of(user_id: str, row: AssessmentRow, several: Sequence[RespondentProgress]) -> list[Asked]:
    """Return what a user is asked in an assessment."""
    return [
        Asked(row.name, f"/answer/{each.respondent.id}", _how_far(each), _is_done(each))
        for each in several
        if each.respondent.user_id == user_id
    ]


def _state(
    row: AssessmentRow, several: Sequence[RespondentProgress], begun: int, *, complete: bool
) -> tuple[str, str, str]:
    top = f"/assessments/{row.id}"
    if not several:
        return "Nobody is asked yet", "Add the first respondent", f"{top}/respondents/new"
    if not begun:
        return "Nobody has answered yet", "See who is asked", f"{top}/respondents"
    if not complete:
        return "Answers are coming in", "See who has answered", f"{top}/respondents"
    return "All is answered", "Read the results", top


def _how_far(each: RespondentProgress) -> str:
    if each.respondent.symptoms_only:
        return f"How often some things go wrong{', finished' if _is_done(each) else ''}"
    if each.progress.complete:
        return "All is answered"
    return f"{each.progress.per_cent}{NO_BREAK}% answered, about {count(each.progress.minutes, 'minute')} left"


def _is_done(each: RespondentProgress) -> bool:
    """Whether nothing is left to say; of symptoms each may be left out, so there the respondent's word counts."""
    if each.respondent.symptoms_only:
        return each.respondent.finished_at is not None
    return each.progress.complete
