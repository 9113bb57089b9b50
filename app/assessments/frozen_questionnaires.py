"""A questionnaire frozen with an assessment as a document, and thawed from it."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from questionnaires.model import Dimension, Questionnaire, Statement


def frozen(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return all of a questionnaire as a document."""
    return {
        "id": questionnaire.id,
        "name": questionnaire.name,
        "version": questionnaire.version,
        "content": questionnaire.content,
        "minutes": questionnaire.minutes,
        "intro": questionnaire.intro,
        "statements": [_statement(statement) for statement in questionnaire.statements],
    }


def thawed(document: dict[str, Any], left_out: Container[str] = ()) -> Questionnaire:
    """Return a questionnaire from its document, without the practices that are left out."""
    statements = tuple(
        Statement(
            **{
                **statement,
                "dimension": Dimension(statement["dimension"]),
                "requirements": tuple(statement["requirements"]),
                "lineage": tuple(statement["lineage"]),
            }
        )
        for statement in document["statements"]
        if statement["practice"] not in left_out
    )
    return Questionnaire(**{**document, "statements": statements})


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "practice": statement.practice,
        "success_factor": statement.success_factor,
        "dimension": statement.dimension.value,
        "level": statement.level,
        "text": statement.text,
        "evidence": statement.evidence,
        "action": statement.action,
        "requirements": list(statement.requirements),
        "lineage": list(statement.lineage),
    }
