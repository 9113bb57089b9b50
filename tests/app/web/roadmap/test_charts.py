"""Tests of chart downloads from the roadmap page: the saved roadmap, and settings that haven't been saved."""

from __future__ import annotations

import pytest
from flask import Flask

from app.assessments.scores import scores_of
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.planning.saved_roadmaps import targets_only
from app.storage.assessments import AssessmentRow
from app.web.roadmap.forms import packed
from reports.chart_files import chart_file
from reports.gallery import ChartData, draw
from reports.views.subject import Subject
from tests.support.chart_links import downloads
from tests.support.factories import Make
from tests.support.page_client import PageClient
from tests.support.result_scenes import result_scene
from tests.support.scenes import Scene, sent

HTMX = {"HX-Request": "true"}
CHARTS = ["timeline", "effort", "impact"]


def drawn(scene: Scene, name: str, wishes: PlanOptions | None = None) -> bytes:
    """Return the gallery's chart of the roadmap for some settings."""
    content = scene.make.content
    with scene.make.database.reading() as session:
        row = session.get_one(AssessmentRow, scene.assessment.id)
        scores = scores_of(session, content, row)
        roadmap = make_roadmap(content, scores, wishes or targets_only(content.catalogue, row))
    return chart_file(draw(name, ChartData(Subject(content.catalogue, scores, roadmap, content.triage))), "svg")


def test_the_page_links_to_its_charts_in_both_formats(scene: Scene) -> None:
    """A viewer gets them too."""
    found = downloads(scene.viewer.get(scene.url("/roadmap")).text)

    named = ("the timeline", "effort by phase", "benefit and effort")
    assert list(found) == [(chart, f) for chart in named for f in ("SVG", "PNG")]
    for (_, form), url in found.items():
        answer = scene.viewer.get(url)
        assert answer.mimetype == {"SVG": "image/svg+xml", "PNG": "image/png"}[form]
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=northfield-hospitals-")
        assert answer.headers["Content-Disposition"].endswith(tuple(f"-{chart}.{form.lower()}" for chart in CHARTS))


@pytest.mark.parametrize("name", CHARTS)
def test_the_chart_is_that_of_the_displayed_roadmap(scene: Scene, name: str) -> None:
    """Before anything is saved, it is the roadmap for the first settings; the bytes are the same each time."""
    first, second = (scene.viewer.get(scene.url(f"/roadmap/charts/{name}.svg")).data for _ in range(2))

    assert first == second == drawn(scene, name)


@pytest.mark.parametrize("name", CHARTS)
def test_a_saved_roadmap_is_drawn_as_it_was_saved(scene: Scene, name: str) -> None:
    """The links contain no settings."""
    before = scene.viewer.get(scene.url(f"/roadmap/charts/{name}.svg")).data
    scene.save(phases="2", capacity="80")

    url = downloads(scene.viewer.get(scene.url("/roadmap")).text)["the timeline", "SVG"]

    assert "settings" not in url
    after = scene.viewer.get(scene.url(f"/roadmap/charts/{name}.svg")).data
    assert after != before
    assert after.count(b">Phase ") == (0 if name == "impact" else 2)


def test_a_draft_is_drawn_with_its_own_settings(scene: Scene) -> None:
    """Nothing is saved, and the saved roadmap's chart stays the same."""
    page = scene.lead.post(scene.url("/roadmap/draft"), sent(phases="2", capacity="80"), 200, headers=HTMX).text

    drawing = scene.lead.get(downloads(page)["the timeline", "SVG"]).data

    assert drawing.count(b">Phase ") == 2
    assert scene.lead.get(scene.url("/roadmap/charts/timeline.svg")).data.count(b">Phase ") == 4


def test_settings_with_errors_leave_the_chart_of_the_last_valid_ones(scene: Scene) -> None:
    """The links lead to the roadmap that is shown."""
    good = packed(PlanOptions(phases=3))
    page = scene.lead.post(scene.url("/roadmap/draft"), sent(phases="99", good=good), 422, headers=HTMX).text

    drawing = scene.lead.get(downloads(page)["the timeline", "SVG"]).data

    assert drawing == drawn(scene, "timeline", PlanOptions(phases=3))


@pytest.mark.parametrize(
    "settings", ["", "{}", "nonsense", packed(PlanOptions(phases=99)), packed(PlanOptions("unknown-approach"))]
)
def test_settings_that_give_no_roadmap_have_no_chart(scene: Scene, settings: str) -> None:
    """No page shows those settings."""
    scene.lead.get(scene.url("/roadmap/charts/timeline.svg"), 404, query_string={"settings": settings})


def test_a_viewer_gets_no_chart_of_other_settings(scene: Scene) -> None:
    """As on the page, only leads and assessors can try other settings."""
    url = scene.url("/roadmap/charts/timeline.svg")
    settings = {"settings": packed(PlanOptions(phases=2))}

    scene.viewer.get(url, 403, query_string=settings)
    scene.assessor.get(url, query_string=settings)


@pytest.mark.parametrize("rest", ["timeline.pdf", "timeline", "effort.svgz", "profile.svg", "nothing.png"])
def test_an_unknown_chart_or_format_is_not_found(scene: Scene, rest: str) -> None:
    """This includes charts that another page shows."""
    scene.lead.get(scene.url(f"/roadmap/charts/{rest}"), 404)


def test_members_of_other_organizations_get_nothing(app: Flask, scene: Scene, make: Make) -> None:
    """The response is the same as for an unknown id."""
    other = result_scene(app, make, "Elsewhere")
    url = scene.url("/roadmap/charts/timeline.svg")

    other.lead.get(url, 404)
    assert PageClient(app).get(url, 302).headers["Location"].startswith("/sign-in")


def test_an_assessment_without_answers_has_no_charts(app: Flask, make: Make) -> None:
    """Its page doesn't link to any."""
    empty = result_scene(app, make, "Elsewhere")

    assert downloads(empty.lead.get(empty.url("/roadmap")).text) == {}
    empty.lead.get(empty.url("/roadmap/charts/timeline.svg"), 404)


def test_a_roadmap_without_steps_has_no_charts(scene: Scene) -> None:
    """A capacity that no step fits into leaves nothing to draw."""
    page = scene.lead.post(scene.url("/roadmap/draft"), sent(phases="1", capacity="0.01"), 200, headers=HTMX).text

    assert downloads(page) == {}
