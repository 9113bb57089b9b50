"""Links by which respondents come: random, stored as a hash, for one person each, with an end, and revocable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.storage.accounts import new_token, token_hash
from app.storage.assessments import AssessmentRow, Invitation, RespondentRow
from app.storage.base import now

LASTS = timedelta(days=30)


class LinkState(StrEnum):
    """Whether a link can be used."""

    NONE = "none"
    GOOD = "good"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class OpenedInvitation:
    """What a link leads to."""

    invitation: Invitation
    respondent: RespondentRow
    assessment: AssessmentRow

    @property
    def state(self) -> LinkState:
        """Whether it can be used now."""
        return state_of(self.invitation, now())


def state_of(invitation: Invitation | None, at: datetime) -> LinkState:
    """Return whether a link can be used at a moment."""
    if invitation is None:
        return LinkState.NONE
    if invitation.revoked_at:
        return LinkState.REVOKED
    return LinkState.GOOD if invitation.expires_at > at else LinkState.EXPIRED


def make_invitation(session: Session, respondent_id: str) -> str:
    """Return the token of a new link; the earlier ones of the respondent end."""
    revoke_invitations(session, respondent_id)
    token = new_token()
    session.add(Invitation(respondent_id=respondent_id, token_hash=token_hash(token), expires_at=now() + LASTS))
    return token


def revoke_invitations(session: Session, respondent_id: str) -> None:
    """Let no link of a respondent work any more."""
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
    """Return what a link leads to, usable or not, or None for a link that never was."""
    query = (
        select(Invitation, RespondentRow, AssessmentRow)
        .join(RespondentRow, RespondentRow.id == Invitation.respondent_id)
        .join(AssessmentRow, AssessmentRow.id == RespondentRow.assessment_id)
        .where(Invitation.token_hash == token_hash(token))
    )
    found = session.execute(query).one_or_none()
    return OpenedInvitation(*found) if found else None
