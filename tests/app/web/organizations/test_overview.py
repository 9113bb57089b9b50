"""The page of an organization: the progress of its assessments, and the next thing to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.storage.accounts import User
from app.storage.organizations import Membership, Role
from tests.support.factories import Make
from tests.support.northfield import Northfield, statements
from tests.support.page_client import PageClient

SignIn = Callable[[User], PageClient]


def with_role(northfield: Northfield, sign_in: SignIn, role: str) -> PageClient:
    """Return the browser of a new member with a role."""
    user = northfield.make.user(role)
    northfield.make.add(Membership(organization_id=northfield.organization.id, user_id=user.id, role=Role(role)))
    return sign_in(user)


def test_the_next_step_depends_on_the_progress(northfield: Northfield) -> None:
    """The steps are: no respondents, no answers, some answers, all answers."""
    pages = [northfield.client.get(northfield.pages).text]
    erik = northfield.make.respondent(northfield.assessment, name="Erik")
    pages.append(northfield.client.get(northfield.pages).text)
    northfield.answers(erik, service_desk_1="F")
    pages.append(northfield.client.get(northfield.pages).text)
    practices = [each.id.replace("-", "_") for each in northfield.make.content.catalogue.practices]
    rest = {f"{each}_{level}": "F" for each in practices for level in range(1, 6)}
    northfield.answers(erik, **{key: rating for key, rating in rest.items() if key != "service_desk_1"})
    pages.append(northfield.client.get(northfield.pages).text)

    wanted = ["Add the first respondent", "View respondents", "See who has answered", "Start the review"]
    assert [step for step, page in zip(wanted, pages, strict=True) if step in page] == wanted
    assert ">1%<" in pages[2]  # one of 170
    assert ">100%<" in pages[3]


def test_a_new_organization_offers_its_first_assessment_to_its_lead(make: Make, sign_in: SignIn) -> None:
    """Other members only learn that no assessment exists yet."""
    dana, mia = make.user("Dana"), make.user("Mia")
    empty = make.organization("Empty", lead=dana, viewer=mia)

    assert "Create the first assessment" in sign_in(dana).get(f"/organizations/{empty.id}").text
    assert "When a lead creates an assessment" in sign_in(mia).get(f"/organizations/{empty.id}").text


def test_a_respondent_sees_only_assessments_to_answer(northfield: Northfield, sign_in: SignIn) -> None:
    """Other assessments aren't even mentioned."""
    client = with_role(northfield, sign_in, "respondent")

    page = client.get(northfield.pages).text

    assert "Spring 2026" not in page
    assert "When you are asked to answer an assessment" in page
    assert "Members" not in page


@pytest.mark.parametrize("role", ["viewer", "assessor"])
def test_viewers_and_assessors_cannot_manage_anything(northfield: Northfield, sign_in: SignIn, role: str) -> None:
    """They see the list without the actions of a lead."""
    page = with_role(northfield, sign_in, role).get(northfield.pages).text

    assert "Spring 2026" in page
    assert "New assessment" not in page
    assert "/members" not in page


def test_ten_assessments_take_as_many_sql_statements_as_one(northfield: Northfield) -> None:
    """FL-021: the page doesn't get slower with more assessments."""
    northfield.client.get(northfield.pages)
    with statements(northfield.database) as few:
        northfield.client.get(northfield.pages)
    for number in range(9):
        assessment = northfield.make.assessment(northfield.organization, f"Assessment {number}")
        northfield.answers(northfield.make.respondent(assessment), service_desk_1="F")
    northfield.client.get(northfield.pages)
    with statements(northfield.database) as many:
        northfield.client.get(northfield.pages)

    assert len(few) == len(many)
