"""The document of a questionnaire is read back unchanged."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.assessments.frozen_questionnaires import frozen, thawed
from app.running.content import load_content
from questionnaires.model import Dimension
from tests.support.checkout import ROOT


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    """A document as databases of earlier releases contain it."""
    document: dict[str, Any] = json.loads((ROOT / "tests/app/storage/stored_documents.json").read_text("utf-8"))
    return document["questionnaire"]  # type: ignore[no-any-return]


def test_a_document_of_an_earlier_release_is_read_and_written_the_same(stored: dict[str, Any]) -> None:
    """Stored assessments stay readable; a questionnaire that named no method was scored by iso-33020.

    Its statements have no clauses for findings.
    """
    statements = [{**each, "unmet": "", "partly": "", "goal": "", "start": ""} for each in stored["statements"]]

    assert frozen(thawed(stored)) == {**stored, "method": "iso-33020", "statements": statements}


def test_every_questionnaire_is_read_back_unchanged() -> None:
    """It goes through JSON, as in a database. Keys keep their order, so reports stay identical byte for byte."""
    for questionnaire in load_content().questionnaires:
        document = frozen(questionnaire)

        assert thawed(json.loads(json.dumps(document))) == questionnaire
        assert list(document) == ["id", "name", "version", "content", "minutes", "intro", "statements", "method"]


def test_practices_that_are_left_out_are_not_built(stored: dict[str, Any]) -> None:
    """Their statements are missing; the others are complete."""
    practices = {each["practice"] for each in stored["statements"]}
    gone = min(practices)

    left = thawed(stored, {gone})

    assert {each.practice for each in left.statements} == practices - {gone}
    assert all(isinstance(each.dimension, Dimension) for each in left.statements)
