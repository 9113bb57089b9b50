"""Links for respondents. Each is for one person, expires and can be revoked; only its hash is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.people.members import member_of, name_of
from app.storage.accounts import new_token, token_hash
from app.storage.assessments import AssessmentRow, Invitation, RespondentRow
from app.storage.base import now
from app.storage.organizations import Membership

LASTS = timedelta(days=30)


class LinkState(StrEnum):
    """The state of a link."""

    NONE = "none"
    GOOD = "good"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class OpenedInvitation:
    """An invitation with its respondent and assessment.

    Attributes:
        is_member: whether the respondent has become a member, who signs in instead.
        newest: the respondent's newest invitation, which may have replaced this one.
        made_by: the name of the person who created the newest link.
    """

    invitation: Invitation
    respondent: RespondentRow
    assessment: AssessmentRow
    is_member: bool
    newest: Invitation
    made_by: str

    @property
    def state(self) -> LinkState:
        """The state of the link now."""
        if self.is_member:
            return LinkState.MEMBER
        if self.newest.id != self.invitation.id:
            return LinkState.REPLACED
        return state_of(self.invitation, now())


def state_of(invitation: Invitation | None, at: datetime) -> LinkState:
    """Return the state of a link at a given moment."""
    if invitation is None:
        return LinkState.NONE
    # Revoked comes first, because the list should show what someone did on purpose.
    if invitation.revoked_at:
        return LinkState.REVOKED
    return LinkState.GOOD if invitation.expires_at > at else LinkState.EXPIRED


def make_invitation(session: Session, respondent_id: str, made_by: str | None = None) -> str:
    """Create a link for a respondent, revoke the earlier ones, and return the token."""
    earlier = select(Invitation.id).where(Invitation.respondent_id == respondent_id).limit(1)
    replaces = session.execute(earlier).first() is not None
    revoke_invitations(session, respondent_id)
    token = new_token()
    session.add(
        Invitation(
            respondent_id=respondent_id,
            token_hash=token_hash(token),
            expires_at=now() + LASTS,
            made_by=made_by,
            replaces=replaces,
        )
    )
    return token


def signs_in(session: Session, respondent: RespondentRow) -> bool:
    """Return whether a respondent is a member, who signs in and therefore can't have a link."""
    query = (
        select(Membership.id)
        .join(AssessmentRow, AssessmentRow.organization_id == Membership.organization_id)
        .where(AssessmentRow.id == respondent.assessment_id, Membership.user_id == respondent.user_id)
    )
    return respondent.user_id is not None and session.execute(query).first() is not None


def revoke_invitations(session: Session, respondent_id: str) -> None:
    """Revoke all links of a respondent."""
    session.execute(
        update(Invitation)
        .where(Invitation.respondent_id == respondent_id, Invitation.revoked_at.is_(None))
        .values(revoked_at=now())
    )


def newest_invitations(session: Session, assessment_id: str) -> dict[str, Invitation]:
    """Return the newest link of each respondent who has one, by respondent id."""
    query = (
        select(Invitation)
        .join(RespondentRow, RespondentRow.id == Invitation.respondent_id)
        .where(RespondentRow.assessment_id == assessment_id)
        .order_by(Invitation.created_at, Invitation.id)
    )
    return {each.respondent_id: each for each in session.scalars(query)}


def find_invitation(session: Session, token: str) -> OpenedInvitation | None:
    """Return the invitation of a link, valid or not; None if there has never been such a link."""
    query = (
        select(Invitation, RespondentRow, AssessmentRow)
        .join(RespondentRow, RespondentRow.id == Invitation.respondent_id)
        .join(AssessmentRow, AssessmentRow.id == RespondentRow.assessment_id)
        .where(Invitation.token_hash == token_hash(token))
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    invitation, respondent, assessment = found
    newest = newest_invitations(session, assessment.id)[respondent.id]
    maker = member_of(session, assessment.organization_id, newest.made_by)
    return OpenedInvitation(invitation, respondent, assessment, signs_in(session, respondent), newest, name_of(maker))
