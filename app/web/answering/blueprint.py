"""The blueprint of this area, and what its modules share."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, abort

from app.answering.history import Answerer
from app.answering.scope import full_questionnaire, is_in_scope
from app.web import current
from app.web.services import reading
from questionnaires.model import Statement

blueprint = Blueprint("answering", __name__)


def answerer() -> Answerer:
    """Return the author of changes to the answers: the respondent in the URL, or the person who records the answers."""
    recorder = current.recorder()
    if recorder is None:
        return Answerer.of(current.assessment(), current.respondent())
    return Answerer.recording(current.assessment(), current.respondent(), recorder)


def statement_in_scope(statement_id: str) -> Statement:
    """Return a statement that this respondent answers, or respond with 404."""
    statement = full_questionnaire(reading(), current.assessment()).statement.get(statement_id)
    if statement is None or not is_in_scope(current.assessment(), current.respondent(), statement.practice):
        abort(HTTPStatus.NOT_FOUND)
    return statement
