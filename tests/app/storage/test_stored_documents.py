"""Documents in JSON columns: those that earlier releases wrote are still read, and are written the same way."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from app.answering.uploads import FileReading
from app.assessments.snapshots import restored, snapshot
from app.planning.plan_documents import roadmap_of, saved_plan
from app.planning.roadmaps import PlanOptions
from app.planning.saved_roadmaps import options_document, options_from_document
from questionnaires.answers.model import Answer, Organization, Respondent
from questionnaires.model import Rating
from tests.support.checkout import ROOT


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    """The documents as databases of earlier releases contain them."""
    documents: dict[str, Any] = json.loads((ROOT / "tests/app/storage/stored_documents.json").read_text("utf-8"))
    return documents


def test_a_snapshot_is_read_and_written_the_same(stored: dict[str, Any]) -> None:
    """Ratings, texts, symptoms, consensus and scope all survive."""
    assessment = restored(stored["assessment"])

    assert snapshot(assessment) == stored["assessment"]
    first = assessment.responses[0]
    assert isinstance(assessment.organization, Organization)
    assert (type(first.respondent), first.respondent.id) == (Respondent, "head-of-it")
    assert first.answers["incident-management.1"].rating is Rating.NA
    assert first.answers["incident-management.2"].rating is None
    assert (first.organization, first.assessed_on) == (assessment.organization, "2026-09-14")
    assert assessment.consensus["risk-management.2"].rating is Rating.L


def test_a_snapshot_without_a_scope_has_every_practice_in_scope(stored: dict[str, Any]) -> None:
    """The first snapshots had no scope."""
    document = {key: value for key, value in stored["assessment"].items() if key != "left_out"}

    assert restored(document).left_out == {}


@pytest.mark.parametrize("name", ["options", "default_options"])
def test_options_are_read_and_written_the_same(stored: dict[str, Any], name: str) -> None:
    """Fractions stay exact, and exclusions stay sorted; what earlier releases didn't know has its default."""
    defaults = options_document(PlanOptions())

    assert options_document(options_from_document(stored[name])) == {**defaults, **stored[name]}


def test_options_come_back_with_their_types(stored: dict[str, Any]) -> None:
    """A date is a date, and a third of a day is a third."""
    options = options_from_document(stored["options"])

    assert (options.capacity, options.start) == (Fraction(100, 3), date(2026, 3, 2))
    assert isinstance(options.excluded, frozenset)
    assert options_from_document(stored["default_options"]) == PlanOptions()


def test_a_snapshot_of_answers_that_nobody_recorded_is_read(stored: dict[str, Any]) -> None:
    """Earlier snapshots didn't say so."""
    responses = [{**each} for each in stored["assessment"]["responses"]]
    for each in responses:
        del each["recorded"]

    assert {each.recorded for each in restored({**stored["assessment"], "responses": responses}).responses} == {""}


def holds(document: Any, earlier: Any) -> bool:
    """Return whether a document says all that an earlier one said, and perhaps more."""
    if isinstance(earlier, dict):
        return all(key in document and holds(document[key], value) for key, value in earlier.items())
    if isinstance(earlier, list):
        return len(document) == len(earlier) and all(map(holds, document, earlier))
    return bool(document == earlier)


def test_a_roadmap_is_read_and_written_the_same(stored: dict[str, Any]) -> None:
    """Days stay the decimals of the document."""
    roadmap = roadmap_of(stored["plan"], options_from_document(stored["options"]))

    assert holds(saved_plan(roadmap), stored["plan"])
    assert roadmap.bound is None
    assert roadmap.phases[0].capacity == Fraction("33.333333")
    assert roadmap.settings.targets == stored["options"]["targets"]


@pytest.mark.parametrize("name", ["upload", "faults"])
def test_the_content_of_an_uploaded_file_is_read_and_written_the_same(stored: dict[str, Any], name: str) -> None:
    """An answer may have a comment but no rating."""
    read = FileReading.of(json.dumps(stored[name]).encode())

    # Fields of later releases.
    expected = {"respondent_id": "", **stored[name]}
    if expected["response"]:
        expected["response"] = {"overridden_rungs": [], "names_read": [], **expected["response"]}
    assert json.loads(read.document()) == expected
    if read.response:
        assert isinstance(read.response.answers["incident-management.1"], Answer)
        assert read.response.answers["incident-management.2"].rating is None


def test_faults_from_an_earlier_version_ask_to_upload_the_file_again() -> None:
    """Their places were objects."""
    read = FileReading.of(b'{"response": null, "faults": [{"place": {}, "wrong": "x", "mend": "y"}], "more": 0}')

    assert [str(line) for line in read.faults] == [
        "the file was checked by an earlier version of Wayfinder; upload it again"
    ]
