"""Tests of readiness for a framework and for one requirement."""

from __future__ import annotations

import re

from app.running.content import Content
from reports.views.readiness import DISCLAIMER
from tests.support.reading_pages import row_of, text_of
from tests.support.result_scenes import ResultScene
from tests.support.said import say

ISO = "/readiness/iso-20000-1"


def test_every_page_says_that_readiness_is_not_conformity(scene: ResultScene, content: Content) -> None:
    """This covers pages of frameworks and of requirements."""
    say(scene.make, scene.assessment, {"incident-management": "F F F F F"})

    for framework in content.catalogue.frameworks:
        for rest in ("", f"/{framework.requirements[-1].id}"):
            assert DISCLAIMER in text_of(scene.viewer.get(scene.url(f"/readiness/{framework.id}{rest}")).text)


def test_readiness_starts_with_the_first_framework(scene: ResultScene) -> None:
    """The tab needs no framework in the URL."""
    answer = scene.viewer.get(scene.url("/readiness"), None)

    assert answer.headers["Location"].endswith(ISO)


def test_a_requirement_shows_rating_achievement_and_lowest_practice(scene: ResultScene) -> None:
    """Incident management has F, F, L at levels 1 to 3: (1 + 1 + 2/3) / 3 = 8/9, F; the others aren't assessed."""
    say(scene.make, scene.assessment, {"incident-management": "F F L N N"})

    row = row_of(scene.viewer.get(scene.url(ISO)).text, "8.6.1")

    assert row == "8.6.1 Incident management F: fully achieved F 3 statements 89% Incident management, 89%"


def test_every_requirement_is_in_the_tree(scene: ResultScene, content: Content) -> None:
    """Requirements that aren't covered are included, and never met."""
    page = scene.viewer.get(scene.url(ISO)).text

    for requirement in content.catalogue.framework["iso-20000-1"].requirements:
        row = row_of(page, f"{requirement.id} ")
        assert not requirement.outside or "achieved" not in row


def test_an_outside_requirement_says_why(scene: ResultScene, content: Content) -> None:
    """The requirement has no rating and isn't met."""
    outside = next(each for each in content.catalogue.framework["iso-20000-1"].requirements if each.outside)

    page = text_of(scene.viewer.get(scene.url(f"{ISO}/{outside.id}")).text)

    assert outside.outside
    assert outside.outside in page
    assert "This requirement has no rating and never counts as met." in page


def test_the_drill_down_leads_to_statements_and_shows_the_sum(scene: ResultScene, content: Content) -> None:
    """Only one practice counts, so the figure is its own; the practices left out are named."""
    say(scene.make, scene.assessment, {"incident-management": "F F L N N"})

    page = text_of(scene.viewer.get(scene.url(f"{ISO}/8.6.1")).text)

    assert "(1 \u00d7 (8/9)) \u00f7 1 = 8/9, shown as 89% and rated F." in page
    assert content.questionnaires[0].statement["incident-management.3"].text in page
    assert content.questionnaires[0].statement["incident-management.4"].text not in page
    assert "Not included in the figure: not assessed." in page


def test_a_requirement_served_by_nothing_applicable_is_not_met(scene: ResultScene, content: Content) -> None:
    """FL-013: the requirement has no rating, but isn't “not covered”, and nothing is divided by zero."""
    mappings = content.catalogue.framework["iso-20000-1"].mappings_by_requirement["8.6.1"]
    say(scene.make, scene.assessment, {each.practice: "NA NA NA NA NA" for each in mappings})

    assert row_of(scene.viewer.get(scene.url(ISO)).text, "8.6.1").endswith("Not applicable")
    assert "Not applicable" in text_of(scene.viewer.get(scene.url(f"{ISO}/8.6.1")).text)


def test_requirements_without_a_rating_are_told_apart(scene: ResultScene) -> None:
    """Not assessed, too little known (1 of 3 statements) and not applicable."""
    say(scene.make, scene.assessment, {"incident-management": "F - - - -", "supplier-management": "NA NA NA NA NA"})

    page = scene.viewer.get(scene.url(ISO)).text

    words = text_of(page)
    assert "Too little known Not assessed Not applicable Not covered" in words
    assert row_of(page, "8.6.1").endswith("Too little known")
    assert row_of(page, "8.3.4.1").endswith("Not applicable")
    assert row_of(page, "5.1").endswith("Not assessed")
    assert re.search(r"8 Operation [^:]*: [^\"]*\d too little known, \d+ not assessed, \d not applicable", page)


def test_unknown_frameworks_and_requirements_are_404(scene: ResultScene) -> None:
    """The ids aren't in the catalogue."""
    scene.viewer.get(scene.url("/readiness/iso-9001"), 404)
    scene.viewer.get(scene.url(f"{ISO}/99.9"), 404)
