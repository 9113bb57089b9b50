"""Deleting an account: in every organization that knows it, it does what erasing does with the answers kept.

An account that an organization leans on, as its only lead or as the last administrator, is not deleted.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.deletion import erasure
from app.people import accounts, directory, members
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.jobs import Job, JobState
from app.storage.organizations import OrganizationRow


@dataclass(frozen=True, slots=True)
class Deletion:
    """What deleting an account does, and what stands against it.

    Attributes:
        belongs_to: the organizations that lose a member, by name.
        leads_alone: those of them that would have no lead any more.
        answers_in: how many assessments ask the person.
        reports: how many finished reports bear the name, and go.
    """

    belongs_to: tuple[OrganizationRow, ...]
    leads_alone: tuple[OrganizationRow, ...]
    is_last_administrator: bool
    answers_in: int
    reports: int

    @property
    def is_hindered(self) -> bool:
        """Whether somebody else must take something over first."""
        return self.is_last_administrator or bool(self.leads_alone)


def deletion_of(session: Session, user: User) -> Deletion:
    """Return what deleting an account does; whoever could take over stays locked until the transaction ends."""
    belongs_to = members.organizations_of(session, user.id)
    alone = members.led_alone_by(session, user.id)
    query = (
        select(RespondentRow.assessment_id)
        .join(AssessmentRow, AssessmentRow.id == RespondentRow.assessment_id)
        .where(
            AssessmentRow.organization_id.in_(directory.organizations_knowing(session, user.id)),
            or_(RespondentRow.user_id == user.id, RespondentRow.email_key == user.email_key),
        )
    )
    assessments = set(session.scalars(query))
    finished = (
        select(func.count()).select_from(Job).where(Job.assessment_id.in_(assessments), Job.state == JobState.DONE)
    )
    return Deletion(
        belongs_to=tuple(belongs_to),
        leads_alone=tuple(each for each in belongs_to if each.id in alone),
        is_last_administrator=accounts.is_last_administrator(session, user),
        answers_in=len(assessments),
        reports=session.execute(finished).scalar_one(),
    )


def delete_account(session: Session, user: User, heir: User | None = None) -> Deletion:
    """Delete an account unless something hinders it, and return what that did or what hinders it.

    Sessions, links and memberships end with it; who signs in at a provider is known by the address, and so no more.

    Args:
        heir: leads from then on what nobody else does.
    """
    if heir:
        for organization_id in members.led_alone_by(session, user.id):
            members.make_lead(session, organization_id, heir)
    deletion = deletion_of(session, user)
    if deletion.is_hindered:
        return deletion
    for organization_id in directory.organizations_knowing(session, user.id):
        person = directory.find_person(session, organization_id, user.id)
        if person:
            erasure.erase(session, organization_id, person, with_answers=False)
    session.delete(user)
    session.flush()
    return deletion
