"""Access control for views. Every view has exactly one of these decorators, below its route.

One SQL statement loads what the URL names together with the user's membership. People outside the organization get the
same 404 as for an id that doesn't exist, so they can't tell which ids exist. Members in other roles get 403.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import abort, g, redirect, request, url_for
from sqlalchemy import ColumnElement, exists, select
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from app.assessments.anonymity import unrecordable
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.organizations import Membership, OrganizationRow, Role
from app.storage.roadmaps import RoadmapRow, TrackedStep
from app.web import current, sessions
from app.web.services import reading

RECORDERS = (Role.LEAD, Role.ASSESSOR)

View = Callable[..., Any]
Find = Callable[[dict[str, Any]], Response | None]
IsExempt = Callable[[dict[str, Any]], bool]


class LinkNeeded(Unauthorized):
    """The respondent's session has ended, and only the personal link can start a new one."""


class AccessScope(StrEnum):
    """Whose data a view shows."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    ADMINISTRATOR = "administrator"
    ORGANIZATION = "organization"
    ASSESSMENT = "assessment"
    ANSWERS = "answers"
    RESPONDENT = "respondent"


@dataclass(frozen=True, slots=True)
class Access:
    """What a view requires; `roles` apply within an organization."""

    scope: AccessScope
    roles: tuple[Role, ...] = ()


def public(view: View) -> View:
    """Allow everyone."""
    view.access = Access(AccessScope.PUBLIC)  # type: ignore[attr-defined] # read by the tests
    return view


def signed_in(view: View) -> View:
    """Allow everyone who is signed in."""
    return _guarded(view, Access(AccessScope.SIGNED_IN), lambda _values: _ask_to_sign_in())


def administrator(view: View) -> View:
    """Allow administrators, who manage accounts; to see an organization, they need to be members."""
    return _guarded(view, Access(AccessScope.ADMINISTRATOR), _find_administrator)


def organization_member(*roles: Role) -> Callable[[View], View]:
    """Allow members of the organization in the URL who have one of the roles; the view gets it from `current`."""
    return lambda view: _guarded(view, Access(AccessScope.ORGANIZATION, roles or tuple(Role)), _find_organization)


def assessment_member(*roles: Role) -> Callable[[View], View]:
    """Allow members of the organization of the assessment in the URL who have one of the roles."""
    return lambda view: _guarded(view, Access(AccessScope.ASSESSMENT, roles or tuple(Role)), _find_assessment)


def respondent_or_recorder(view: View) -> View:
    """Allow the respondent in the URL, who is a member or has a personal link, and people who may record the answers.

    Leads and assessors may record the answers of a respondent who isn't anonymous; `current.recorder()` tells the view.
    """
    return _guarded(view, Access(AccessScope.ANSWERS), _find_respondent)


def respondent_self(view: View) -> View:
    """Allow only the respondent in the URL: a member, or a person with a personal link."""
    return _guarded(view, Access(AccessScope.RESPONDENT), _find_themselves)


def step_editor(*roles: Role) -> Callable[[View], View]:
    """Allow members who have one of the roles, and the member who owns the step in the URL, whatever their role."""
    access = Access(AccessScope.ASSESSMENT, roles)
    return lambda view: _guarded(view, access, _find_assessment, is_exempt=_owns_step)


def _guarded(view: View, access: Access, find: Find, *, is_exempt: IsExempt = lambda _values: False) -> View:
    """Return the view with a check before it; the check removes the ids it looks up from the view's arguments.

    Args:
        view: the view.
        access: what it requires.
        find: loads what the URL names, or returns a redirect.
        is_exempt: whether a member whose role isn't among those allowed may see this row.
    """

    @wraps(view)
    def guarded(**values: Any) -> Any:
        elsewhere = find(values)
        if elsewhere is not None:
            return elsewhere
        if access.roles and current.membership().role not in access.roles and not is_exempt(values):
            abort(HTTPStatus.FORBIDDEN)
        return view(**values)

    guarded.access = access  # type: ignore[attr-defined] # read by the tests
    return guarded


def _ask_to_sign_in() -> Response | None:
    if current.user_or_none():
        return None
    if request.method != "GET" or "HX-Request" in request.headers:
        raise Unauthorized
    return redirect(url_for("auth.sign_in", next=request.full_path.rstrip("?")))


def _ask_to_open_the_link() -> None:
    """Raise for a person who used a personal link and whose session has ended, because signing in wouldn't help.

    Only the cookie decides, because the answer mustn't depend on whether the id in the URL exists.
    """
    has_ended = current.answering() is None and sessions.ANSWERING_COOKIE in request.cookies
    if has_ended and current.user_or_none() is None:
        raise LinkNeeded


def _find_administrator(_values: dict[str, Any]) -> Response | None:
    elsewhere = _ask_to_sign_in()
    if elsewhere is None and not current.user().is_administrator:
        abort(HTTPStatus.FORBIDDEN)
    return elsewhere


def _find_organization(values: dict[str, Any]) -> Response | None:
    elsewhere = _ask_to_sign_in()
    if elsewhere is None:
        found = reading().execute(
            select(OrganizationRow, Membership)
            .join(Membership, Membership.organization_id == OrganizationRow.id)
            .where(OrganizationRow.id == values.pop("organization_id"), Membership.user_id == current.user().id)
        )
        g.organization, g.membership = found.one_or_none() or abort(HTTPStatus.NOT_FOUND)
    return elsewhere


def _find_assessment(values: dict[str, Any]) -> Response | None:
    elsewhere = _ask_to_sign_in()
    if elsewhere is None:
        found = reading().execute(
            select(AssessmentRow, Membership)
            .join(Membership, Membership.organization_id == AssessmentRow.organization_id)
            .where(AssessmentRow.id == values.pop("assessment_id"), Membership.user_id == current.user().id)
        )
        g.assessment, g.membership = found.one_or_none() or abort(HTTPStatus.NOT_FOUND)
        g.organization = current.assessment().organization
    return elsewhere


def _owns_step(values: dict[str, Any]) -> bool:
    query = (
        select(TrackedStep.id)
        .join(RoadmapRow, RoadmapRow.id == TrackedStep.roadmap_id)
        .where(TrackedStep.id == values["step_id"], TrackedStep.owner_id == current.user().id)
        .where(RoadmapRow.assessment_id == current.assessment().id)
    )
    return reading().scalar(query) is not None


def _is_member() -> ColumnElement[bool]:
    return exists().where(
        Membership.organization_id == AssessmentRow.organization_id, Membership.user_id == RespondentRow.user_id
    )


def _find_respondent(values: dict[str, Any]) -> Response | None:
    respondent_id, g.recorder = values.pop("respondent_id"), None
    link = current.answering()
    if link is not None and link.respondent_id == respondent_id:
        # Members sign in; a link from before they became members no longer gives access.
        if _find_by_link(respondent_id):
            return None
        if current.user_or_none() is None:
            abort(HTTPStatus.NOT_FOUND)
    _ask_to_open_the_link()
    elsewhere = _ask_to_sign_in()
    if elsewhere is None:
        _find_as_member(respondent_id)
    return elsewhere


def _find_themselves(values: dict[str, Any]) -> Response | None:
    elsewhere = _find_respondent(values)
    if elsewhere is None and current.recorder():
        abort(HTTPStatus.NOT_FOUND)
    return elsewhere


def _find_by_link(respondent_id: str) -> bool:
    """Find what a personal link leads to, unless its owner has become a member."""
    query = select(RespondentRow, AssessmentRow).join(AssessmentRow, AssessmentRow.id == RespondentRow.assessment_id)
    query = query.where(RespondentRow.id == respondent_id, ~_is_member())
    found = reading().execute(query).one_or_none()
    if found is not None:
        g.respondent, g.assessment = found
        g.organization = current.assessment().organization
    return found is not None


def _find_as_member(respondent_id: str) -> None:
    """Find the signed-in user's answers, or those that the user may record."""
    found = reading().execute(
        select(RespondentRow, AssessmentRow, Membership)
        .join(AssessmentRow, AssessmentRow.id == RespondentRow.assessment_id)
        .join(Membership, Membership.organization_id == AssessmentRow.organization_id)
        .where(RespondentRow.id == respondent_id, Membership.user_id == current.user().id)
    )
    respondent, assessment, member = found.one_or_none() or abort(HTTPStatus.NOT_FOUND)
    if respondent.user_id != member.user_id:
        _refuse_to_record(respondent, assessment, member)
        g.recorder = member
    g.respondent, g.assessment = respondent, assessment
    g.organization = assessment.organization


def _refuse_to_record(respondent: RespondentRow, assessment: AssessmentRow, member: Membership) -> None:
    """Keep a member from opening someone else's answers, unless the member may record them."""
    if member.role not in RECORDERS:
        abort(HTTPStatus.NOT_FOUND)
    if respondent.id in unrecordable(reading(), assessment):
        abort(HTTPStatus.FORBIDDEN)
