"""Every chart: well-formed, with real text, words for those who do not see it, and its figures as a table."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from practices_catalog.model import Catalogue
from questionnaires.model import Triage
from questionnaires.scoring.model import Scores
from reports.charts.distribution import distribution
from reports.charts.drawing import Chart, fitted, width_of
from reports.charts.level_strip import level_strip
from reports.charts.profile import profile
from reports.charts.readiness_bars import readiness_bars
from reports.charts.timeline import timeline
from reports.options import ReportOptions
from reports.views.profile import level_counts, profile_view
from reports.views.readiness import readiness_views
from reports.views.subject import Subject
from reports.views.timeline import timeline_view
from roadmaps.model import Roadmap

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def charts(catalogue: Catalogue, scores: Scores, roadmap: Roadmap, triage: Triage) -> dict[str, Chart]:
    """All charts of the full report by name."""
    subject = Subject(catalogue, scores, roadmap, triage, ReportOptions())
    planned = timeline_view(subject, roadmap)
    assert planned is not None
    counts = level_counts(subject)
    drawn = [level_strip(counts), distribution(counts), profile(profile_view(subject)), timeline(planned)]
    bars = (chart for view in readiness_views(subject) for chart in readiness_bars(view))
    return {chart.name: chart for chart in (*drawn, *bars)}


NAMES = ("level-strip", "distribution", "profile", "timeline", "readiness-iso-20000-1-1", "readiness-fitsm-1-3")


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_well_formed_and_stays_on_its_sheet(charts: dict[str, Chart], name: str) -> None:
    """Rectangles and the starts of texts lie within the picture."""
    chart = charts[name]
    root = ET.fromstring(chart.picture)  # noqa: S314 - our own drawing

    for shape in root.iter(f"{SVG}rect"):
        assert float(shape.attrib["x"]) + float(shape.attrib["width"]) <= chart.width + 0.01
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.attrib["x"]) <= chart.width
        assert 0 <= float(text.attrib["y"]) <= chart.height + 0.01


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_says_in_words_and_rows_what_it_shows(charts: dict[str, Chart], name: str) -> None:
    """Alternative text, and a table whose rows are as wide as its head."""
    chart = charts[name]

    assert chart.alt.endswith(".")
    assert chart.table.rows
    assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}


def test_the_distribution_counts_every_practice_once(charts: dict[str, Chart], catalogue: Catalogue) -> None:
    """Levels, not assessed and not applicable add up to all practices."""
    rows = charts["distribution"].table.rows

    assert sum(int(many) for _, many in rows) == len(catalogue.practices)


def test_levels_bear_their_numeral(charts: dict[str, Chart]) -> None:
    """Nothing is told by colour alone."""
    root = ET.fromstring(charts["level-strip"].picture)  # noqa: S314 - our own drawing
    tiles = [each for each in root.iter(f"{SVG}rect") if each.attrib["class"].startswith("level-")]

    assert len(tiles) == sum("numeral" in text.attrib["class"] for text in root.iter(f"{SVG}text"))


def test_a_long_label_is_shortened_to_its_room() -> None:
    """What does not fit ends in an ellipsis."""
    name = "Infrastructure and platform management of everything"

    assert fitted("Short", 40, 3) == "Short"
    assert fitted(name, 40, 3).endswith("\u2026")
    assert width_of(fitted(name, 40, 3), 3) <= 40
