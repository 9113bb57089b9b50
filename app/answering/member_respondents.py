"""Members as respondents of an assessment."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.storage.accounts import address_key
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.organizations import Membership
from app.storage.versions import locked


def respondent_of(session: Session, assessment_id: str, user_id: str) -> RespondentRow | None:
    """Return a user's respondent in an assessment, or None."""
    return _first(session, assessment_id, RespondentRow.user_id == user_id)


def as_respondent(session: Session, assessment_id: str, member: Membership, *, symptoms_only: bool) -> RespondentRow:
    """Return a member's respondent in an assessment, creating it if necessary.

    A person who was invited by email before becoming a member keeps the same respondent. Simultaneous requests create
    only one.
    """
    locked(session, AssessmentRow, assessment_id)
    by_address = and_(RespondentRow.user_id.is_(None), RespondentRow.address_key == member.user.address_key)
    found = _first(session, assessment_id, or_(RespondentRow.user_id == member.user_id, by_address))
    if found is None:
        found = RespondentRow(
            assessment_id=assessment_id,
            name=member.shown_name,
            address=member.shown_address,
            address_key=address_key(member.shown_address),
            symptoms_only=symptoms_only,
        )
        session.add(found)
    found.user_id = member.user_id
    session.flush()
    return found


def _first(session: Session, assessment_id: str, condition: ColumnElement[bool]) -> RespondentRow | None:
    query = (
        select(RespondentRow)
        .where(RespondentRow.assessment_id == assessment_id, condition)
        .order_by(RespondentRow.created_at, RespondentRow.id)
        .limit(1)
    )
    return session.scalars(query).one_or_none()
