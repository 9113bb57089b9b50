"""The user and the data of the current request, found by the access decorators for views and templates."""

from __future__ import annotations

from datetime import date, datetime

from flask import g

from app.people.members import member_of
from app.running import time_zones
from app.storage.accounts import SignIn, User
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.base import now
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


def time_zone() -> str:
    """Return the name of the time zone for this page: the organization's, or UTC on a page without one."""
    found: OrganizationRow | None = g.get("organization")
    return found.time_zone if found else time_zones.DEFAULT


def local(value: datetime) -> datetime:
    """Return a time in the organization's time zone."""
    return time_zones.local(value, time_zone())


def today() -> date:
    """Return today's date in the organization's time zone."""
    return local(now()).date()


def membership() -> Membership:
    """Return the user's membership in this organization."""
    found: Membership = g.membership
    return found


def assessment() -> AssessmentRow:
    """Return the assessment in the URL."""
    found: AssessmentRow = g.assessment
    return found


def respondent() -> RespondentRow:
    """Return the respondent in the URL, who makes the request unless there is a `recorder()`."""
    found: RespondentRow = g.respondent
    return found


def recorder() -> Membership | None:
    """Return the lead or assessor who records the respondent's answers, or None if the respondent answers."""
    found: Membership | None = g.get("recorder")
    return found


def is_by_link() -> bool:
    """Whether the respondent in the URL is using a personal link in this browser, without signing in."""
    link = answering()
    return recorder() is None and link is not None and link.respondent_id == respondent().id


def respondents_membership() -> Membership | None:
    """Return the membership of the person who answers, or None for a respondent with a personal link."""
    user = user_or_none()
    if recording := recorder():
        return recording
    if user is None or respondent().user_id != user.id:
        return None
    return member_of(reading(), organization().id, user.id)
