"""The page with the symptoms of the triage."""

from __future__ import annotations

from collections.abc import Container, Mapping
from http import HTTPStatus

from flask import flash, render_template, request

from app.answering import saving
from app.answering.saving import SYMPTOMS, Submitted
from app.storage.organizations import Role
from app.web import current
from app.web.access import respondent_or_recorder
from app.web.answering.blueprint import answerer, blueprint
from app.web.answering.forms import read_symptom, read_version
from app.web.answering.symptoms_view import symptom_items
from app.web.pages import Page, go
from app.web.services import content, database, writing


@blueprint.get("/answer/<respondent_id>/symptoms")
@respondent_or_recorder
def symptoms() -> Page:
    """Show the symptoms with their answers."""
    return _page({}, ())


@blueprint.post("/answer/<respondent_id>/symptoms")
@respondent_or_recorder
def save_symptoms() -> Page:
    """Save all answers at once, which is how browsers without scripts send them."""
    triage, submitted, errors = content().triage, [], {}
    for each in triage.symptom:
        value = read_symptom(request.form.get(f"{each}:value", ""), len(triage.scale(each)) - 1)
        if isinstance(value, str):
            errors[each] = value
        elif f"{each}:version" in request.form:
            submitted.append(Submitted(each, read_version(request.form.get(f"{each}:version")), value))
    with writing() as session:
        outcomes = saving.save(session, SYMPTOMS, answerer(), submitted)
    outdated = [each.subject for each in outcomes if not each.is_saved]
    if errors or outdated:
        return _page(errors, outdated)
    flash("Your answers have been saved.", "good")
    return go("answering.symptoms", respondent_id=current.respondent().id)


def _page(errors: Mapping[str, str], outdated: Container[str]) -> Page:
    triage = content().triage
    with database().reading() as session:  # the session of the request doesn't see what the request has written
        stored = saving.stored(session, SYMPTOMS, current.respondent().id)
    items = symptom_items(triage, stored, errors, outdated)
    status = HTTPStatus.CONFLICT if outdated else HTTPStatus.OK
    if errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    shown = {"triage": triage, "items": items, "reads_roadmap": _reads_roadmap()}
    return render_template("answering/symptoms.html", **shown), status


def _reads_roadmap() -> bool:
    """Whether the respondent may open the roadmap; people with a personal link may not."""
    membership = current.respondents_membership()
    return membership is not None and membership.role is not Role.RESPONDENT
