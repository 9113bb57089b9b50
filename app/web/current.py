"""The user and the data of the current request, found by the access decorators for views and templates."""

from __future__ import annotations

from flask import g

from app.people.members import member_of
from app.storage.accounts import SignIn, User
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.organizations import Membership, OrganizationRow
from app.web import sessions
from app.web.services import reading


def sign_in() -> SignIn | None:
    """Return the session of the signed-in user, or None."""
    if "sign_in" not in g:
        g.sign_in = sessions.of_request(sessions.USER_COOKIE)
    found: SignIn | None = g.sign_in
    return found


def answering() -> SignIn | None:
    """Return the session of a respondent with a personal link, or None."""
    if "answering" not in g:
        g.answering = sessions.of_request(sessions.ANSWERING_COOKIE)
    found: SignIn | None = g.answering
    return found


def user_or_none() -> User | None:
    """Return the signed-in user, or None."""
    found = sign_in()
    return found.user if found else None


def user() -> User:
    """Return the signed-in user, in views that require one."""
    found = user_or_none()
    assert found is not None  # noqa: S101 - the access decorator has checked
    return found


def organization() -> OrganizationRow:
    """Return the organization in the URL."""
    found: OrganizationRow = g.organization
    return found


def membership() -> Membership:
    """Return the user's membership in this organization."""
    found: Membership = g.membership
    return found


def assessment() -> AssessmentRow:
    """Return the assessment in the URL."""
    found: AssessmentRow = g.assessment
    return found


def respondent() -> RespondentRow:
    """Return the respondent in the URL, who is the person making the request."""
    found: RespondentRow = g.respondent
    return found


def respondents_membership() -> Membership | None:
    """Return the respondent's membership, or None for a respondent with a personal link."""
    user = user_or_none()
    if user is None or respondent().user_id != user.id:
        return None
    return member_of(reading(), organization().id, user.id)
