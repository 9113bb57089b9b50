"""Creating an assessment."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app.assessments.frozen_questionnaires import thawed
from app.storage.assessments import AssessmentRow
from tests.support.northfield import Northfield, new_assessment


def test_all_practices_are_selected_by_default(northfield: Northfield) -> None:
    """They are grouped, and only the name is missing."""
    page = northfield.client.get(f"{northfield.pages}/assessments/new").text

    assert len(re.findall('name="scope" value="[a-z-]+" checked', page)) == 34
    assert all(group.name in page for group in northfield.make.content.catalogue.groups)


def test_the_method_is_that_of_the_latest_assessment_or_else_of_the_questionnaire(northfield: Northfield) -> None:
    """So figures stay comparable; without an earlier assessment, the quick scan proposes the ladder."""
    new = f"{northfield.pages}/assessments/new"
    assert 'value="iso-33020" checked' in northfield.client.get(new).text

    with northfield.make.database.writing() as session:
        session.delete(session.get_one(AssessmentRow, northfield.assessment.id))
    page = northfield.client.get(new).text

    assert 'value="ladder" checked' in page
    assert "usually scored by the ladder" in page


def test_an_assessment_keeps_its_questionnaire_scope_and_targets(northfield: Northfield) -> None:
    """Practices left out have a reason, and practices in scope may have a target."""
    sent = new_assessment(
        northfield,
        "project-management",
        **{
            "reason.project-management": "  No projects here ",
            "target.service-desk": "4",
            "target.project-management": "5",
        },
    )

    answer = northfield.client.post(f"{northfield.pages}/assessments/new", sent)

    assert answer.headers["Location"] == f"/assessments/{sent['new_id']}/respondents"
    assert northfield.one(AssessmentRow.left_out, id=sent["new_id"]) == {"project-management": "No projects here"}
    assert northfield.one(AssessmentRow.targets, id=sent["new_id"]) == {"service-desk": 4}
    assert northfield.one(AssessmentRow.created_by, id=sent["new_id"]) == northfield.lead.id
    questionnaire = northfield.make.content.questionnaires[0]
    assert thawed(northfield.one(AssessmentRow.questionnaire, id=sent["new_id"])) == questionnaire


def test_a_form_sent_twice_creates_one_assessment(northfield: Northfield) -> None:
    """Both responses redirect to it."""
    sent = new_assessment(northfield)

    first, second = (northfield.client.post(f"{northfield.pages}/assessments/new", sent) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert northfield.all(AssessmentRow.name) == ["Spring 2026", "Autumn"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "Fill this in."),
        ({"name": "x" * 201}, "This is 201 characters long; shorten it to 200."),
        ({"assessed_on": "1.9.2026"}, "Enter the date as 2026-03-02."),
        ({"assessed_on": ""}, "Fill this in."),
        ({"questionnaire_id": "full"}, "Choose one of these."),
        ({"method": "guess"}, "Choose one of these."),
        ({"scope": []}, "Keep at least one practice in scope."),
        ({"scope": ["service-desk"]}, "Enter why this practice is left out."),
        ({"target.service-desk": "6"}, "Choose a level from 1 to 5, or none."),
        ({"new_id": "mine"}, "Reload this page and try again."),
    ],
)
def test_invalid_input_is_refused_at_the_field(northfield: Northfield, values: dict[str, Any], message: str) -> None:
    """No assessment is created."""
    page = northfield.client.post(f"{northfield.pages}/assessments/new", new_assessment(northfield, **values), 422).text

    assert message in page
    assert northfield.all(AssessmentRow.name) == ["Spring 2026"]


def test_an_invalid_reason_is_reported_with_its_practice(northfield: Northfield) -> None:
    """The message is shown beside the practice, and the typed text stays."""
    sent = new_assessment(northfield, "service-desk", **{"reason.service-desk": "x" * 501})

    page = northfield.client.post(f"{northfield.pages}/assessments/new", sent, 422).text

    assert "There&#39;s a problem with Service desk." in page
    assert "This is 501 characters long; shorten it to 500." in page
    assert 'value="' + "x" * 501 in page


def test_practices_left_out_without_a_reason_need_only_one(northfield: Northfield) -> None:
    """The summary says so, and one reason for all saves the assessment."""
    sent = new_assessment(northfield, "service-desk", "problem-management")

    page = northfield.client.post(f"{northfield.pages}/assessments/new", sent, 422).text

    assert "Enter why Problem management and Service desk are left out. One reason for all is enough." in page
    northfield.client.post(f"{northfield.pages}/assessments/new", sent | {"common-reason": "Second wave"})
    assert len(northfield.all(AssessmentRow.name)) == 2
