"""Deleting an account. In every organization that knows the account, the person's data is erased and the answers stay.

The last administrator can't be deleted, and the only lead of an organization can't be deleted without a new lead.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.deletion import erasure
from app.people import accounts, audit, directory, members
from app.people.audit import Act, Party
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.audit import Event
from app.storage.jobs import REPORT, Job, JobState
from app.storage.organizations import OrganizationRow, Role


@dataclass(frozen=True, slots=True)
class Deletion:
    """The effects of deleting an account, and what prevents it.

    Attributes:
        belongs_to: the organizations that lose a member, ordered by name.
        leads_alone: the organizations that would have no lead.
        answers_in: the number of assessments with the person as a respondent.
        reports: the number of finished reports that are deleted because they contain the name.
    """

    belongs_to: tuple[OrganizationRow, ...]
    leads_alone: tuple[OrganizationRow, ...]
    is_last_administrator: bool
    answers_in: int
    reports: int

    @property
    def is_prevented(self) -> bool:
        """Whether someone else must take over a role first."""
        return self.is_last_administrator or bool(self.leads_alone)


def deletion_of(session: Session, user: User) -> Deletion:
    """Return the effects of deleting an account; lock leads and administrators until the transaction ends."""
    belongs_to = members.organizations_of(session, user.id)
    alone = members.led_only_by(session, user.id)
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
        select(func.count())
        .select_from(Job)
        .where(Job.assessment_id.in_(assessments), Job.kind == REPORT, Job.state == JobState.DONE)
    )
    return Deletion(
        belongs_to=tuple(belongs_to),
        leads_alone=tuple(each for each in belongs_to if each.id in alone),
        is_last_administrator=accounts.is_last_administrator(session, user),
        answers_in=len(assessments),
        reports=session.execute(finished).scalar_one(),
    )


def delete_account(session: Session, user: User, by: Party, heir: User | None = None) -> Deletion:
    """Delete an account unless something prevents it; return the effects, or what prevents it.

    All sessions and memberships end, and links stop working. So does sign-in with a provider, which finds accounts by
    their email address.

    Args:
        by: the person who deletes the account, for the audit trail.
        heir: becomes the lead of organizations that would have none.
    """
    if heir:
        for organization_id in members.led_only_by(session, user.id):
            members.make_lead(session, organization_id, heir)
            audit.record(
                session,
                Act(
                    Event.ROLE_CHANGED,
                    by,
                    whom=Party.user(heir),
                    organization_id=organization_id,
                    details=f"now {Role.LEAD}",
                ),
            )
    deletion = deletion_of(session, user)
    if deletion.is_prevented:
        return deletion
    erased = Party(None, erasure.ERASED, is_account=False)
    # Organizations that the person has left may still have their data.
    for organization_id in directory.organizations_knowing(session, user.id):
        person = directory.find_person(session, organization_id, user.id)
        if person:
            erasure.erase(session, organization_id, person, with_answers=False)
    audit.rename(session, [user.id], erasure.ERASED)
    session.delete(user)
    session.flush()
    who = erased if by.id == user.id else by
    audit.record(session, Act(Event.ACCOUNT_DELETED, who, whom=erased))
    return deletion
