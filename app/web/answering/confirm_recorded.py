"""Confirming all answers that someone else recorded, which makes them the respondent's own."""

from __future__ import annotations

from flask import flash, request

from app.answering import saving
from app.answering.saving import ANSWERS, SYMPTOMS
from app.answering.stored_answers import StoredAnswers
from app.web import current
from app.web.access import respondent_self
from app.web.answering.blueprint import answerer, blueprint
from app.web.pages import Page, go
from app.web.services import writing
from reports.views.figures import capital, count


@blueprint.post("/answer/<respondent_id>/confirm-recorded")
@respondent_self
def confirm_recorded() -> Page:
    """Confirm all recorded answers, unless any has changed since the respondent saw them."""
    respondent_id = current.respondent().id
    with writing() as session:
        is_seen = StoredAnswers.of(session, respondent_id).fingerprint == request.form.get("seen")
        many = 0
        if is_seen:
            many = saving.adopt(session, ANSWERS, answerer()) + saving.adopt(session, SYMPTOMS, answerer())
    if is_seen:
        flash(f"{capital(count(many, 'answer'))} confirmed. They're now your own.", "good")
    else:
        flash("Some answers have changed in the meantime. Check them, then confirm again.", "wrong")
    return go("answering.overview", respondent_id=respondent_id)
