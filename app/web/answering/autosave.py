"""Saving one answer, as a script does with each change. It says saved only after the database has kept it."""

from __future__ import annotations

from flask import abort, jsonify, request
from werkzeug.wrappers import Response

from app.answering import saving
from app.answering.saving import ANSWERS, SYMPTOMS, Given, SaveOutcome
from app.storage.base import now
from app.web.access import respondent_self
from app.web.answering.blueprint import answerer, asked_statement, blueprint
from app.web.answering.forms import read_answer, read_symptom, read_version
from app.web.pages import REFUSED
from app.web.services import content, writing
from questionnaires.answers.model import Answer

CONFLICT = 409


@blueprint.post("/answer/<respondent_id>/statements/<statement_id>")
@respondent_self
def save_answer(statement_id: str) -> Response:
    """Save what is said about one statement."""
    statement = asked_statement(statement_id)
    sent = read_answer(request.form.get)
    if sent.wrong:
        return _refused(sent.wrong)
    with writing() as session:
        [outcome] = saving.save(session, ANSWERS, answerer(), [Given(statement.id, sent.version, sent.answer)])
    return _told(outcome, _answer_values(outcome.stored.content))


@blueprint.post("/answer/<respondent_id>/symptoms/<symptom_id>")
@respondent_self
def save_symptom(symptom_id: str) -> Response:
    """Save how often a symptom is seen."""
    triage = content().triage
    if symptom_id not in triage.symptom:
        abort(404)
    value = read_symptom(request.form.get("value", ""), len(triage.answers) - 1)
    if isinstance(value, str):
        return _refused({"value": value})
    given = Given(symptom_id, read_version(request.form.get("version")), value)
    with writing() as session:
        [outcome] = saving.save(session, SYMPTOMS, answerer(), [given])
    kept = outcome.stored.content
    return _told(outcome, {"value": "" if kept is None else str(kept)})


def _answer_values(answer: Answer) -> dict[str, str]:
    return {
        "rating": answer.rating.value if answer.rating else "",
        "evidence": answer.evidence,
        "comment": answer.comment,
        "reason": answer.reason,
    }


def _told(outcome: SaveOutcome[Answer] | SaveOutcome[int | None], values: dict[str, str]) -> Response:
    """Return what is stored now, and whether that is what was sent."""
    saved_at = outcome.stored.saved_at or now()
    reply = jsonify(version=outcome.stored.version, saved_at=saved_at.isoformat(timespec="seconds"), values=values)
    reply.status_code = 200 if outcome.kept else CONFLICT
    return reply


def _refused(messages: object) -> Response:
    reply = jsonify(messages=messages)
    reply.status_code = REFUSED
    return reply
