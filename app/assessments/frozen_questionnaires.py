"""The questionnaire of an assessment as a document: later versions of its content change nothing in the assessment."""

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
    """Return a questionnaire from its document, without the practices that are left out."""
    # Most pages read one: statements that nobody needs aren't built in the first place.
    statements = [each for each in document["statements"] if each["practice"] not in left_out]
    return QUESTIONNAIRE.validate_python({**document, "statements": statements})
