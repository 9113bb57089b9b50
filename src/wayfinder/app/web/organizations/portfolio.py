"""What a user sees of all organizations that he or she belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wayfinder.app.storage.accounts import User
from wayfinder.app.storage.organizations import Membership, Organization, Role


@dataclass(frozen=True, slots=True)
class Row:
    """One organization in the portfolio."""

    id: str
    name: str
    industry: str
    role: Role


def organizations_of(session: Session, user: User) -> list[Row]:
    """Return the organizations of a user by name, in one statement."""
    asked = (
        select(Organization.id, Organization.name, Organization.industry, Membership.role)
        .join(Membership, Membership.organization_id == Organization.id)
        .where(Membership.user_id == user.id)
        .order_by(func.lower(Organization.name), Organization.id)
    )
    return [Row(*row) for row in session.execute(asked).all()]
