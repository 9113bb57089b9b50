"""Tests of chart downloads: the pages that link to them, the files, and who can get them."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from app.assessments.files import sample_files
from app.assessments.scores import scores_of, scores_of_all
from app.cli import main
from app.storage.assessments import AssessmentRow
from app.web import chart_files
from app.web.long_work import Places
from app.web.sessions import USER_COOKIE
from reports.chart_files import chart_file
from reports.gallery import ChartData, draw
from reports.views.subject import Subject
from tests.support.chart_links import downloads
from tests.support.factories import Make
from tests.support.page_client import PageClient
from tests.support.result_scenes import ResultScene, result_scene
from tests.support.said import say
from tests.support.scenes import Scene, make_scene

PNG = b"\x89PNG\r\n\x1a\n"
RESULTS = {
    "": ["practices by level", "the capability profile", "the heat map"],
    "/agreement": ["agreement by practice"],
    "/readiness/cobit-2019": ["the readiness for COBIT 2019"],
}
CHARTS = ("distribution", "profile", "heat-map", "agreement", "readiness/iso-20000-1")


@pytest.fixture
def answered(app: Flask, make: Make) -> Scene:
    """The sample's assessment."""
    return make_scene(app, make)


def second_assessment(scene: ResultScene, day: str, ratings: str) -> AssessmentRow:
    """Add an answered assessment."""
    row = scene.make.assessment(scene.organization, f"Assessment of {day}")
    with scene.make.database.writing() as session:
        session.get_one(AssessmentRow, row.id).assessed_on = date.fromisoformat(day)
    say(scene.make, row, {"incident-management": ratings})
    return row


@pytest.mark.parametrize("page", RESULTS)
def test_a_page_links_to_each_of_its_charts_in_both_formats(answered: Scene, page: str) -> None:
    """A viewer gets the files too, and the name of each link says what it downloads."""
    found = downloads(answered.viewer.get(answered.url(page)).text)

    assert list(found) == [(chart, form) for chart in RESULTS[page] for form in ("SVG", "PNG")]
    for (_, form), url in found.items():
        answer = answered.viewer.get(url)
        assert answer.mimetype == {"SVG": "image/svg+xml", "PNG": "image/png"}[form]
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=northfield-hospitals-")
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.data.startswith(PNG) if form == "PNG" else ET.fromstring(answer.data)  # noqa: S314 - our own


def test_the_file_is_named_after_organization_assessment_and_chart(scene: ResultScene) -> None:
    """Names in any script are kept, and long ones are shortened to what file systems accept."""
    say(scene.make, scene.assessment, {"incident-management": "F F L N N"})
    with scene.make.database.writing() as session:
        row = session.get_one(AssessmentRow, scene.assessment.id)
        row.name, row.organization.name = "Frühling / 2026", "病院 " + "x" * 200

    said = scene.lead.get(scene.url("/charts/heat-map.svg")).headers["Content-Disposition"]

    name = said.partition("filename*=UTF-8''")[2]
    assert name.startswith("%E7%97%85%E9%99%A2-xxx")
    assert name.endswith("x-heat-map.svg")
    assert len(name) < 255


def test_the_assessment_is_part_of_the_name(scene: ResultScene) -> None:
    """Readiness names its framework as well."""
    say(scene.make, scene.assessment, {"incident-management": "F F L N N"})
    with scene.make.database.writing() as session:
        session.get_one(AssessmentRow, scene.assessment.id).name = "Quick scan, spring"

    said = scene.lead.get(scene.url("/charts/readiness/fitsm-1.png")).headers["Content-Disposition"]

    assert said == "attachment; filename=northfield-hospitals-quick-scan-spring-readiness-fitsm-1.png"


@pytest.mark.parametrize("ending", ["svg", "png"])
@pytest.mark.parametrize("name", CHARTS)
def test_a_download_has_the_same_bytes_each_time(answered: Scene, name: str, ending: str) -> None:
    """They are the same as the gallery's chart of the same scores."""
    first, second = (answered.lead.get(answered.url(f"/charts/{name}.{ending}")).data for _ in range(2))

    content = answered.make.content
    with answered.make.database.reading() as session:
        scores = scores_of(session, content, session.get_one(AssessmentRow, answered.assessment.id))
    chart, _, framework = name.partition("/")
    subject = Subject(content.catalogue, scores, None, content.triage)
    assert first == second == chart_file(draw(chart, ChartData(subject, framework=framework)), ending)


@pytest.mark.parametrize("name", ["distribution", "profile", "heat-map", "readiness/iso-20000-1"])
def test_the_command_draws_the_same_picture(
    answered: Scene, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the same answers in files, by the same method."""
    chart, _, framework = name.partition("/")
    target = tmp_path / "chart.svg"
    arguments = ["chart", chart, *map(str, sample_files()), "-o", str(target), "--framework", framework]
    arguments += ["--method", answered.assessment.method]
    monkeypatch.setattr(sys, "argv", ["wayfinder", *arguments])

    with pytest.raises(SystemExit, match="0"):
        main()

    assert target.read_bytes() == answered.viewer.get(answered.url(f"/charts/{name}.svg")).data


def test_a_png_has_twice_the_pixels_of_the_page(answered: Scene) -> None:
    """174 mm with a margin of 4 mm on both sides is 688 CSS pixels wide."""
    picture = answered.viewer.get(answered.url("/charts/profile.png")).data

    assert int.from_bytes(picture[16:20]) == pytest.approx(2 * (174 + 2 * 4) / 25.4 * 96, abs=1)


@pytest.mark.parametrize(
    "rest",
    ["profile.pdf", "profile.SVG", "profile", "level-strip.svg", "timeline.svg", "nothing.png", "readiness/none.svg"],
)
def test_an_unknown_chart_or_format_is_not_found(answered: Scene, rest: str) -> None:
    """The page doesn't show the command line's advice."""
    page = answered.lead.get(answered.url(f"/charts/{rest}"), 404).text

    assert "--framework" not in page


def test_an_unanswered_assessment_has_no_charts(scene: ResultScene) -> None:
    """Its pages don't link to any."""
    for page in RESULTS:
        assert downloads(scene.lead.get(scene.url(page)).text) == {}
    for name in CHARTS:
        scene.lead.get(scene.url(f"/charts/{name}.svg"), 404)


def test_a_single_respondent_has_no_chart_of_agreement(scene: ResultScene) -> None:
    """The page doesn't link to one."""
    say(scene.make, scene.assessment, {"incident-management": "F F L N N"})

    assert downloads(scene.lead.get(scene.url("/agreement")).text) == {}
    scene.lead.get(scene.url("/charts/agreement.svg"), 404)


def test_only_members_who_see_the_results_get_charts(app: Flask, scene: ResultScene) -> None:
    """For members of other organizations, the charts don't exist."""
    say(scene.make, scene.assessment, {"incident-management": "F/F L/L L/N N/N N/N"})
    other = result_scene(app, scene.make, "Elsewhere")

    for name in CHARTS:
        url = scene.url(f"/charts/{name}.svg")
        other.viewer.get(url, 404)
        scene.respondent.get(url, 403)
        assert PageClient(app).get(url, 302).headers["Location"].startswith("/sign-in")


def test_anonymous_ratings_of_too_few_are_not_in_the_chart_of_agreement(scene: ResultScene) -> None:
    """They aren't counted in any figure, so there is no chart of them, even if two of them disagree."""
    with scene.make.database.writing() as session:
        session.get_one(AssessmentRow, scene.assessment.id).anonymous = True
    say(scene.make, scene.assessment, {"service-desk": "N/F F/L F/F L/L P/L"}, ("Anna Berg", "Ben Dahl"))

    scene.lead.get(scene.url("/charts/agreement.svg"), 404)


def test_without_a_disagreement_anonymous_ratings_of_too_few_have_no_chart(scene: ResultScene) -> None:
    """The page doesn't link to one."""
    with scene.make.database.writing() as session:
        session.get_one(AssessmentRow, scene.assessment.id).anonymous = True
    say(scene.make, scene.assessment, {"service-desk": "F/L F/F L/L P/L N/N"})

    assert downloads(scene.lead.get(scene.url("/agreement")).text) == {}
    scene.lead.get(scene.url("/charts/agreement.svg"), 404)


def test_three_anonymous_ratings_are_compared(scene: ResultScene) -> None:
    """The pages show how many people gave each rating, too."""
    with scene.make.database.writing() as session:
        session.get_one(AssessmentRow, scene.assessment.id).anonymous = True
    say(scene.make, scene.assessment, {"service-desk": "F/F/L F/F/F L/L/L P/P/L N/N/N"})

    drawing = scene.lead.get(scene.url("/charts/agreement.svg")).data.decode()

    assert "Service desk 3 the same, 2 near, 0 apart" in drawing


def test_the_chart_compares_the_assessments_on_the_page(scene: ResultScene) -> None:
    """They are the latest two, or the first and the last of those selected."""
    said = {"2030-01-01": "F N N N N", "2030-02-01": "F F N N N", "2030-03-01": "F F F N N"}
    rows = [second_assessment(scene, day, ratings) for day, ratings in said.items()]
    page = f"/organizations/{scene.organization.id}/compare"

    for query, first in (("", rows[1]), ("?" + "&".join(f"of={row.id}" for row in rows), rows[0])):
        found = downloads(scene.viewer.get(f"{page}{query}").text)
        assert list(found) == [("the comparison", "SVG"), ("the comparison", "PNG")]
        drawing = scene.viewer.get(found["the comparison", "SVG"])
        assert drawing.data == before_and_after(scene, first, rows[-1])
        name = "northfield-hospitals-assessment-of-2030-03-01-before-and-after.svg"
        assert drawing.headers["Content-Disposition"] == f"attachment; filename={name}"


def before_and_after(scene: ResultScene, before: AssessmentRow, after: AssessmentRow) -> bytes:
    """Return the gallery's chart of two assessments."""
    content = scene.make.content
    with scene.make.database.reading() as session:
        rows = [session.get_one(AssessmentRow, row.id) for row in (before, after)]
        scores = scores_of_all(session, content, rows)
    subject = Subject(content.catalogue, scores[after.id], None, content.triage)
    return chart_file(draw("before-and-after", ChartData(subject, scores[before.id])), "svg")


def test_a_comparison_needs_two_assessments_of_the_organization(app: Flask, scene: ResultScene) -> None:
    """Another organization's assessment can't be selected."""
    other = result_scene(app, scene.make, "Elsewhere")
    address = f"/organizations/{scene.organization.id}/compare/before-and-after.svg"

    scene.lead.get(address, 404)
    second_assessment(scene, "2026-03-01", "F F N N N")
    scene.lead.get(address)
    scene.lead.get(f"{address}?of={scene.assessment.id}&of={other.assessment.id}", 404)
    other.lead.get(address, 404)
    scene.respondent.get(address, 403)


def test_a_server_that_draws_too_many_charts_says_so(answered: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only some of its threads wait for charts; the others keep serving pages."""
    with monkeypatch.context() as full:
        full.setattr(chart_files, "_drawing", Places(0))
        refused = answered.lead.get(answered.url("/charts/profile.svg"), 503)

    assert "The server is busy" in refused.text
    assert refused.headers["Retry-After"] == "2"
    answered.lead.get(answered.url("/charts/profile.svg"))


def test_charts_requested_at_once_are_the_same_as_alone(app: Flask, answered: Scene) -> None:
    """Threads don't disturb each other's drawings."""
    urls = [answered.url(f"/charts/{name}.{ending}") for name in CHARTS for ending in ("svg", "png")][:8]
    alone = [answered.viewer.get(url).data for url in urls]
    cookie = answered.viewer.browser.get_cookie(USER_COOKIE)
    assert cookie

    def fetch(url: str) -> bytes:
        client = PageClient(app)
        client.browser.set_cookie(USER_COOKIE, cookie.value)
        picture: bytes = client.get(url).data
        return picture

    with ThreadPoolExecutor(len(urls)) as threads:
        together = list(threads.map(fetch, urls))

    assert together == alone
