"""The view model of the respondents: the progress of each, and how they get access."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.answering.progress import AnswerProgress, RespondentProgress
from app.people.invitations import LinkState, state_of
from app.storage.assessments import Invitation, RespondentRow
from app.web import current
from questionnaires.answers.anonymity import LEAST_ANSWERS
from reports.views.figures import DASH, capital, count, day
from reports.views.subject import role_name


@dataclass(frozen=True, slots=True)
class RespondentView:
    """A respondent in the list."""

    row: RespondentRow
    role: str
    asked: str
    answered: str
    left: str
    access: str


def respondent_view(
    each: RespondentProgress,
    invitation: Invitation | None,
    members: Container[str],
    at: datetime,
    *,
    anonymous: bool = False,
) -> RespondentView:
    """Return a respondent as the list shows it; nothing reveals whether an anonymous respondent has answered."""
    row, progress = each.respondent, each.progress
    if anonymous:
        can = access(row, invitation, members, at, anonymous=True)
        return RespondentView(row, capital(role_name(row.role)), _asked(row), DASH, DASH, can)
    return RespondentView(
        row=row,
        role=capital(role_name(row.role)),
        asked=_asked(row),
        answered=f"{progress.per_cent}%",
        left=f"{left(progress)}; marked as finished" if row.finished_at else left(progress),
        access=access(row, invitation, members, at),
    )


def _asked(row: RespondentRow) -> str:
    if row.symptoms_only:
        return "symptoms only"
    return count(len(row.practices), "practice") if row.practices else "all in scope"


def left(progress: AnswerProgress) -> str:
    """Return in words what is still open."""
    if not progress.total:
        return "nothing in scope"
    if progress.complete:
        return "nothing"
    return f"{count(progress.total - progress.answered, 'statement')}, about {count(progress.minutes, 'minute')}"


def access(
    row: RespondentRow,
    invitation: Invitation | None,
    members: Container[str],
    at: datetime,
    *,
    anonymous: bool = False,
) -> str:
    """Return in words how a respondent gets access. Members sign in; their earlier links don't work."""
    if row.user_id in members:
        return "signs in"
    state = state_of(invitation, at)
    if state is LinkState.GOOD and invitation:
        used = "" if anonymous else " used," if invitation.opened_at else " not used yet,"
        return f"link{used} valid until {day(current.local(invitation.expires_at))}"
    words = {LinkState.NONE: "no link yet", LinkState.EXPIRED: "link expired", LinkState.REVOKED: "link revoked"}
    return words[state]


def summary(several: Sequence[RespondentProgress], together: AnswerProgress, *, anonymous: bool = False) -> str:
    """Return the overall progress. Respondents who are only asked about symptoms don't count.

    With only one or two anonymous respondents, the total would reveal the progress of each.
    """
    several = [each for each in several if not each.respondent.symptoms_only]
    if not several:
        return "Nobody has been asked about practices yet."
    if anonymous and len(several) < LEAST_ANSWERS:
        return f"Progress is shown once {LEAST_ANSWERS} people have been asked, because answers are anonymous."
    if anonymous:
        return (
            f"{together.per_cent}% of all statements have been answered by {count(len(several), 'respondent')} "
            "together. Answers are anonymous, so individual progress isn't shown."
        )
    started = sum(each.progress.answered > 0 for each in several) or "none"
    complete = sum(bool(each.progress.total) and each.progress.complete for each in several) or "none"
    finished = sum(each.respondent.finished_at is not None for each in several) or "none"
    return (
        f"{together.per_cent}% of all statements have been answered. Of {count(len(several), 'respondent')}, "
        f"{started} started, {complete} answered every statement and {finished} marked their answers as finished."
    )


def by_id(several: Mapping[str, Sequence[RespondentProgress]], assessment_id: str) -> dict[str, RespondentProgress]:
    """Return the respondents of an assessment by id."""
    return {each.respondent.id: each for each in several[assessment_id]}
