"""Tests of the figures in the portfolio: only the user's organizations, with a constant number of SQL statements."""

from __future__ import annotations

from datetime import date

import pytest

from app.running.content import Content
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow
from app.storage.database import Database
from app.web.organizations import portfolio_view as module
from app.web.organizations.portfolio_view import Portfolio, portfolio
from tests.support.factories import Make
from tests.support.said import say
from tests.support.sql_counter import counted


@pytest.fixture
def dana(make: Make) -> User:
    """A consultant."""
    return make.user("Dana")


def of(database: Database, content: Content, user: User, page: int = 1) -> Portfolio:
    """Return a page of a user's portfolio."""
    with database.reading() as session:
        return portfolio(session, content, user, page)


def test_the_last_assessment_of_each_organization_is_shown(
    make: Make, database: Database, content: Content, dana: User
) -> None:
    """The row shows the practices by level and names the lowest."""
    organization = make.organization("Northfield", lead=dana)
    earlier, later = make.assessment(organization, "Spring"), make.assessment(organization, "Autumn")
    with database.writing() as session:
        session.get_one(AssessmentRow, later.id).assessed_on = date(2026, 9, 1)
    say(make, earlier, {"service-desk": "F F F F F"})
    say(
        make,
        later,
        {"service-desk": "F P N N N", "incident-management": "F L N N N", "problem-management": "F L P N N"},
    )

    (line,) = of(database, content, dana).lines

    assert line.latest
    assert (line.latest.name, line.latest.day) == ("Autumn", "1 Sep 2026")
    assert line.latest.levels_in_words == "1 at level 1, 2 at level 2"
    assert line.latest.lowest == "Level 1: Service desk"
    assert {each.id for each in line.latest.readiness} == set(content.catalogue.framework)


def test_the_portfolio_shows_neither_other_organizations_nor_results_to_respondents(
    make: Make, database: Database, content: Content, dana: User
) -> None:
    """FL-024: the page doesn't even show that an assessment exists."""
    for organization in (make.organization("Mine", respondent=dana), make.organization("Another's")):
        say(make, make.assessment(organization), {"service-desk": "F F F F F"})

    (line,) = of(database, content, dana).lines

    assert (line.name, line.sees_results, line.latest) == ("Mine", False, None)


def test_an_assessment_without_ratings_has_no_figures(
    make: Make, database: Database, content: Content, dana: User
) -> None:
    """The assessment is still named."""
    make.assessment(make.organization("Northfield", viewer=dana))

    (line,) = of(database, content, dana).lines

    assert line.latest
    assert (line.latest.levels, line.latest.lowest, line.latest.readiness) == ((), "", ())


def test_the_number_of_sql_statements_is_the_same_for_one_and_for_many(
    make: Make, database: Database, content: Content, dana: User
) -> None:
    """FL-021: each organization has two assessments."""
    numbers = []
    for many in (1, 5):
        for number in range(many):
            organization = make.organization(f"Organization {many} {number}", lead=dana)
            for name in ("Spring", "Autumn"):
                say(make, make.assessment(organization, name), {"service-desk": "F/N F P N N"})
        with counted(database) as sent:
            of(database, content, dana)
        numbers.append(len(sent))

    assert numbers[0] == numbers[1]


def test_long_portfolios_are_split_into_pages(
    make: Make, database: Database, content: Content, dana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page loads only its own organizations; a number past the end gives the last page."""
    monkeypatch.setattr(module, "PAGE_SIZE", 2)
    for number in range(3):
        make.organization(f"Organization {number}", lead=dana)

    pages = [of(database, content, dana, page) for page in (1, 2, 9)]

    assert [len(each.lines) for each in pages] == [2, 1, 1]
    assert {each.pages for each in pages} == {2}
