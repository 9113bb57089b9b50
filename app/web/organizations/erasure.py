"""Erasing a person's data, after showing what each choice does."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, flash

from app.deletion import erasure
from app.people import audit, directory
from app.people.audit import Act, Party
from app.people.members import is_only_lead
from app.storage.audit import Event
from app.storage.organizations import Role
from app.web import current
from app.web.access import organization_member
from app.web.organizations.blueprint import blueprint
from app.web.organizations.erasure_view import effect_views
from app.web.organizations.forms import Erasure
from app.web.pages import Page, go, page
from app.web.services import content, reading, writing


@blueprint.route("/organizations/<organization_id>/people/<person_id>/erase", methods=["GET", "POST"])
@organization_member(Role.LEAD)
def erase(person_id: str) -> Page:
    """Show how each choice affects the scores, then erase the person's data with or without the answers."""
    organization = current.organization()
    person = directory.find_person(reading(), organization.id, person_id) or abort(HTTPStatus.NOT_FOUND)
    form = Erasure()
    if not form.accepted():
        return _erasure_page(person, form)
    with writing() as session:
        stored = directory.find_person(session, organization.id, person_id) or abort(HTTPStatus.NOT_FOUND)
        has_lead = not (stored.membership and is_only_lead(session, stored.membership))
        if has_lead:
            with_answers = form.answers.data == "delete"
            erasure.erase(session, organization.id, stored, with_answers=with_answers)
            is_own = stored.user is not None and stored.user.id == current.user().id
            audit.record(
                session,
                Act(
                    Event.DATA_ERASED,
                    Party(None, erasure.ERASED, is_account=False) if is_own else Party.member(current.membership()),
                    organization_id=organization.id,
                    details="with the answers" if with_answers else "without the answers",
                ),
            )
    if not has_lead:
        form.form_errors.append(f"{person.name} is the only lead. Make someone else a lead first.")
        return _erasure_page(person, form)
    flash(f"The name and email address have been erased from {organization.name}.", "good")
    if person.user and person.user.id == current.user().id:
        return go("organizations.portfolio")
    return go("organizations.overview", organization_id=organization.id)


def _erasure_page(person: directory.Person, form: Erasure) -> Page:
    effects = erasure.effects(reading(), content(), person)
    return page(
        "organizations/erase.html",
        form,
        organization=current.organization(),
        person=person,
        effects=effect_views(content().catalogue, effects),
    )
