"""A questionnaire that was frozen with an assessment comes back as it was."""

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
    """A document as databases of earlier releases hold it."""
    document: dict[str, Any] = json.loads((ROOT / "tests/app/storage/stored_documents.json").read_text("utf-8"))
    return document["questionnaire"]  # type: ignore[no-any-return]


def test_a_document_of_an_earlier_release_is_still_written_the_same(stored: dict[str, Any]) -> None:
    """Reading and writing it again changes nothing."""
    assert frozen(thawed(stored)) == stored


def test_every_questionnaire_comes_back_as_it_was() -> None:
    """By way of JSON, as a database keeps it; keys keep their order, so that reports keep their bytes."""
    for questionnaire in load_content().questionnaires:
        document = frozen(questionnaire)

        assert thawed(json.loads(json.dumps(document))) == questionnaire
        assert list(document) == ["id", "name", "version", "content", "minutes", "intro", "statements"]


def test_practices_that_are_left_out_are_not_built(stored: dict[str, Any]) -> None:
    """Their statements are gone, the others are whole."""
    practices = {each["practice"] for each in stored["statements"]}
    gone = min(practices)

    left = thawed(stored, {gone})

    assert {each.practice for each in left.statements} == practices - {gone}
    assert all(isinstance(each.dimension, Dimension) for each in left.statements)
