"""The deck: slides with conclusions as titles, native charts, and nothing that says when it was written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx.oxml.ns import qn
from pptx.util import Pt

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Assessment, Organization, Respondent, Response
from questionnaires.model import Method, Questionnaire, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.formats.slides import write
from reports.formats.slides.fitting import Ruler
from reports.formats.slides.text import Paragraph, Run
from reports.options import ReportOptions, ReportPart
from reports.views.report import ReportView
from reports.views.roadmap import EARLY_ACTIONS, DateRow, EarlyRow, RoadmapView
from reports.views.subject import Subject
from roadmaps.model import Aim, ChosenBy, Roadmap, RoadmapSettings
from roadmaps.planner import plan
from tests.support.decks import charts, elements, opened, texts, titles

DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
LONG_NAME = (
    "Landesbetrieb für zentrale Informations- und Kommunikationsdienste der Krankenhausversorgung "
    "Nordwestmecklenburg-Ludwigslust-Parchim, Anstalt des öffentlichen Rechts (in Gründung)"
)

Written = Callable[..., Any]


@pytest.fixture(scope="module")
def twelve(catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage, assessment: Assessment) -> Subject:
    """A roadmap of twelve phases, wide enough for many practices at once."""
    scores = score(catalogue, questionnaire, triage, assessment, Method.LADDER)
    settings = RoadmapSettings(
        date(2026, 3, 2),
        assessment.organization.size,
        phases=12,
        capacity=Fraction(150),
        breadth=12,
        day_rate=Fraction(850),
    )
    roadmap = plan(catalogue, triage, scores, catalogue.approach["support-quality"], ChosenBy.USER, settings)
    return Subject(catalogue, scores, roadmap, triage, ReportOptions(chosen=frozenset(ReportPart)))


@pytest.fixture
def unanswered(catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage) -> Subject:
    """Nobody has answered anything, and no day is given."""
    response = Response(questionnaire.id, Respondent("r1", "Head of IT"))
    answers = Assessment(questionnaire.id, response.organization, "", (response,), {})
    return Subject(catalogue, score(catalogue, questionnaire, triage, answers), None, triage, ReportOptions())


def test_titles_are_the_conclusions_of_the_views(deck: bytes, view: ReportView) -> None:
    """The titles alone tell the story."""
    assert view.priorities is not None
    assert view.plan is not None
    assert titles(opened(deck)) == [
        view.verdict.headline,
        view.summary.counted.rstrip("."),
        view.priorities.headline,
        view.profile.headline,
        view.readiness_headline,
        view.plan.headline,
        view.verdict.begins.rstrip("."),
        f"{len(view.verdict.decisions)} decisions to make",
        view.basis.headline,
    ]


def test_slides_are_wide(deck: bytes) -> None:
    """16:9, the size of PowerPoint's own wide slides."""
    made = opened(deck)

    assert made.slide_width * 9 == made.slide_height * 16


def test_the_priorities_chart_has_todays_level_and_the_level_reached(deck: bytes, view: ReportView) -> None:
    """Its figures are the view's, and can be edited."""
    assert view.priorities is not None
    plot = charts(opened(deck))[0].plots[0]

    assert list(plot.categories) == [row.name for row in view.priorities.rows]
    assert {each.name: tuple(each.values) for each in plot.series} == {
        "Level that the roadmap reaches": tuple(row.to_level for row in view.priorities.rows),
        "Level today": tuple(row.level for row in view.priorities.rows),
    }


def test_the_levels_chart_counts_every_practice(deck: bytes, view: ReportView, catalogue: Catalogue) -> None:
    """Each practice is counted once, and named in the table beside the chart."""
    made = opened(deck)
    plot = charts(made)[1].plots[0]

    assert list(plot.series[0].values) == [group.count.many for group in view.profile.by_level]
    assert sum(plot.series[0].values) == len(catalogue.practices)
    assert all(practice.name in texts(made.slides[3]) for practice in catalogue.practices)


def test_the_readiness_chart_goes_from_today_to_the_last_phase(deck: bytes, view: ReportView) -> None:
    """Its first and last figures are those of the title."""
    values = list(charts(opened(deck))[2].plots[0].series[0].values)
    path = next(each.path for each in view.frameworks if each.path)

    assert values == [point.met for point in path]
    assert f"{values[0]:.0f} of " in view.readiness_headline
    assert f"with the roadmap, {values[-1]:.0f} will be by {path[-1].on}" in view.readiness_headline


def test_readiness_has_a_slide_only_if_somebody_asked_for_it(subject: Subject, written: Written) -> None:
    """An aim asks for it, as choosing the part does."""
    roadmap = subject.roadmap
    assert roadmap is not None
    usual = replace(subject, options=ReportOptions())
    aimed = replace(roadmap, settings=replace(roadmap.settings, aim=Aim("iso-20000-1")))

    def has(asked: Subject) -> bool:
        return any("rated requirements" in title for title in titles(written(asked)))

    assert [has(usual), has(subject), has(replace(usual, roadmap=aimed))] == [False, True, True]
    assert len(titles(written(usual))) == 8


def test_the_last_slide_has_a_line_for_sign_off(deck: bytes) -> None:
    """The sponsor and the assessor sign there."""
    said = texts(opened(deck).slides[-1])

    assert all(f"{each}: ____" in said for each in ("Sponsor", "Assessor", "Date"))


def test_the_days_chart_has_the_days_of_each_phase(deck: bytes, view: ReportView, roadmap: Roadmap) -> None:
    """A phase without steps has no days."""
    assert view.plan is not None
    plot = charts(opened(deck))[3].plots[0]
    shown = {name: f"{days:.0f}" for name, days in zip(plot.categories, plot.series[0].values, strict=True)}

    assert len(shown) == len(roadmap.phases)
    assert {name: days for name, days in shown.items() if days != "0"} == {e.name: e.days for e in view.plan.costs}


def test_the_workbook_of_a_chart_has_its_figures(deck: bytes, view: ReportView) -> None:
    """It is what opens when someone edits the data."""
    chart = charts(opened(deck))[1]
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert sheet is not None

    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows == [(group.count.label, group.count.many) for group in view.profile.by_level]


def test_a_label_beside_each_bar_makes_the_axis_needless(deck: bytes) -> None:
    """Only the chart with two series has a legend."""
    made = charts(opened(deck))

    assert [chart.has_legend for chart in made] == [True, False, False, False]
    assert all(series.data_labels.show_value for chart in made for series in chart.plots[0].series)
    assert not any(chart.value_axis.visible for chart in made)


def test_every_picture_chart_and_table_has_an_alternative_text(subject: Subject, written: Written) -> None:
    """All other shapes have text, or say that they only decorate."""
    logo = io.BytesIO()
    Image.new("RGB", (60, 20), "#17577d").save(logo, "PNG")
    made = written(replace(subject, options=ReportOptions(logo=logo.getvalue())))

    for slide in made.slides:
        for shape in slide.shapes:
            known = next(shape.element.iter(qn("p:cNvPr")))
            says = shape.has_text_frame and shape.text_frame.text
            assert known.get("descr") or list(known.iter(DECORATIVE)) or says
    assert "Logo of Northfield Hospitals" in {each.get("descr") for each in elements(made, qn("p:cNvPr"))}


def test_every_slide_has_its_footer_and_number(deck: bytes) -> None:
    """The disclaimer is on every slide, because readiness may be on any."""
    for number, slide in enumerate(opened(deck).slides, 1):
        foot = "Northfield Hospitals \u00b7 Readiness is indicative, not a statement of conformity."
        assert foot in texts(slide)
        assert [each.findtext(qn("a:t")) for each in slide.element.iter(qn("a:fld"))] == [str(number)]


def test_the_last_slide_has_decisions_next_steps_and_trade_marks(subject: Subject, view: ReportView) -> None:
    """The decisions are there whole, because they are short."""
    few = ("Begin on 2 Mar 2026.", "Release 40 person-days.")
    said = texts(opened(write(subject, replace(view, verdict=replace(view.verdict, decisions=few)), b"")).slides[-1])

    assert view.basis.trade_marks in said
    assert all(decision in said for decision in few)
    assert all(step[:30] in said for step in view.basis.next_steps)


def test_decisions_that_would_be_cut_have_a_slide_of_their_own(subject: Subject, view: ReportView) -> None:
    """They'd lose their point beside the next steps, such as a date at the end of a sentence."""
    many = tuple(f"{each} By 31 Dec 2026, somebody must have decided on it." for each in view.verdict.decisions)
    long = replace(view, verdict=replace(view.verdict, decisions=many))
    made = opened(write(subject, long, b""))
    before, last = list(made.slides)[-2:]

    assert titles(made)[-2] == f"{len(many)} decisions to make"
    assert texts(before).count("somebody must") == len(many)
    assert "somebody must" not in texts(last)
    assert all(each in before.notes_slide.notes_text_frame.text for each in many)


def test_every_slide_has_notes_with_what_it_rests_on(deck: bytes, view: ReportView) -> None:
    """For example, all practices with their index, and everything that the table has no room for."""
    made = opened(deck)
    notes = [slide.notes_slide.notes_text_frame.text for slide in made.slides]

    assert all(notes)
    assert view.verdict.lead in notes[0]
    assert all(row.name in notes[3] and row.index_text in notes[3] for row in view.profile.by_priority if row.index)
    assert all(row.text in notes[6] for row in view.summary.first_days.rows)
    assert all(value in notes[-1] for _, value in view.basis.facts)


def test_every_run_says_its_language(deck: bytes) -> None:
    """Otherwise, PowerPoint underlines words by the rules of the reader's own language."""
    made = opened(deck)
    runs = [run for tag in ("a:r", "a:fld") for run in elements(made, qn(tag))]

    assert runs
    assert {run.find(qn("a:rPr")).get("lang") for run in runs} == {"en-US"}


def test_the_same_input_gives_the_same_bytes(subject: Subject, view: ReportView, deck: bytes) -> None:
    """Nothing says when the deck was written, not even the charts' workbooks."""
    assert write(subject, view, b"") == deck
    books = [chart.part.chart_workbook.xlsx_part.blob for chart in charts(opened(deck))]
    for package in (deck, *books):
        archive = zipfile.ZipFile(io.BytesIO(package))
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml"))) == {b"2026-06-03T"}


def test_the_properties_say_what_the_deck_is(deck: bytes, view: ReportView) -> None:
    """Its dates are the day of the assessment."""
    known = opened(deck).core_properties

    assert (known.title, known.author) == (view.cover.title, "")
    assert known.created == known.modified
    assert known.created.date() == date.fromisoformat(view.date)


def overflowing(made: Any) -> Iterator[str]:
    """Yield the texts that don't fit their boxes, or are smaller than 12 points."""
    ruler = Ruler("Arial")
    for slide in made.slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text and not shape.is_placeholder:
                paragraphs = [_measured(each) for each in shape.element.iter(qn("a:p"))]
                if ruler.height(paragraphs, shape.width.pt) > shape.height.pt + 1:
                    yield shape.text_frame.text
            assert shape.left >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
        yield from (str(look.get("sz")) for look in slide.element.iter(qn("a:rPr")) if int(look.get("sz", 1200)) < 1200)


def _measured(element: Any) -> Paragraph:
    found = [(run.findtext(qn("a:t")), run.find(qn("a:rPr"))) for run in element.findall(qn("a:r"))]
    runs = tuple(Run(text, bold=look.get("b") == "1") for text, look in found)
    looks = [look for _, look in found]
    space = element.find(f".//{qn('a:spcPts')}")
    bullet = "dot" if element.find(qn("a:pPr")).get("marL") else ""
    size = max((int(look.get("sz", 1200)) for look in looks), default=1200) / 100
    return Paragraph(runs, size, int(space.get("val")) / 100 if space is not None else 0, bullet)


def tables_overlap(made: Any) -> bool:
    """Return whether a table touches a shape below it, or lies on the footer."""
    for slide in made.slides:
        for table in (shape for shape in slide.shapes if shape.has_table):
            for other in (shape for shape in slide.shapes if shape is not table and shape.shape_id != table.shape_id):
                beside = other.left >= table.left + table.width or other.left + other.width <= table.left
                apart = other.top + Pt(1) >= table.top + table.height or other.top + other.height <= table.top + Pt(1)
                if not beside and not apart:
                    return True
    return False


def test_texts_fit_their_boxes(deck: bytes) -> None:
    """Nothing is smaller than 12 points."""
    made = opened(deck)

    assert list(overflowing(made)) == []
    assert not tables_overlap(made)


def test_twelve_phases_fit_on_a_slide(twelve: Subject, written: Written) -> None:
    """The columns have only numbers and levels, and the chart lies under the table."""
    made = written(twelve)

    assert [len(chart.plots[0].categories) for chart in charts(made)][2:] == [13, 12]
    assert list(overflowing(made)) == []
    assert not tables_overlap(made)


def test_practices_without_room_in_the_roadmap_are_in_the_notes(subject: Subject, written: Written) -> None:
    """Forty lanes don't fit; the slide says how many are left."""
    roadmap = subject.roadmap
    assert roadmap is not None
    one = roadmap.phases[0].steps[0]
    steps = tuple(
        replace(one, step=replace(one.step, practice=practice.id)) for practice in subject.catalogue.practices
    )
    crowded = replace(roadmap, phases=(replace(roadmap.phases[0], steps=steps),))
    made = written(replace(subject, roadmap=crowded))
    slide = made.slides[5]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    left = len(steps) - (len(table.rows) - 1)

    assert left > 0
    assert f"{left} more practices in the notes." in texts(slide)
    notes = slide.notes_slide.notes_text_frame.text
    assert all(practice.name in notes for practice in subject.catalogue.practices)
    assert not tables_overlap(made)


def test_dates_and_early_actions_follow_the_roadmap(subject: Subject, view: ReportView) -> None:
    """What has no room is in the notes; without both, there is no slide."""
    assert view.roadmap is not None
    dates = tuple(
        DateRow(
            date(2027, 1, day), f"{day} Jan 2027", f"\u201cThe contract of floor {day} ends\u201d", "Service desk", "-"
        )
        for day in range(1, 16)
    )
    early = (EarlyRow("Problem management", "2", "Name the worst fault.", "one named person", "3", "It hurts."),)
    first = replace(view.roadmap.phases[0], early=early, about_early=EARLY_ACTIONS)

    def made(roadmap: RoadmapView) -> Any:
        return opened(write(subject, replace(view, roadmap=roadmap), b""))

    both = made(replace(view.roadmap, dates=dates, phases=(first, *view.roadmap.phases[1:])))
    one = made(replace(view.roadmap, dates=dates[:1]))
    place = titles(both).index("The answers mention 15 dates: the first is 1 Jan 2027; phase 1 has 1 early action")
    slide = both.slides[place]

    assert titles(both)[place - 1] == view.plan.headline if view.plan else ""
    assert "more in the notes." in texts(slide)
    assert "Name the worst fault." not in texts(both.slides[place + 1])
    assert "Name the worst fault." in texts(slide)
    assert all(each.words in slide.notes_slide.notes_text_frame.text for each in dates)
    assert "The answers mention one date, 1 Jan 2027" in titles(one)
    assert len(made(view.roadmap).slides) == len(one.slides) - 1
    for deck in (both, one):
        assert list(overflowing(deck)) == []
        assert not tables_overlap(deck)


def test_what_works_is_below_the_levels(deck: bytes, view: ReportView) -> None:
    """The first strength is there whole, with its evidence."""
    said = texts(opened(deck).slides[3])

    assert view.summary.strengths
    assert view.verdict.strengths_heading in said
    assert view.summary.strengths[0].text in said


def test_without_a_roadmap_its_slides_are_left_out(subject: Subject, written: Written) -> None:
    """The readiness slide has no chart then, because a single bar says no more than the title."""
    made = written(replace(subject, roadmap=None))

    assert len(made.slides) == 5
    assert len(charts(made)) == 1
    assert "Roadmap" not in texts(made.slides[3])


def test_if_nothing_is_assessed_the_deck_says_so(unanswered: Subject, written: Written) -> None:
    """Two slides, without a generic text in place of what isn't known."""
    made = written(unanswered)

    assert titles(made) == ["No practice has been assessed yet", "Nothing has been assessed yet"]
    assert "evidence" not in texts(made.slides[1])
    assert made.core_properties.created.year == 1980


def test_a_long_name_is_shortened_before_the_disclaimer(
    catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage, assessment: Assessment, written: Written
) -> None:
    """The name is on the first slide in full."""
    named = replace(assessment, organization=Organization(LONG_NAME, "Health care", 400))
    made = written(Subject(catalogue, score(catalogue, questionnaire, triage, named), None, triage, ReportOptions()))

    assert LONG_NAME in texts(made.slides[0])
    assert all(
        "\u2026 \u00b7 Readiness is indicative, not a statement of conformity." in texts(each) for each in made.slides
    )
    assert list(overflowing(made)) == []


def test_control_characters_appear_as_their_codes(
    catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage, assessment: Assessment, written: Written
) -> None:
    """XML can't have them."""
    named = replace(assessment, organization=Organization("North\x1bfield & <Sons>", "", 400))
    made = written(Subject(catalogue, score(catalogue, questionnaire, triage, named), None, triage, ReportOptions()))

    assert "Capability assessment of North[U+001B]field & <Sons>" in texts(made.slides[0])


@pytest.mark.parametrize(
    ("options", "many"),
    [
        (ReportOptions(left_out=frozenset({ReportPart.READINESS, ReportPart.PROFILE})), 7),
        (ReportOptions(chosen=frozenset({ReportPart.PRIORITIES})), 4),
    ],
)
def test_parts_of_the_report_choose_the_slides(
    subject: Subject, written: Written, options: ReportOptions, many: int
) -> None:
    """The first and the last slides are always there."""
    assert len(written(replace(subject, options=options)).slides) == many


def test_practices_that_nobody_assessed_have_no_bar_for_today(
    subject: Subject, few_catalogue: Catalogue, few_scores: Scores, written: Written
) -> None:
    """Their name says why."""
    made = written(replace(subject, catalogue=few_catalogue, scores=few_scores))
    plot = charts(made)[0].plots[0]
    named = dict(zip(plot.categories, plot.series[1].values, strict=True))

    assert {value for name, value in named.items() if name.endswith("(not assessed)")} <= {None}
    assert any(value is not None for value in named.values())
    assert list(overflowing(made)) == []
