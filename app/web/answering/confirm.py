"""Confirming answers that were carried over from an earlier assessment: one answer, or all answers about a practice."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, flash

from app.answering import saving
from app.answering.saving import ANSWERS, Submitted
from app.answering.scope import respondent_questionnaire
from app.web import current
from app.web.access import respondent_or_recorder
from app.web.answering.blueprint import answerer, blueprint, statement_in_scope
from app.web.pages import Page, go
from app.web.services import reading, writing
from reports.views.figures import capital, count


@blueprint.post("/answer/<respondent_id>/statements/<statement_id>/confirm")
@respondent_or_recorder
def confirm_answer(statement_id: str) -> Page:
    """Confirm the answer to one statement as it is saved."""
    statement = statement_in_scope(statement_id)
    return _confirm([statement.id], statement.practice)


@blueprint.post("/answer/<respondent_id>/<practice_id>/confirm")
@respondent_or_recorder
def confirm_practice(practice_id: str) -> Page:
    """Confirm all answers about a practice as they are saved."""
    questionnaire = respondent_questionnaire(reading(), current.assessment(), current.respondent())
    if practice_id not in questionnaire.by_practice:
        abort(HTTPStatus.NOT_FOUND)
    return _confirm([each.id for each in questionnaire.by_practice[practice_id]], practice_id)


def _confirm(statements: list[str], practice_id: str) -> Page:
    with writing() as session:
        stored = saving.stored(session, ANSWERS, current.respondent().id, statements)
        waiting = {key: each for key, each in stored.items() if each.carried is not None}
        submitted = [Submitted(key, each.version, each.value, confirms=True) for key, each in waiting.items()]
        saving.save(session, ANSWERS, answerer(), submitted)
    flash(f"{capital(count(len(submitted), 'answer'))} confirmed.", "good")
    return go("answering.practice", respondent_id=current.respondent().id, practice_id=practice_id)
