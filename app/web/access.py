"""Who may see a view. Every view carries exactly one of these decorators, under its route.

What the address names is loaded together with the membership of whoever asks, in one statement. Whoever does not
belong gets the same 404 as for an id that never was; whoever belongs in another role gets 403.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from flask import abort, g, redirect, request, url_for
from sqlalchemy import select
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.organizations import Membership, Organization, Role
from app.web import current
from app.web.services import reading

View = Callable[..., Any]
Find = Callable[[dict[str, Any]], Response | None]


class Scope(StrEnum):
    """Of whom a view is."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    ADMINISTRATOR = "administrator"
    ORGANIZATION = "organization"
    ASSESSMENT = "assessment"
    RESPONDENT = "respondent"


@dataclass(frozen=True, slots=True)
class Access:
    """What a view demands; `roles` count within an organization."""

    scope: Scope
    roles: tuple[Role, ...] = ()


def public(view: View) -> View:
    """Let everybody in."""
    view.access = Access(Scope.PUBLIC)  # type: ignore[attr-defined] # read by the tests
    return view


def signed_in(view: View) -> View:
    """Let in whoever has an account."""
    return _guarded(view, Access(Scope.SIGNED_IN), lambda _values: _ask_to_sign_in())


def administrator(view: View) -> View:
    """Let in whoever looks after the accounts; that alone opens no organization."""
    return _guarded(view, Access(Scope.ADMINISTRATOR), _find_administrator)


def organization_member(*roles: Role) -> Callable[[View], View]:
    """Let in members of the organization of the address, in one of some roles; the view gets it by `current`."""
    return lambda view: _guarded(view, Access(Scope.ORGANIZATION, roles or tuple(Role)), _find_organization)


def assessment_member(*roles: Role) -> Callable[[View], View]:
    """Let in members of the organization of the assessment of the address, in one of some roles."""
    return lambda view: _guarded(view, Access(Scope.ASSESSMENT, roles or tuple(Role)), _find_assessment)


def respondent_self(view: View) -> View:
    """Let in only the respondent of the address: a member, or someone who came by a link."""
    return _guarded(view, Access(Scope.RESPONDENT), _find_respondent)


def _guarded(view: View, access: Access, find: Find) -> View:
    """Return the view behind its guard, which takes the ids that it looks up out of the view's arguments."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        elsewhere = find(values)
        if elsewhere is not None:
            return elsewhere
        if access.roles and current.membership().role not in access.roles:
            abort(403)
        return view(**values)

    guarded.access = access  # type: ignore[attr-defined] # read by the tests
    return guarded


def _ask_to_sign_in() -> Response | None:
    if current.user_or_none():
        return None
    if request.method != "GET" or "HX-Request" in request.headers:
        raise Unauthorized
    return redirect(url_for("auth.sign_in", next=request.full_path.rstrip("?")))


def _find_administrator(_values: dict[str, Any]) -> Response | None:
    elsewhere = _ask_to_sign_in()
    if elsewhere is None and not current.user().is_administrator:
        abort(403)
    return elsewhere


def _find_organization(values: dict[str, Any]) -> Response | None:
    elsewhere = _ask_to_sign_in()
    if elsewhere is None:
        found = reading().execute(
            select(Organization, Membership)
            .join(Membership, Membership.organization_id == Organization.id)
            .where(Organization.id == values.pop("organization_id"), Membership.user_id == current.user().id)
        )
        g.organization, g.membership = found.one_or_none() or abort(404)
    return elsewhere


def _find_assessment(values: dict[str, Any]) -> Response | None:
    elsewhere = _ask_to_sign_in()
    if elsewhere is None:
        found = reading().execute(
            select(AssessmentRow, Membership)
            .join(Membership, Membership.organization_id == AssessmentRow.organization_id)
            .where(AssessmentRow.id == values.pop("assessment_id"), Membership.user_id == current.user().id)
        )
        g.assessment, g.membership = found.one_or_none() or abort(404)
        g.organization = current.assessment().organization
    return elsewhere


def _find_respondent(values: dict[str, Any]) -> Response | None:
    respondent_id = values.pop("respondent_id")
    asked = select(RespondentRow, AssessmentRow).join(AssessmentRow, AssessmentRow.id == RespondentRow.assessment_id)
    link = current.answering()
    if link is None or link.respondent_id != respondent_id:
        elsewhere = _ask_to_sign_in()
        if elsewhere is not None:
            return elsewhere
        asked = asked.join(
            Membership,
            (Membership.organization_id == AssessmentRow.organization_id)
            & (Membership.user_id == RespondentRow.user_id),
        ).where(RespondentRow.user_id == current.user().id)
    found = reading().execute(asked.where(RespondentRow.id == respondent_id)).one_or_none()
    g.respondent, g.assessment = found or abort(404)
    g.organization = current.assessment().organization
    return None
