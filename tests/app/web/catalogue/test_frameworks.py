"""Tests of the catalogue's pages about frameworks, requirements, approaches and the crosswalk, without signing in."""

from __future__ import annotations

import pytest

from app.running.content import Content
from app.web.catalogue.crosswalk_view import crosswalk_rows
from tests.support.page_client import PageClient


def test_the_list_counts_what_is_mapped_and_what_is_outside(client: PageClient, content: Content) -> None:
    """The two numbers add up to the number of requirements."""
    page = client.get("/frameworks").text

    for framework in content.catalogue.frameworks:
        outside = sum(1 for each in framework.requirements if each.outside)
        total = len(framework.requirements)
        counts = {"Requirements": total, "Mapped": total - outside, "Not covered": outside}
        assert "".join(f'<td class="number" data-head="{head}">{n}</td>' for head, n in counts.items()) in page


def test_a_framework_is_a_tree_with_practices_and_reasons(client: PageClient, content: Content) -> None:
    """Each requirement appears once, with its practices or the reason why it has none."""
    for framework in content.catalogue.frameworks:
        page = client.get(f"/frameworks/{framework.id}").text
        for each in framework.requirements:
            assert page.count(f'href="/frameworks/{framework.id}/{each.id}"') == 1
        assert page.count('<span class="tag">not covered</span>') == sum(1 for r in framework.requirements if r.outside)
        assert f"Ids and titles belong to {framework.owner}" in page


def test_each_page_has_the_trademark_notice(client: PageClient) -> None:
    """The footer names the owners and says that they don't endorse Wayfinder."""
    for url in ("/practices", "/frameworks/cobit-2019", "/frameworks/iso-20000-1/8.6.1", "/where-to-start"):
        assert "neither affiliated with nor endorsed by" in client.get(url).text


def test_a_requirement_shows_its_mappings_with_rationale(client: PageClient, content: Content) -> None:
    """The page shows each mapped practice, the rationale, and the expected level."""
    page = client.get("/frameworks/iso-20000-1/8.6.1").text

    for mapping in content.catalogue.framework["iso-20000-1"].mappings_by_requirement["8.6.1"]:
        assert f'href="/practices/{mapping.practice}"' in page
        assert mapping.rationale.replace("'", "&#39;") in page
        assert f"expects level {mapping.level}" in page
    assert 'aria-current="page">8.6.1<' in page
    assert '<a href="/frameworks/iso-20000-1/8.6">8.6</a>' in page


def test_a_requirement_leads_to_its_counterparts(client: PageClient) -> None:
    """Incident management in ISO/IEC 20000-1 leads to DSS02 in COBIT 2019."""
    page = client.get("/frameworks/iso-20000-1/8.6.1").text

    assert 'href="/frameworks/cobit-2019/DSS02"' in page
    assert 'href="/crosswalk?from=iso-20000-1&amp;to=fitsm-1&amp;requirement=8.6.1"' in page


def test_a_requirement_that_is_not_covered_says_why(client: PageClient, content: Content) -> None:
    """Such a requirement is never shown as met."""
    outside = content.catalogue.framework["iso-20000-1"].requirements[0].outside or ""

    assert outside in client.get("/frameworks/iso-20000-1/4").text


@pytest.mark.parametrize("framework_id", ["iso-20000-1", "cobit-2019", "fitsm-1"])
def test_every_requirement_has_a_page(client: PageClient, content: Content, framework_id: str) -> None:
    """Each page shows the id, the title and links to the neighboring requirements."""
    for each in content.catalogue.framework[framework_id].requirements:
        assert f'aria-current="page">{each.id}<' in client.get(f"/frameworks/{framework_id}/{each.id}").text


@pytest.mark.parametrize(
    ("url", "near"),
    [
        ("/frameworks/iso-2000", "/frameworks/iso-20000-1"),
        ("/frameworks/iso-20000-1/8.6.11", "/frameworks/iso-20000-1/8.6.1"),
        ("/frameworks/cobit-2019/dss02", "/frameworks/cobit-2019/DSS02"),
        ("/frameworks/cobit/DSS02", "/frameworks/cobit-2019"),
        ("/approaches/change-risks", "/approaches/change-risk"),
    ],
)
def test_an_unknown_id_is_404_and_suggests_the_nearest(client: PageClient, url: str, near: str) -> None:
    """An id in the wrong case also leads to a suggestion."""
    assert f'Did you mean <a href="{near}">' in client.get(url, 404).text


@pytest.mark.parametrize("wanted", ["a/b/c", "..%2f..%2fetc", "8.6.1/", "%00", "<i>"])
def test_an_odd_requirement_is_404(client: PageClient, wanted: str) -> None:
    """Slashes are part of the id, and markup is escaped."""
    assert "<i>" not in client.get(f"/frameworks/iso-20000-1/{wanted}", 404).text


def test_an_approach_shows_its_promise_its_symptoms_and_all_weights(client: PageClient, content: Content) -> None:
    """The highest weights come first."""
    for approach in content.catalogue.approaches:
        page = client.get(f"/approaches/{approach.id}").text
        assert approach.promise.replace("'", "&#39;") in page
        assert all(content.triage.symptom[signal.symptom].short in page for signal in approach.signals)
        assert page.count("<strong>Week ") == 2 * len(approach.entry)
        table = page[page.index('id="weights"') :]
        heaviest = max(approach.weights, key=lambda each: approach.weights[each])
        assert all(f'href="/practices/{each}"' in table for each in approach.weights)
        assert table.index(f'href="/practices/{heaviest}"') == table.index('href="/practices/')


def test_the_crosswalk_goes_from_the_first_framework_to_the_second_by_default(client: PageClient) -> None:
    """A URL without parameters shows a crosswalk too."""
    assert "Crosswalk: ISO/IEC 20000-1 to COBIT" in client.get("/crosswalk").text
    assert "Crosswalk: COBIT to ISO/IEC 20000-1" in client.get("/crosswalk?from=cobit-2019").text
    assert "Crosswalk: COBIT to ISO/IEC 20000-1" in client.get("/crosswalk?to=iso-20000-1&from=cobit-2019").text


def test_the_crosswalk_can_be_limited_to_one_requirement(client: PageClient) -> None:
    """The requirements below it are included."""
    page = client.get("/crosswalk?from=iso-20000-1&to=cobit-2019&requirement=8.6").text

    assert all(f'href="/frameworks/iso-20000-1/{each}">' in page for each in ("8.6.1", "8.6.2", "8.6.3"))
    assert 'href="/frameworks/iso-20000-1/8.5.1.1">' not in page


def test_every_way_of_the_crosswalk_is_shown_once(content: Content) -> None:
    """The table has exactly the triples of requirement, practice and target in the catalogue."""
    from practices_catalog.crosswalk import crosswalk  # noqa: PLC0415 - beside what is compared with it

    found = crosswalk_rows(content.catalogue, "cobit-2019", "fitsm-1")

    shown = sorted((c.id, t.practice, a.id) for c in found for t in c.practices for a in t.targets)
    ways = crosswalk(content.catalogue, "cobit-2019", "fitsm-1")
    assert shown == sorted((w.source.requirement, w.practice, w.target.requirement) for w in ways)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("from=iso&to=cobit-2019", "Choose one of these."),
        ("from=cobit-2019&to=cobit-2019", "This framework is already selected above. Choose another one."),
        ("from=iso-20000-1&to=cobit-2019&requirement=8.6.11", "write &#39;8.6.1&#39;"),
        ("requirement=zzzzzz", "leave this empty to see all requirements"),
        ("requirement=" + "9" * 200, "shorten it to 100"),
        ("requirement=%00<b>", "has no requirement"),
    ],
)
def test_invalid_input_of_the_crosswalk_is_reported_beside_the_field(
    client: PageClient, query: str, message: str
) -> None:
    """The message suggests the nearest valid id."""
    page = client.get(f"/crosswalk?{query}", 422).text

    assert message in page
    assert "<b>" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/frameworks/iso-20000-1",
        "/frameworks/iso-20000-1/8.6.1",
        "/practices/incident-management",
        "/crosswalk",
        "/search?q=incident",
    ],
)
def test_a_framework_is_cited_the_same_way_on_every_page(client: PageClient, path: str) -> None:
    """Readiness pages and the report use the same citation."""
    page = client.get(path).text

    assert "ISO/IEC 20000-1:2018" in page
    assert "ISO/IEC 20000-1 2018" not in page
    assert "ISO/IEC 20000-1 (2018)" not in page
