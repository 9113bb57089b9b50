"""Members as respondents of an assessment."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.people.sealing import seal
from app.storage.accounts import email_key
from app.storage.assessments import ORDER_ADDED, AssessmentRow, RespondentRow
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
    by_email = and_(RespondentRow.user_id.is_(None), RespondentRow.email_key == member.user.email_key)
    found = _first(session, assessment_id, or_(RespondentRow.user_id == member.user_id, by_email))
    if found is None:
        found = RespondentRow(
            assessment_id=assessment_id,
            name=member.shown_name,
            email=member.shown_email,
            email_key=email_key(member.shown_email),
            symptoms_only=symptoms_only,
        )
        session.add(found)
    elif found.user_id is None:
        seal(session, [found])
    found.user_id = member.user_id
    session.flush()
    return found


def _first(session: Session, assessment_id: str, condition: ColumnElement[bool]) -> RespondentRow | None:
    query = (
        select(RespondentRow)
        .where(RespondentRow.assessment_id == assessment_id, condition)
        .order_by(*ORDER_ADDED)
        .limit(1)
    )
    return session.scalars(query).one_or_none()
