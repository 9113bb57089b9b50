"""Saving individual answers from a script. The reply confirms an answer only after it has been committed."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, jsonify, request
from werkzeug.wrappers import Response

from app.answering import saving
from app.answering.saving import ANSWERS, SYMPTOMS, SaveOutcome, Submitted
from app.storage.base import now
from app.web.access import respondent_or_recorder
from app.web.answering.blueprint import answerer, blueprint, statement_in_scope
from app.web.answering.forms import read_answer, read_symptom, read_version
from app.web.services import content, writing
from app.web.templating import instant, moment
from questionnaires.answers.model import Answer


@blueprint.post("/answer/<respondent_id>/statements/<statement_id>")
@respondent_or_recorder
def save_answer(statement_id: str) -> Response:
    """Save the answer to one statement."""
    statement = statement_in_scope(statement_id)
    sent = read_answer(request.form.get)
    if sent.errors:
        return _refused(sent.errors)
    with writing() as session:
        [outcome] = saving.save(session, ANSWERS, answerer(), [Submitted(statement.id, sent.version, sent.answer)])
    return _reply(outcome, _answer_values(outcome.stored.value))


@blueprint.post("/answer/<respondent_id>/symptoms/<symptom_id>")
@respondent_or_recorder
def save_symptom(symptom_id: str) -> Response:
    """Save how often one symptom occurs."""
    triage = content().triage
    if symptom_id not in triage.symptom:
        abort(HTTPStatus.NOT_FOUND)
    value = read_symptom(request.form.get("value", ""), len(triage.scale(symptom_id)) - 1)
    if isinstance(value, str):
        return _refused({"value": value})
    submitted = Submitted(symptom_id, read_version(request.form.get("version")), value)
    with writing() as session:
        [outcome] = saving.save(session, SYMPTOMS, answerer(), [submitted])
    stored = outcome.stored.value
    return _reply(outcome, {"value": "" if stored is None else str(stored)})


def _answer_values(answer: Answer) -> dict[str, str]:
    return {
        "rating": answer.rating.value if answer.rating else "",
        "evidence": answer.evidence,
        "comment": answer.comment,
        "reason": answer.reason,
    }


def _reply(outcome: SaveOutcome[Answer] | SaveOutcome[int | None], values: dict[str, str]) -> Response:
    """Return the stored value; the status says whether it matches the value that was sent."""
    saved_at = outcome.stored.saved_at or now()
    times = {"saved_at": instant(saved_at), "saved": moment(saved_at)}
    reply = jsonify(version=outcome.stored.version, values=values, **times)
    reply.status_code = HTTPStatus.OK if outcome.is_saved else HTTPStatus.CONFLICT
    return reply


def _refused(messages: object) -> Response:
    reply = jsonify(messages=messages)
    reply.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return reply
