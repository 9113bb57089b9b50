"""Tests of the comparison of assessments: what changed, and why."""

from __future__ import annotations

from typing import Any

from app.assessments.frozen_questionnaires import frozen
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from tests.support.factories import Make
from tests.support.reading_pages import row_of, text_of
from tests.support.result_scenes import ResultScene
from tests.support.said import say


def compared(scene: ResultScene, *rows: AssessmentRow) -> str:
    """Return the page that compares the given assessments."""
    chosen = "&".join(f"of={row.id}" for row in rows)
    return scene.viewer.get(f"/organizations/{scene.organization.id}/compare?{chosen}").text


def another(scene: ResultScene, content: Content, changes: dict[str, dict[str, Any] | None]) -> AssessmentRow:
    """Create a later assessment whose questionnaire changes some statements, or leaves them out for None."""
    document = frozen(content.questionnaires[0])
    document["version"] = "2"
    document["statements"] = [
        {**each, **(changes.get(each["id"]) or {})}
        for each in document["statements"]
        if changes.get(each["id"], {}) is not None
    ]
    row = scene.make.assessment(scene.organization, "Autumn 2026")
    with scene.make.database.writing() as session:
        stored = session.get_one(AssessmentRow, row.id)
        stored.questionnaire, stored.questionnaire_version = document, "2"
        stored.assessed_on = row.assessed_on.replace(month=9)
    return row


def test_one_assessment_alone_has_nothing_to_compare_with(scene: ResultScene) -> None:
    """The page says so and offers the lead a new assessment."""
    url = f"/organizations/{scene.organization.id}/compare"

    assert "Nothing to compare yet" in scene.viewer.get(url).text
    assert f'href="/organizations/{scene.organization.id}/assessments/new"' in scene.lead.get(url).text


def test_without_levels_on_both_sides_nothing_is_said_to_stay(scene: ResultScene, content: Content) -> None:
    """A new assessment that nobody has answered shows no rise and no fall."""
    later = another(scene, content, {})
    say(scene.make, scene.assessment, {"service-desk": "F P N N N"})

    page = text_of(compared(scene, scene.assessment, later))

    assert "No practice has a level in both assessments, so there is nothing to compare yet." in page
    assert "moved up a level or more" not in page


def test_a_rise_from_ratings_names_the_statement_that_moved(scene: ResultScene, content: Content) -> None:
    """P becomes L at level 2: one level up."""
    later = another(scene, content, {})
    say(scene.make, scene.assessment, {"service-desk": "F P N N N"})
    say(scene.make, later, {"service-desk": "F L N N N"})

    page = text_of(compared(scene, scene.assessment, later))

    assert "1 practice moved up a level or more, and no practices moved down." in page
    assert "One level up because ratings changed." in page
    text = content.questionnaires[0].statement["service-desk.2"].text
    assert f"P: partially achieved P \u2192 to L: largely achieved L {text}" in page


def test_a_fall_from_the_questionnaire_alone_is_called_that(scene: ResultScene, content: Content) -> None:
    """A statement of level 2 moves to level 3, while the answers stay the same."""
    later = another(scene, content, {"service-desk.2": {"level": 3}, "service-desk.3": None})
    for row in (scene.assessment, later):
        say(scene.make, row, {"service-desk": "F L - N N"})

    page = text_of(compared(scene, scene.assessment, later))

    assert "One level down because the questionnaire changed, not because the work changed." in page
    assert "For 1 of them, only the questionnaire changed, not the work." in page
    assert "Moved from level 2 to 3" in page
    assert "Removed from the later questionnaire" in page


def test_reworded_statements_show_both_wordings(scene: ResultScene, content: Content) -> None:
    """The earlier rating belongs to the earlier wording."""
    later = another(scene, content, {"service-desk.1": {"text": "Said anew."}})
    for row in (scene.assessment, later):
        say(scene.make, row, {"service-desk": "F L N N N"})

    page = text_of(compared(scene, scene.assessment, later))

    assert f"Said anew. Before: {content.questionnaires[0].statement['service-desk.1'].text}" in page


def test_three_assessments_are_shown_in_order_of_time(scene: ResultScene, content: Content, make: Make) -> None:
    """The order in the URL doesn't matter; the change in level runs from the first to the last."""
    later = another(scene, content, {})
    first = make.assessment(scene.organization, "Long ago")
    with make.database.writing() as session:
        session.get_one(AssessmentRow, first.id).assessed_on = first.assessed_on.replace(year=2024)
    for row, sheet in ((first, "N N N N N"), (scene.assessment, "F P N N N"), (later, "F L N N N")):
        say(make, row, {"service-desk": sheet})

    page = compared(scene, later, first, scene.assessment)

    assert row_of(page, "Service desk") == "Service desk 0 0.0 1 1.3 2 1.7 +2"
    assert text_of(page).count("moved up a level or more") == 3


def test_the_latest_method_applies_to_both_assessments(scene: ResultScene, content: Content) -> None:
    """L, L gives level 2 by itil-self, which then also applies to the earlier assessment."""
    later = another(scene, content, {})
    with scene.make.database.writing() as session:
        session.get_one(AssessmentRow, later.id).method = "itil-self"
    for row in (scene.assessment, later):
        say(scene.make, row, {"service-desk": "L L N N N"})

    page = compared(scene, scene.assessment, later)

    assert "all of them are scored with the method of the latest assessment" in page
    assert row_of(page, "Service desk") == "Service desk 2 1.3 2 1.3 0"


def test_a_practice_out_of_scope_once_is_not_compared(scene: ResultScene, content: Content) -> None:
    """The page says in which of the two assessments."""
    later = another(scene, content, {})
    with scene.make.database.writing() as session:
        session.get_one(AssessmentRow, scene.assessment.id).left_out = {"service-desk": "Another unit's."}
    say(scene.make, scene.assessment, {"incident-management": "F F F F F"})
    say(scene.make, later, {"service-desk": "F L N N N", "incident-management": "F F F F F"})

    page = text_of(compared(scene, scene.assessment, later))

    assert "This practice was not in scope in the earlier assessment, so there is nothing to compare." in page


def test_without_a_choice_the_latest_two_are_compared(scene: ResultScene, content: Content) -> None:
    """A URL with `a` and `b` selects them too."""
    later = another(scene, content, {})
    base = f"/organizations/{scene.organization.id}/compare"

    for url in (base, f"{base}?a={later.id}&b={scene.assessment.id}"):
        assert "From Spring 2026 to Autumn 2026" in scene.viewer.get(url).text
