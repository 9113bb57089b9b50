"""Tests of the list of practices and the page of each practice, without signing in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from markupsafe import escape
from sqlalchemy import event

from app.running.content import Content
from app.storage.accounts import User
from app.storage.database import Database
from practices_catalog.model import OrganizationSize, ValueChainActivity
from tests.support.factories import Make
from tests.support.page_client import PageClient

HTMX = {"HX-Request": "true"}


def test_all_practices_are_listed_by_group(client: PageClient, content: Content) -> None:
    """Without a filter, the page lists 34 practices in three groups."""
    page = client.get("/practices").text

    assert "34 of 34 practices" in page
    assert all(f'href="/practices/{practice.id}"' in page for practice in content.catalogue.practices)
    assert page.index("General management practices") < page.index("Technical management practices")


@pytest.mark.parametrize(
    ("query", "count", "there", "away"),
    [
        ("group=technical", 3, "deployment-management", "incident-management"),
        ("activity=engage&contribution=high", None, "service-desk", "deployment-management"),
        ("framework=fitsm-1", 33, "incident-management", None),
        ("group=technical&framework=fitsm-1&activity=&contribution=", None, "deployment-management", "service-desk"),
    ],
)
def test_filters_narrow_the_list(client: PageClient, query: str, count: int | None, there: str, away: str) -> None:
    """Several filters apply together."""
    page = client.get(f"/practices?{query}").text

    assert count is None or f"{count} of 34 practices" in page
    assert f'href="/practices/{there}"' in page
    assert away is None or f'href="/practices/{away}"' not in page


def test_without_a_degree_an_activity_shows_high_and_medium(client: PageClient, content: Content) -> None:
    """The list contains the practices of both degrees, each with its degree."""
    degrees = [
        given.degree.value
        for practice in content.catalogue.practices
        for activity, given in practice.value_chain.items()
        if activity.value == "plan"
    ]

    page = client.get("/practices?activity=plan").text

    assert f"{degrees.count('high') + degrees.count('medium')} of 34 practices" in page
    assert page.count("Plan: high") == degrees.count("high")
    assert page.count("Plan: medium") == degrees.count("medium")


def test_an_empty_list_says_what_to_do(client: PageClient, content: Content) -> None:
    """The page offers a way back to all practices."""
    technical = [practice for practice in content.catalogue.practices if practice.group == "technical"]
    given = {(activity, each.value_chain[activity].degree.value) for each in technical for activity in each.value_chain}
    none = next(
        f"activity={activity.value}&contribution={degree}"
        for activity in ValueChainActivity
        for degree in ("high", "medium")
        if (activity, degree) not in given
    )

    page = client.get(f"/practices?group=technical&{none}").text

    assert "0 of 34 practices" in page
    assert "No practice matches all of these filters" in page


def test_the_catalogue_reads_only_who_is_signed_in(
    sign_in: Callable[[User], PageClient], make: Make, database: Database
) -> None:
    """Each kind of page takes one SQL statement for signed-in users, and none for anyone else."""
    client = sign_in(make.user())
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    pages = ("/practices", "/practices/service-desk", "/frameworks/fitsm-1", "/frameworks/fitsm-1/PR9", "/search?q=a")

    for url in pages:
        client.get(url)

    assert len([each for each in statements if each.startswith("SELECT")]) == len(pages)


@pytest.mark.parametrize("query", ["group=none", "activity=<b>", "contribution=low", "framework=itil", "group=%00"])
def test_an_invalid_filter_is_refused_beside_its_field(client: PageClient, query: str) -> None:
    """The page shows an error and lists all practices."""
    page = client.get(f"/practices?{query}", 422).text

    assert "Choose one of these." in page
    assert "34 of 34 practices" in page


def test_htmx_gets_only_the_list_and_going_back_gets_the_page(client: PageClient) -> None:
    """Both responses contain the same fragment."""
    part = client.get("/practices?group=technical", headers=HTMX).text
    whole = client.get("/practices?group=technical", headers=HTMX | {"HX-History-Restore-Request": "true"}).text

    assert "<html" not in part
    assert part in whole


def test_the_page_of_a_practice_is_complete(client: PageClient, content: Content) -> None:
    """It has success factors, ladder, indicators, value chain, roles, effort, mappings and weights."""
    practice = content.catalogue.practice["incident-management"]

    page = client.get("/practices/incident-management").text

    assert practice.purpose in page
    assert all(factor.name in page for factor in practice.success_factors)
    assert all(f"{indicator.healthy}</strong> ({indicator.unit};" in page for indicator in practice.indicators)
    assert all(role.name in page for role in practice.roles)
    assert practice.mandate
    assert escape(practice.mandate) in page
    medium = practice.effort(OrganizationSize.MEDIUM)
    assert all(f'<td class="number">{days.low} to {days.high}</td>' in page for days in medium)
    assert all(escape(each.driver) in page for each in practice.efforts)
    assert all(f'href="/approaches/{approach}"' in page for approach in content.catalogue.approach)
    assert 'href="/frameworks/iso-20000-1/8.6.1"' in page
    assert "intersects: they overlap" in page or "superset" in page


def test_prerequisites_are_shown_from_both_ends(client: PageClient) -> None:
    """Incident management needs the service desk, and the service desk's page says so too."""
    waiting, needed = client.get("/practices/incident-management").text, client.get("/practices/service-desk").text

    assert 'href="/practices/service-desk">Service desk</a> at level 1, before this practice reaches level 2' in waiting
    assert 'href="/practices/incident-management">Incident management</a> needs this practice at level' in needed


def test_every_practice_has_a_page(client: PageClient, content: Content) -> None:
    """All 34 pages show a ladder of five levels."""
    for practice in content.catalogue.practices:
        page = client.get(f"/practices/{practice.id}").text
        assert f"<h1>{practice.name}</h1>" in page
        assert page.count('class="ladder-rung"') == 5


def test_a_practice_without_a_counterpart_says_why(client: PageClient, content: Content) -> None:
    """A framework without mappings isn't left blank."""
    [none] = content.catalogue.framework["fitsm-1"].no_counterpart

    assert "No counterpart in this framework." in client.get(f"/practices/{none.practice}").text


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("incident-managment", ["incident-management"]),
        ("change", ["organizational-change-management", "change-enablement"]),
        ("access-management", ["information-security-management", "service-request-management"]),
    ],
)
def test_an_unknown_practice_is_404_with_those_that_may_be_meant(
    client: PageClient, wanted: str, near: list[str]
) -> None:
    """After a typo, a name of several practices, or a name of none."""
    page = client.get(f"/practices/{wanted}", 404).text

    assert "Did you mean" in page
    assert [each for each in near if f'<a href="/practices/{each}">{each}</a>' in page] == near


@pytest.mark.parametrize("wanted", ["Incident Management", "incident_management", "Störungsmanagement"])
def test_fl_043_another_name_of_a_practice_leads_to_its_page(client: PageClient, wanted: str) -> None:
    """Of any spelling, edition or language."""
    page = client.get(f"/practices/{wanted}", 303)

    assert page.headers["Location"].endswith("/practices/incident-management")


@pytest.mark.parametrize("wanted", ["q", "x" * 5000, "%00%1b[31m", "<script>alert(1)</script>", "%F0%9F", "%ED%A0%80"])
def test_an_id_similar_to_nothing_is_404_too(client: PageClient, wanted: str) -> None:
    """The typed text is escaped."""
    page = client.get(f"/practices/{wanted}", 404).text

    assert "<script>alert" not in page
    assert "\x1b" not in page


def test_counts_have_the_noun_only_once(client: PageClient) -> None:
    """Frameworks without mapped requirements are left out."""
    page = client.get("/practices").text

    assert "Mapped to 2 requirements of ISO/IEC 20000-1 and 4 of COBIT" in page
    assert " 1 requirements" not in page
