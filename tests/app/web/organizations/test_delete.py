"""Deleting an organization."""

from __future__ import annotations

from app.storage.accounts import User
from app.storage.assessments import AnswerRow, AssessmentRow
from app.storage.organizations import Membership, OrganizationRow
from tests.support.northfield import Northfield


def test_the_page_counts_what_will_be_deleted(northfield: Northfield) -> None:
    """The counts cover all assessments of the organization."""
    for assessment in (northfield.assessment, northfield.make.assessment(northfield.organization)):
        northfield.answers(northfield.make.respondent(assessment), service_desk_1="F")

    page = northfield.client.get(f"{northfield.pages}/delete").text

    assert [line in page for line in ("2 assessments<", "2 respondents<", "2 answers<")] == [True] * 3


def test_a_wrong_name_deletes_nothing(northfield: Northfield) -> None:
    """The message gives the right name."""
    page = northfield.client.post(f"{northfield.pages}/delete", {"version": "1", "name": "Northfield"}, 422).text

    assert "Type Northfield Hospitals." in page
    assert northfield.one(OrganizationRow.name) == "Northfield Hospitals"


def test_everything_is_deleted_except_the_accounts(northfield: Northfield) -> None:
    """Another organization with the same lead doesn't change."""
    other = northfield.make.organization("Southfield", lead=northfield.lead)
    northfield.answers(northfield.make.respondent(northfield.assessment), service_desk_1="F")

    sent = {"version": "1", "name": "Northfield Hospitals"}
    page = northfield.client.post(f"{northfield.pages}/delete", sent)

    assert page.headers["Location"] == "/organizations"
    assert northfield.all(OrganizationRow.id) == [other.id] == northfield.all(Membership.organization_id)
    assert (northfield.all(AssessmentRow.id), northfield.all(AnswerRow.id)) == ([], [])
    assert northfield.one(User.id) == northfield.lead.id
    northfield.client.get(northfield.pages, 404)
