"""What the list of respondents shows."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.answering.progress import RespondentProgress
from app.answering.scope import AnswerProgress
from app.people.invitations import LinkState, state_of
from app.storage.assessments import Invitation, RespondentRow
from reports.views.figures import NO_BREAK, capital, count
from reports.views.subject import role_name


@dataclass(frozen=True, slots=True)
class RespondentView:
    """A respondent, how far, and how he or she comes."""

    row: RespondentRow
    role: str
    asked: str
    answered: str
    left: str
    comes: str


def respondent_view(
    each: RespondentProgress, invitation: Invitation | None, members: Container[str], at: datetime
) -> RespondentView:
    """Return one line of the list."""
    row, progress = each.respondent, each.progress
    return RespondentView(
        row=row,
        role=capital(role_name(row.role)),
        asked=_asked(row),
        answered=f"{progress.per_cent}{NO_BREAK}%",
        left=f"{left(progress)}; says: finished" if row.finished_at else left(progress),
        comes=comes(row, invitation, members, at),
    )


def _asked(row: RespondentRow) -> str:
    if row.symptoms_only:
        return "symptoms only"
    return count(len(row.practices), "practice") if row.practices else "all in scope"


def left(progress: AnswerProgress) -> str:
    """Return what is still to do in words."""
    if not progress.asked:
        return "asked nothing in scope"
    if progress.complete:
        return "nothing"
    return f"{count(progress.asked - progress.answered, 'statement')}, about {count(progress.minutes, 'minute')}"


def comes(row: RespondentRow, invitation: Invitation | None, members: Container[str], at: datetime) -> str:
    """Return how a respondent gets in."""
    state = state_of(invitation, at)
    if state is LinkState.GOOD and invitation:
        seen = "used" if invitation.opened_at else "not used yet"
        return f"link {seen}, until {invitation.expires_at:%Y-%m-%d}"
    if row.user_id in members:
        return "signs in"
    words = {LinkState.NONE: "no link yet", LinkState.EXPIRED: "link expired", LinkState.REVOKED: "link revoked"}
    return words[state]


def summary(several: Sequence[RespondentProgress], together: AnswerProgress) -> str:
    """Return how far all together are who are asked about practices."""
    several = [each for each in several if not each.respondent.symptoms_only]
    if not several:
        return "Nobody is asked about practices yet."
    begun = sum(each.progress.answered > 0 for each in several)
    complete = sum(bool(each.progress.asked) and each.progress.complete for each in several)
    done = sum(each.respondent.finished_at is not None for each in several)
    return (
        f"Of all statements asked, {together.per_cent}{NO_BREAK}% are answered. {begun} of "
        f"{count(len(several), 'respondent')} began, {complete} answered every statement, {done} called it finished."
    )


def by_id(several: Mapping[str, Sequence[RespondentProgress]], assessment_id: str) -> dict[str, RespondentProgress]:
    """Return the respondents of an assessment by id."""
    return {each.respondent.id: each for each in several[assessment_id]}
