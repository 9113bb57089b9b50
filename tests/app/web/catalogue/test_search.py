"""Tests of the catalogue search."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest

from app.running.content import Content
from app.storage.accounts import User
from app.web.catalogue.search_index import EntryKind, IndexEntry, marked, search, search_index
from tests.support.factories import Make
from tests.support.page_client import PageClient

DESK = IndexEntry(EntryKind.PRACTICE, ("service-desk",), "service-desk", "Service desk", text="Where users call")
CALLS = IndexEntry(EntryKind.STATEMENT, ("service-desk",), "service-desk.1", "Every call at the desk is kept")
CAFE = IndexEntry(EntryKind.INDICATOR, ("service-desk",), "", "Cafés reached", "Service desk", "calls / cafés")
CLAUSE = IndexEntry(EntryKind.REQUIREMENT, ("iso", "8.6.1"), "8.6.1", "Incident management", "ISO/IEC 20000-1:2018")
ALL = (CALLS, CAFE, CLAUSE, DESK)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("service desk", [DESK, CALLS, CAFE]),
        ("SERVICE-DESK", [DESK, CALLS, CAFE]),
        ("cafe", [CAFE]),
        ("CAFÉS", [CAFE]),
        ("\uff43\uff41\uff46\uff45", [CAFE]),
        ("8.6.1", [CLAUSE]),
        ("8.6", [CLAUSE]),
        ("iso 8.6.1", [CLAUSE]),
        ("6.1", []),
        ("call desk", [CALLS, CAFE, DESK]),
        ("ervice", []),
        ("", []),
        ("\u200b --- ", []),
        ("service nothing", []),
    ],
)
def test_all_words_must_begin_a_word_whatever_their_case_and_accents(wanted: str, found: list[IndexEntry]) -> None:
    """Exact names come first, then names, then other text; equal ranks keep the catalogue's order."""
    assert search(ALL, wanted) == found


def test_matches_are_highlighted() -> None:
    """Whole words are highlighted, with their original spelling."""
    assert marked("The Cafés' call", "CAFE") == (("The ", False), ("Cafés", True), ("' call", False))
    assert marked("nothing here", "") == (("nothing here", False),)


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("servise desk", ["service-desk"]),
        ("xyzzy", []),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_all_practices_that_may_be_meant(
    client: PageClient, content: Content, query: str, near: list[str]
) -> None:
    """Only names of practices are suggested."""
    page = client.get(f"/search?q={quote(query)}").text

    names = [content.catalogue.practice[each].name for each in near]
    assert [name for name in names if f">{name}</a>" in page] == names
    assert ("Did you mean" in page) == bool(near)


def test_fl_043_a_practice_is_found_by_its_other_names(content: Content) -> None:
    """In German and French and by its name in ITIL v3; the practice comes first."""
    entries = search_index(content)

    for query in ("Störungsmanagement", "gestion des incidents"):
        assert search(entries, query)[0].id == "incident-management"
    assert search(entries, "change management")[0].id == "change-enablement"


def test_everything_in_the_catalogue_can_be_found(content: Content) -> None:
    """Each entry is found by its own name."""
    entries = search_index(content)
    requirements = sum(len(framework.requirements) for framework in content.catalogue.frameworks)
    indicators = sum(len(practice.indicators) for practice in content.catalogue.practices)

    assert len(entries) == 34 + requirements + 34 * 5 + indicators
    assert all(each in search(entries, each.name[:200]) for each in entries)


def test_the_page_groups_what_it_finds_with_counts(client: PageClient) -> None:
    """The practice itself comes first."""
    page = client.get("/search?q=incident").text

    titles = [page.index(f'id="found-{kind.value}"') for kind in EntryKind]
    assert titles == sorted(titles)
    assert "<mark>Incident</mark> management" in page


def test_one_kind_can_be_shown_completely(client: PageClient) -> None:
    """The page shows more than the first eight, and no other kind."""
    few = client.get("/search?q=management").text
    many = client.get("/search?q=management&kind=practice").text

    assert "Show all " in few
    assert "Show all " not in many
    assert many.count('class="entry"') > 8
    assert 'id="found-requirement"' not in many


def test_no_matches_suggests_what_to_do(client: PageClient) -> None:
    """The page suggests a similar practice or a link to browse."""
    assert '<a href="/search?q=Incident+management">' in client.get("/search?q=incydent+management").text
    assert "A result must contain every word you type." in client.get("/search?q=zzzz").text
    assert "Search practices, requirements, statements" in client.get("/search").text


@pytest.mark.parametrize(
    "wanted",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}",
        "' OR 1=1 --",
        "\x00\x1b[31m",
        "\u202eabc",
    ],
)
def test_odd_input_is_text(client: PageClient, wanted: str) -> None:
    """The page contains no markup, template syntax or control characters from the query."""
    page = client.get(f"/search?q={quote(wanted)}").text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("query", ["q=" + "x" * 201, "q=" + "x" * 10_000, "q=desk&kind=person"])
def test_invalid_searches_are_refused_beside_the_field(client: PageClient, query: str) -> None:
    """A query that is too long and an unknown kind are refused."""
    page = client.get(f"/search?{query}", 422).text

    assert "shorten it to 200" in page or "Choose one of these." in page


@pytest.mark.parametrize("query", ["q=%ED%A0%80", "q=%FF%FE", "q=a&q=b", "q[]=a", "q=%F0%9F%92%A9"])
def test_broken_urls_cause_no_error(client: PageClient, query: str) -> None:
    """Invalid Unicode and repeated parameters still give a page."""
    client.get(f"/search?{query}")


def test_nothing_private_is_found(sign_in: Callable[[User], PageClient], make: Make) -> None:
    """The search doesn't even find the user's own organizations."""
    dana = make.user()
    make.organization("Northfield Hospitals", lead=dana)

    assert "0 matches" in sign_in(dana).get("/search?q=Northfield").text
