"""The states of an assessment, and what may still change in each.

| state      | respondents answer | consensus | scope, targets, method | next states                         |
|------------|--------------------|-----------|------------------------|-------------------------------------|
| collecting | yes                | yes       | yes                    | in review                           |
| in review  | no                 | yes       | yes                    | closed, collecting                  |
| closed     | no                 | no        | no                     | in review, collecting (by a lead) |

Every function that writes ratings calls `require` in its own transaction, so that nothing is saved after the state has
changed. Erasing a person's data works in every state, because people have a right to erasure.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.naming import Names
from app.people.members import member_of, name_of
from app.running.time_zones import local
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow, AssessmentState
from app.storage.base import now
from app.storage.history import HistoryEntry
from reports.views.figures import day

KIND = "state"
COLLECTING, IN_REVIEW, CLOSED = AssessmentState
ANSWERING = (COLLECTING,)
OPEN = (COLLECTING, IN_REVIEW)
NEXT: Mapping[AssessmentState, tuple[AssessmentState, ...]] = {
    COLLECTING: (IN_REVIEW,),
    IN_REVIEW: (CLOSED, COLLECTING),
    CLOSED: (IN_REVIEW, COLLECTING),
}
NAMES = {COLLECTING: "collecting answers", IN_REVIEW: "in review", CLOSED: "closed"}


def status_on_cover(session: Session, row: AssessmentRow, names: Names) -> str:
    """Return how final the ratings are and who set the state, for reports; by role if a report shows no names."""
    if row.state is COLLECTING or row.state_at is None:
        return "Preliminary: answers are still being collected, and figures may change"
    member = member_of(session, row.organization_id, row.state_by)
    by = name_of(member) if names is Names.FULL or member is None else f"the {member.role.value}"
    on = day(local(row.state_at, row.organization.time_zone))
    if row.state is IN_REVIEW:
        return f"In review since {on}, started by {by}; ratings may still change"
    return f"Closed on {on} by {by}; ratings are final"


class Frozen(Exception):  # noqa: N818 - describes what happened
    """The state of the assessment doesn't allow this change."""

    def __init__(self, state: AssessmentState) -> None:
        super().__init__(f"the assessment is {NAMES[state]}")
        self.state = state


def require(session: Session, assessment_id: str, allowed: tuple[AssessmentState, ...]) -> None:
    """Refuse a change unless the assessment is in an allowed state; lock the state until the transaction ends.

    Raises:
        Frozen: the assessment is in another state.
    """
    # On PostgreSQL, a shared lock lets several people save at the same time, while nobody can change the state.
    query = select(AssessmentRow.state).where(AssessmentRow.id == assessment_id)
    state = session.scalar(query.with_for_update(read=True, of=AssessmentRow))
    if state is not None and state not in allowed:
        raise Frozen(state)


def require_of(row: AssessmentRow, allowed: tuple[AssessmentState, ...]) -> None:
    """Refuse a change to an assessment that the transaction has already locked.

    Raises:
        Frozen: the assessment is in another state.
    """
    if row.state not in allowed:
        raise Frozen(row.state)


def change_state(session: Session, row: AssessmentRow, to: AssessmentState, user: User, reason: str = "") -> None:
    """Change the state, with an entry in the history. The caller has locked the row.

    Raises:
        Frozen: the state can't be reached from the current one.
    """
    if to not in NEXT[row.state]:
        raise Frozen(row.state)
    session.add(
        HistoryEntry(
            assessment_id=row.id,
            user_id=user.id,
            who=user.name,
            kind=KIND,
            subject=KIND,
            before=NAMES[row.state],
            after="\n".join([NAMES[to], *([f"Reason: {reason}"] if reason else [])]),
        )
    )
    row.state, row.state_by, row.state_at = to, user.id, now()
