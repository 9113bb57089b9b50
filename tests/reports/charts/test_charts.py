"""Every chart: real text, the shipped fonts, the token colors, a description beside the image, and identical bytes."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace

import pytest

from practices_catalog.faults import InputError
from practices_catalog.model import Catalogue
from questionnaires.answers.model import Assessment
from questionnaires.model import Method, Questionnaire, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.chart import Chart
from reports.chart_files import FORMATS, chart_file
from reports.charts.frame import MARGIN
from reports.gallery import CHARTS, NARROWEST, OF_LEVELS, ChartData, draw
from reports.tokens import tokens
from reports.views.subject import Subject
from roadmaps.model import Roadmap

SVG = "{http://www.w3.org/2000/svg}"
COLOR = re.compile(r"#[0-9a-f]{6}\b")
MILLIMETERS = 25.4 / 72

Draw = Callable[..., Chart]


@pytest.fixture(scope="module")
def source(catalogue: Catalogue, scores: Scores, roadmap: Roadmap, triage: Triage) -> ChartData:
    """The full assessment with its roadmap, and an earlier one by its first respondent alone."""
    first = replace(scores.assessment, responses=scores.assessment.responses[:1], assessed_on="2025-06-03")
    earlier = score(catalogue, scores.questionnaire, triage, first, scores.method)
    return ChartData(Subject(catalogue, scores, roadmap, triage), earlier, "iso-20000-1")


@pytest.fixture(scope="module")
def charts(source: ChartData) -> dict[str, Chart]:
    """Return all charts by name."""
    return {name: draw(name, source) for name in CHARTS}


def texts(chart: Chart) -> list[ET.Element]:
    """Return the text elements of a chart's image."""
    return list(ET.fromstring(chart.svg()).iter(f"{SVG}text"))  # noqa: S314 - our own drawing


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_as_wide_as_it_says_and_its_text_stays_inside(charts: dict[str, Chart], name: str) -> None:
    """Text is text, and its anchor points are within the image."""
    root = ET.fromstring(charts[name].svg())  # noqa: S314 - our own drawing
    _, _, width, height = map(float, root.attrib["viewBox"].split())

    found = texts(charts[name])

    assert round(width * MILLIMETERS) == (120 if name == "distribution" else 174)
    assert found
    for text in found:
        assert 0 <= float(text.attrib["x"]) <= width + 0.01
        assert 0 <= float(text.attrib["y"]) <= height


@pytest.mark.parametrize("name", CHARTS)
def test_no_text_leaves_the_image_or_overlaps_another(charts: dict[str, Chart], name: str) -> None:
    """Widths are those that Matplotlib computes with the shipped font; edges may touch."""
    figure = charts[name].figure
    figure.savefig("/dev/null", format="png", dpi=72)
    boxes = [text.get_window_extent() for text in figure.texts]
    clashes = [
        (one.get_text(), other.get_text())
        for number, (one, box) in enumerate(zip(figure.texts, boxes, strict=True))
        for other, near in zip(figure.texts[number + 1 :], boxes[number + 1 :], strict=True)
        if min(box.x1, near.x1) - max(box.x0, near.x0) > 1 and min(box.y1, near.y1) - max(box.y0, near.y0) > 5
    ]

    assert clashes == []
    assert min(box.x0 for box in boxes) >= -1
    assert max(box.x1 for box in boxes) <= figure.bbox.x1 + 1
    assert min(box.y0 for box in boxes) >= -2


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_a_description_and_a_table(charts: dict[str, Chart], name: str) -> None:
    """There are a caption, alternative text, and a table whose rows are as wide as its head."""
    chart = charts[name]

    assert chart.name.startswith(name)
    assert chart.title
    assert chart.caption.endswith(".")
    assert chart.alt.endswith(".")
    assert chart.table.rows
    assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}
    assert f"<title>{chart.alt}</title>" in chart.svg().decode().replace("&#39;", "'")


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_the_colors_of_the_tokens_and_the_shipped_fonts(charts: dict[str, Chart], name: str) -> None:
    """Nothing of Matplotlib's default style is left."""
    drawing = charts[name].svg().decode()

    assert set(COLOR.findall(drawing)) <= {value for value in tokens().values() if COLOR.fullmatch(value)}
    assert set(re.findall(r"font-family: ([^;\"]+)", drawing)) == {"'Report Sans'"}
    assert set(re.findall(r"font-size: ([^;\"]+)", drawing)) <= {"8.25px", "7.5px"}


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
@pytest.mark.parametrize("name", ["profile", "heat-map", "timeline"])
def test_the_same_chart_has_the_same_bytes(source: ChartData, name: str, form: str) -> None:
    """It is drawn twice and contains no date, random id or program name."""
    first, second = (getattr(draw(name, source), form)() for _ in range(2))

    assert first == second
    assert b"atplotlib" not in first
    assert b"Date" not in first


@pytest.mark.parametrize("name", CHARTS)
def test_a_file_has_a_margin_and_the_caption(source: ChartData, name: str) -> None:
    """On a slide, nothing else says how to read the chart."""
    chart = draw(name, source)
    inside = [float(each) for each in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', chart.svg().decode())[0]]

    drawing = ET.fromstring(chart_file(chart, "svg"))  # noqa: S314 - our own drawing

    width, height = (float(each) for each in drawing.attrib["viewBox"].split()[2:])
    lines = [text.text or "" for text in drawing.iter(f"{SVG}text")]
    places = [(float(text.attrib["x"]), float(text.attrib["y"])) for text in drawing.iter(f"{SVG}text")]
    assert width == pytest.approx(inside[0] + 2 * MARGIN * 72 / 25.4, abs=0.01)
    assert height > inside[1] + 2 * MARGIN * 72 / 25.4
    assert all(0 < x < width and 0 < y < height - 1 for x, y in places)
    assert chart.caption in " ".join(lines)


def test_a_pdf_chart_contains_only_the_shipped_fonts(charts: dict[str, Chart]) -> None:
    """They are embedded as fonts rather than outlines."""
    command = ["pdffonts", "-"]
    result = subprocess.run(command, input=charts["profile"].pdf(), capture_output=True, check=True)

    lines = result.stdout.decode().splitlines()[2:]

    assert lines
    assert all("+ReportSans" in line and " yes yes yes " in line for line in lines)


def test_a_png_has_two_pixels_per_css_pixel(charts: dict[str, Chart]) -> None:
    """174 mm is 658 CSS pixels."""
    assert int.from_bytes(charts["profile"].png()[16:20]) == pytest.approx(2 * 174 / 25.4 * 96, abs=1)


def test_the_distribution_counts_every_practice_once(charts: dict[str, Chart], catalogue: Catalogue) -> None:
    """Levels, not assessed and not applicable add up to all practices."""
    rows = charts["distribution"].table.rows

    assert sum(int(many) for _, many in rows) == len(catalogue.practices)


def test_every_practice_has_its_numeral(charts: dict[str, Chart], scores: Scores) -> None:
    """Color is never the only sign."""
    levels = [practice.level for practice in scores.practices if practice.level is not None]

    assert sorted(text.text or "" for text in texts(charts["level-strip"])) == sorted(map(str, levels))


def test_practices_not_assessed_are_hatched(charts: dict[str, Chart], scores: Scores) -> None:
    """They have a pattern instead of a shade."""
    assert any(practice.level is None for practice in scores.practices)
    assert "fill: url(#h" in charts["level-strip"].svg().decode()


def test_effort_adds_up_to_the_planned_effort(charts: dict[str, Chart], roadmap: Roadmap) -> None:
    """There is one row for each step, with its days in that phase."""
    rows = charts["effort"].table.rows
    planned = sum(step.effort_days for phase in roadmap.phases for step in phase.steps)

    assert len(rows) == sum(len(phase.steps) for phase in roadmap.phases)
    assert sum(float(days) for *_, days in rows) == pytest.approx(float(planned), abs=0.5 * len(rows))


def test_the_chart_has_the_disagreements_of_the_scores(charts: dict[str, Chart], scores: Scores) -> None:
    """Each appears once, in the row of its practice."""
    assert sum(int(apart) for *_, apart in charts["agreement"].table.rows) == len(scores.disagreements)


def test_before_and_after_names_levels_and_change(charts: dict[str, Chart], source: ChartData) -> None:
    """It covers the practices that both assessments have."""
    assert source.earlier is not None
    before = source.earlier.practice["incident-management"].level or 0
    after = source.subject.scores.practice["incident-management"].level or 0
    rows = {row[0]: row for row in charts["before-and-after"].table.rows}

    row = rows["Incident management"]

    assert row[1].startswith(f"level {before}")
    assert row[2].startswith(f"level {after}")
    assert row[3] == (f"+{after - before}" if after > before else str(after - before).replace("-", "\u2212"))


@pytest.mark.parametrize("name", CHARTS)
def test_a_wider_chart_keeps_its_text_size(source: ChartData, name: str) -> None:
    """The shapes get the space."""
    wide = draw(name, source, 240)

    assert wide.figure.get_figwidth() * 25.4 == pytest.approx(240)
    assert "font-size: 8.25px" in wide.svg().decode()


@pytest.mark.parametrize("name", CHARTS)
def test_the_narrowest_chart_has_room_for_all_its_text(source: ChartData, name: str) -> None:
    """Names are shortened rather than printed over bars."""
    test_no_text_leaves_the_image_or_overlaps_another({name: draw(name, source, NARROWEST)}, name)


@pytest.mark.parametrize(
    ("name", "changed", "said"),
    [
        ("profil", {}, "there is no chart 'profil'; write 'profile'"),
        ("readiness", {"framework": ""}, "no framework was given; choose one of iso-20000-1, "),
        ("readiness", {"framework": "iso-20000"}, "no framework has the id 'iso-20000'; write 'iso-20000-1'"),
        ("before-and-after", {"earlier": None}, "there is no earlier assessment; add its files with --before"),
    ],
)
def test_a_chart_that_cannot_be_drawn_says_why(
    source: ChartData, name: str, changed: dict[str, object], said: str
) -> None:
    """The message says what is wrong and what to do."""
    with pytest.raises(InputError) as caught:
        draw(name, replace(source, **changed))  # type: ignore[arg-type]

    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["timeline", "effort", "impact", "priorities"])
def test_a_roadmap_without_steps_has_no_chart(source: ChartData, name: str) -> None:
    """Neither has an assessment without a roadmap."""
    with pytest.raises(InputError, match=r"the roadmap (has no steps|raises no practice)"):
        draw(name, replace(source, subject=replace(source.subject, roadmap=None)))


def test_benefit_and_effort_are_those_of_the_roadmap(charts: dict[str, Chart], roadmap: Roadmap) -> None:
    """A practice counts with the benefit and the days of all its steps."""
    steps = [planned for phase in roadmap.phases for planned in phase.steps]
    rows = charts["impact"].table.rows

    assert len(rows) == len({planned.step.practice for planned in steps if planned.ends})
    assert sum(int(days) for _, _, days, _, _ in rows) == pytest.approx(
        float(sum(planned.effort_days for planned in steps)), abs=0.5 * len(rows)
    )
    benefits = sum(float(benefit.replace(",", "")) for *_, benefit, _ in rows)
    assert benefits == pytest.approx(float(sum(planned.step.benefit for planned in steps if planned.ends)))


def test_equal_practices_are_drawn_beside_each_other(source: ChartData, roadmap: Roadmap) -> None:
    """No point covers another, even if all give and take the same."""
    [planned, *_] = roadmap.phases[0].steps
    equal = tuple(
        replace(planned, step=replace(planned.step, practice=practice.id), ends=True)
        for practice in source.subject.catalogue.practices[:6]
    )
    phases = (replace(roadmap.phases[0], steps=equal),)
    chart = draw("impact", replace(source, subject=replace(source.subject, roadmap=replace(roadmap, phases=phases))))

    plot = [text for text in texts(chart) if (text.text or "").isdigit() and float(text.attrib["x"]) < 97 * 72 / 25.4]
    places = {(text.attrib["x"], text.attrib["y"]) for text in plot}

    assert len(places) == len(plot)


@pytest.mark.parametrize("form", FORMATS)
def test_a_practice_may_have_any_name(source: ChartData, catalogue: Catalogue, form: str) -> None:
    """A name from a content folder may contain control characters, markup, math and what looks like our own styles."""
    odd = "A\x07\u202eb $x_1$ <script>"
    names = (odd, "font-family: x; y")
    practices = [replace(each, name=names[number % 2]) for number, each in enumerate(catalogue.practices)]
    subject = replace(source.subject, catalogue=replace(catalogue, practices=tuple(practices)))

    drawn = chart_file(draw("profile", replace(source, subject=subject), 240), form)

    if form == "svg":
        shown = {text.text for text in ET.fromstring(drawn).iter(f"{SVG}text")}  # noqa: S314 - our own drawing
        assert {"A[U+0007][U+202E]b $x_1$ <script>", "font-family: x; y"} <= shown


def test_one_respondent_has_no_agreement_chart(source: ChartData) -> None:
    """Nothing can be compared."""
    assert source.earlier is not None
    with pytest.raises(InputError, match="no two respondents rated the same statement"):
        draw("agreement", ChartData(replace(source.subject, scores=source.earlier)))


def test_levels_of_two_methods_are_not_compared(
    source: ChartData, catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage, assessment: Assessment
) -> None:
    """A level means something different under each method."""
    other = score(catalogue, questionnaire, triage, assessment, Method.ITIL_SELF)

    with pytest.raises(InputError, match="scored with different methods"):
        draw("before-and-after", replace(source, earlier=other))


def test_the_earlier_assessment_comes_first(source: ChartData) -> None:
    """Swapped files would show every improvement as a decline."""
    assert source.earlier is not None
    later = replace(source.earlier, assessment=replace(source.earlier.assessment, assessed_on="2999-01-01"))

    with pytest.raises(InputError, match="the earlier assessment is from 2999-01-01, and the later one from "):
        draw("before-and-after", replace(source, earlier=later))


@pytest.mark.parametrize("name", sorted(OF_LEVELS))
def test_without_a_level_there_is_no_chart_of_levels(source: ChartData, name: str) -> None:
    """An empty drawing would look like a result."""
    empty = replace(source.subject.scores, practices=())

    with pytest.raises(InputError, match="no practice has a level; rate the statements first"):
        draw(name, ChartData(replace(source.subject, scores=empty, roadmap=None)))


@pytest.mark.parametrize("name", ["timeline", "impact"])
def test_no_practice_s_name_is_cut(source: ChartData, name: str) -> None:
    """A roadmap can work on any practice, even the one with the longest name."""
    roadmap = source.subject.roadmap
    assert roadmap is not None
    longest = sorted(source.subject.catalogue.practices, key=lambda each: -len(each.name))[:12]
    one = roadmap.phases[0].steps[0]
    steps = tuple(replace(one, step=replace(one.step, practice=each.id), ends=True) for each in longest)
    every = replace(roadmap, phases=(replace(roadmap.phases[0], steps=steps),))
    written = {each.text for each in texts(draw(name, replace(source, subject=replace(source.subject, roadmap=every))))}

    assert {each.name for each in longest} <= written
