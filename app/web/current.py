"""Who asks, and for what: found by the access decorators, read by views and templates."""

from __future__ import annotations

from flask import g

from app.people.members import member_of
from app.storage.accounts import SignIn, User
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.organizations import Membership, Organization
from app.web import sessions
from app.web.services import reading


def sign_in() -> SignIn | None:
    """Return the session of whoever is signed in."""
    if "sign_in" not in g:
        g.sign_in = sessions.of_request(sessions.USER_COOKIE)
    found: SignIn | None = g.sign_in
    return found


def answering() -> SignIn | None:
    """Return the session of a respondent who came by a link."""
    if "answering" not in g:
        g.answering = sessions.of_request(sessions.ANSWERING_COOKIE)
    found: SignIn | None = g.answering
    return found


def user_or_none() -> User | None:
    """Return who is signed in, or None."""
    found = sign_in()
    return found.user if found else None


def user() -> User:
    """Return who is signed in; for views that only those see."""
    found = user_or_none()
    assert found is not None  # noqa: S101 - the access decorator has looked
    return found


def organization() -> Organization:
    """Return the organization that the address names."""
    found: Organization = g.organization
    return found


def membership() -> Membership:
    """Return the user's membership in that organization."""
    found: Membership = g.membership
    return found


def assessment() -> AssessmentRow:
    """Return the assessment that the address names."""
    found: AssessmentRow = g.assessment
    return found


def respondent() -> RespondentRow:
    """Return the respondent that the address names, who is the one that asks."""
    found: RespondentRow = g.respondent
    return found


def respondents_membership() -> Membership | None:
    """Return the membership of the respondent that asks, or None for someone who came by a link."""
    user = user_or_none()
    if user is None or respondent().user_id != user.id:
        return None
    return member_of(reading(), organization().id, user.id)
