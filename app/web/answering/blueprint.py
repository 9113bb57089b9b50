"""The blueprint that the modules of this area share, and what each of them asks for."""

from __future__ import annotations

from flask import Blueprint, abort

from app.answering.history import Answerer
from app.answering.scope import asks, whole_questionnaire
from app.web import current
from app.web.services import reading
from questionnaires.model import Statement

blueprint = Blueprint("answering", __name__)


def answerer() -> Answerer:
    """Return the respondent of the address, who is the one that asks."""
    return Answerer.of(current.assessment(), current.respondent())


def asked_statement(statement_id: str) -> Statement:
    """Return a statement that this respondent is asked about; 404 for any other."""
    statement = whole_questionnaire(reading(), current.assessment()).statement.get(statement_id)
    if statement is None or not asks(current.assessment(), current.respondent(), statement.practice):
        abort(404)
    return statement
