"""The questionnaire of an assessment as a document, so that later versions don't change the assessment."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from pydantic import TypeAdapter

from questionnaires.model import Questionnaire

QUESTIONNAIRE = TypeAdapter(Questionnaire)


def frozen(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return a questionnaire as a document."""
    document: dict[str, Any] = QUESTIONNAIRE.dump_python(questionnaire, mode="json")
    return document


def thawed(document: dict[str, Any], left_out: Container[str] = ()) -> Questionnaire:
    """Return the questionnaire in a document, without the practices that are out of scope."""
    # Most pages read a questionnaire, and building statements takes time. Skip those that aren't needed.
    statements = [each for each in document["statements"] if each["practice"] not in left_out]
    return QUESTIONNAIRE.validate_python({**document, "statements": statements})
