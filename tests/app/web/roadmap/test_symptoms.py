"""Tests of what the roadmap page says about the source of its recommendation."""

from __future__ import annotations

from flask import Flask

from app.storage.assessments import SymptomRow
from tests.support.factories import Make
from tests.support.northfield import Northfield
from tests.support.said import say
from tests.support.scenes import Scene


def report(northfield: Northfield, **symptoms: int) -> str:
    """Report symptoms as the lead, and return the roadmap page."""
    answer = northfield.client.post(f"{northfield.top}/own-symptoms")
    respondent_id = answer.headers["Location"].split("/")[2]
    rows = {
        "assessment_id": northfield.assessment.id,
        "respondent_id": respondent_id,
    }
    for symptom, value in symptoms.items():
        northfield.make.add(SymptomRow(**rows, symptom_id=symptom.replace("_", "-"), value=value))
    return northfield.client.get(f"{northfield.top}/roadmap").text


def test_symptoms_reported_are_named_as_the_source(app: Flask, make: Make) -> None:
    """This works before anyone has rated a practice; the strongest symptoms come first."""
    page = report(Northfield.founded(app, make), failed_changes=3, surprise_changes=2)

    assert "<strong>Best guess: Change risk first.</strong>" in page
    assert "it is based on 2 symptoms (“Changes that break things” and “Unannounced changes”)" in page
    assert "and no practice has been assessed" in page
    assert "Your answers about symptoms" in page


def test_levels_are_named_as_the_source_where_nobody_was_asked(app: Flask, make: Make) -> None:
    """If symptoms were asked about and none occurs, the page says so."""
    northfield = Northfield.founded(app, make)
    say(make, northfield.assessment, {"incident-management": "F F"})

    asked_nobody = northfield.client.get(f"{northfield.top}/roadmap").text
    none_occurs = report(northfield, failed_changes=0)

    assert "Nobody has answered the questions about symptoms, so the levels alone decide." in asked_nobody
    assert "Answer 22 questions about symptoms" in asked_nobody
    assert "No symptoms were reported, so the levels alone decide." in none_occurs


def test_new_symptoms_make_a_saved_roadmap_of_the_recommendation_outdated(app: Flask, make: Make) -> None:
    """The page says so and offers to plan again."""
    northfield = Northfield.founded(app, make)
    page = report(northfield, missed_targets=3)
    assert "Best guess: Service quality first." in page
    northfield.client.post(
        f"{northfield.top}/roadmap", {"version": "0", "approach": "auto", "phases": "4", "phase_weeks": "13"}
    )

    page = report(northfield, failed_changes=3, surprise_changes=3)

    assert "Recommended: Change risk first." in page
    assert "The same settings now give a different roadmap" in page


def test_a_reader_sees_the_source_and_no_way_to_change_it(scene: Scene) -> None:
    """The viewer isn't asked about symptoms."""
    page = scene.viewer.get(scene.url("/roadmap")).text

    assert "Recommended: Change risk first." in page
    assert "How well each approach fits" in page
    assert "questions about symptoms" not in page
