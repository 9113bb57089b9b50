"""The settings of an assessment."""

from __future__ import annotations

from typing import Any

from app.assessments.scores import scores_of
from app.storage.assessments import AnswerRow, AssessmentRow
from app.storage.history import HistoryEntry
from tests.support.northfield import Northfield


def form(northfield: Northfield, *without: str, **values: Any) -> dict[str, Any]:
    """Return the form with all practices selected, except for some."""
    practices = [each.id for each in northfield.make.content.catalogue.practices if each.id not in without]
    return {
        "version": "1",
        "name": "Spring 2026",
        "assessed_on": "2026-03-02",
        "method": "iso-33020",
        "scope": practices,
        **values,
    }


def levels(northfield: Northfield) -> dict[str, int | None]:
    """Return the level of each practice."""
    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        return {each.practice: each.level for each in scores_of(session, northfield.make.content, row).practices}


def test_changing_the_method_loses_nothing(northfield: Northfield) -> None:
    """After changing back, every figure is the same as before."""
    respondent = northfield.make.respondent(northfield.assessment)
    northfield.answers(respondent, **{f"service_desk_{level}": "FFLLN"[level - 1] for level in range(1, 6)})
    before = levels(northfield)

    northfield.client.post(f"{northfield.top}/settings", form(northfield, method="itil-self"))
    between = levels(northfield)
    northfield.client.post(f"{northfield.top}/settings", form(northfield, method="ladder", version="2"))
    ladder = levels(northfield)
    northfield.client.post(f"{northfield.top}/settings", form(northfield, method="iso-33020", version="3"))

    # L achieves level 3, but blocks level 4 by iso-33020 alone.
    assert [each["service-desk"] for each in (before, between, ladder)] == [3, 4, 4]
    assert levels(northfield) == before


def test_a_practice_left_out_keeps_its_answers(northfield: Northfield) -> None:
    """Back in scope, the answers count again."""
    respondent = northfield.make.respondent(northfield.assessment)
    northfield.answers(respondent, service_desk_1="F")

    left_out = form(northfield, "service-desk", **{"reason.service-desk": "The supplier's"})
    northfield.client.post(f"{northfield.top}/settings", left_out)
    without = levels(northfield)
    northfield.client.post(f"{northfield.top}/settings", form(northfield, version="2"))

    assert "service-desk" not in without
    assert levels(northfield)["service-desk"] == 1
    assert northfield.all(AnswerRow.rating) == ["F"]


def test_the_history_records_every_changed_setting(northfield: Northfield) -> None:
    """With the values before and after; unchanged settings aren't recorded."""
    sent = form(
        northfield, "service-desk", name="Spring", **{"reason.service-desk": "None", "target.risk-management": "3"}
    )

    northfield.client.post(f"{northfield.top}/settings", sent)

    with northfield.database.reading() as session:
        entries = [(e.who, e.kind, e.subject, e.before, e.after) for e in session.query(HistoryEntry)]
    assert sorted(entries) == [
        ("Dana Fischer", "left out", "service-desk", "", "None"),
        ("Dana Fischer", "setting", "name", "Spring 2026", "Spring"),
        ("Dana Fischer", "target", "risk-management", "", "3"),
    ]


def test_settings_based_on_an_older_version_are_refused(northfield: Northfield) -> None:
    """The page shows both versions."""
    northfield.client.post(f"{northfield.top}/settings", form(northfield, name="First"))

    page = northfield.client.post(f"{northfield.top}/settings", form(northfield, name="Second"), 409).text

    assert "First" in page
    assert "Second" in page
    assert northfield.one(AssessmentRow.name, id=northfield.assessment.id) == "First"


def test_invalid_input_changes_nothing(northfield: Northfield) -> None:
    """A practice left out needs a reason here too."""
    page = northfield.client.post(f"{northfield.top}/settings", form(northfield, "service-desk", name=""), 422).text

    assert "Fill this in." in page
    assert "Enter why this practice is left out." in page
    assert northfield.one(AssessmentRow.left_out, id=northfield.assessment.id) == {}


def test_an_assessment_keeps_practices_that_the_catalogue_no_longer_has(northfield: Northfield) -> None:
    """The form lists the practices of the assessment's own questionnaire."""
    with northfield.database.writing() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        old = {**row.questionnaire["statements"][0], "id": "alchemy.1", "practice": "alchemy"}
        row.questionnaire = {**row.questionnaire, "statements": [*row.questionnaire["statements"], old]}

    page = northfield.client.get(f"{northfield.top}/settings").text

    assert "Other" in page
    assert 'value="alchemy" checked' in page


def test_the_questionnaire_is_shown_by_name(northfield: Northfield) -> None:
    """Ids are only for files."""
    page = northfield.client.get(f"{northfield.top}/settings").text

    assert "questionnaire “Quick scan”, version" in page
    assert "quick-scan" not in page
