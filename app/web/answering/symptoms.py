"""The triage's symptoms, all on one page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, render_template, request

from app.answering import saving
from app.answering.saving import SYMPTOMS, Given, Stored
from app.storage.organizations import Role
from app.web import current
from app.web.access import respondent_self
from app.web.answering.blueprint import answerer, blueprint
from app.web.answering.forms import read_symptom, read_version
from app.web.pages import REFUSED, Page, go
from app.web.services import content, database, writing
from questionnaires.model import Symptom

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class SymptomItem:
    """A symptom with how often it is seen; `newer` says that the stored answer is not the one that was sent."""

    symptom: Symptom
    stored: Stored[int | None]
    wrong: str = ""
    newer: bool = False


@blueprint.get("/answer/<respondent_id>/symptoms")
@respondent_self
def symptoms() -> Page:
    """Show the symptoms."""
    return _page({}, frozenset())


@blueprint.post("/answer/<respondent_id>/symptoms")
@respondent_self
def save_symptoms() -> Page:
    """Save them all at once, as a browser without scripts sends them."""
    triage, given, wrong = content().triage, [], {}
    for each in triage.symptom:
        value = read_symptom(request.form.get(f"{each}:value", ""), len(triage.answers) - 1)
        if isinstance(value, str):
            wrong[each] = value
        elif f"{each}:version" in request.form:
            given.append(Given(each, read_version(request.form.get(f"{each}:version")), value))
    with writing() as session:
        outcomes = saving.save(session, SYMPTOMS, answerer(), given)
    overtaken = frozenset(each.subject for each in outcomes if not each.kept)
    if wrong or overtaken:
        return _page(wrong, overtaken)
    flash("Saved.", "good")
    return go("answering.symptoms", respondent_id=current.respondent().id)


def _page(wrong: dict[str, str], overtaken: frozenset[str]) -> Page:
    triage = content().triage
    with database().reading() as session:  # the request's own session does not see what the request has written
        stored = saving.stored(session, SYMPTOMS, current.respondent().id)
    nothing: Stored[int | None] = Stored(0, None)
    items = [
        SymptomItem(each, stored.get(each.id, nothing), wrong.get(each.id, ""), each.id in overtaken)
        for each in triage.symptoms
    ]
    values = {"assessment": current.assessment(), "respondent": current.respondent(), "triage": triage, "items": items}
    values["reads_roadmap"] = _reads_roadmap()
    return render_template("answering/symptoms.html", **values), REFUSED if wrong else CONFLICT if overtaken else 200


def _reads_roadmap() -> bool:
    """Whether the respondent may see what the symptoms lead to; who came by a link may not."""
    membership = current.respondents_membership()
    return membership is not None and membership.role is not Role.RESPONDENT
