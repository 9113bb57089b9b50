"""Tests of cases from the field: equal figures everywhere, fifty respondents, two clients, anonymous answers."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from flask import Flask

from app.assessments.scores import scores_of
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.storage.database import Database
from reports.document import report_html
from reports.documents.score import score_document
from reports.options import Edition, ReportOptions
from reports.views import figures
from reports.views.anonymity import TOO_FEW
from reports.views.subject import Subject
from tests.support.factories import Make
from tests.support.page_client import PageClient
from tests.support.reading_pages import row_of, text_of
from tests.support.result_scenes import ResultScene, result_scene
from tests.support.said import say
from tests.support.sql_counter import counted

FL_015 = {"incident-management": "F F F P L", "service-desk": "F F L F P", "problem-management": "P P P N N"}
NAMES = {"incident-management": "Incident management", "service-desk": "Service desk", "problem-management": "Problem"}
PAGES = (
    "",
    "/practices/incident-management",
    "/readiness/iso-20000-1",
    "/readiness/iso-20000-1/8.6.1",
    "/agreement",
)


@pytest.mark.parametrize(
    ("practice", "level", "index"),
    [("incident-management", 3, 4), ("service-desk", 3, 4), ("problem-management", 0, 1)],
)
def test_one_figure_is_the_same_to_the_digit_everywhere(
    scene: ResultScene, content: Content, practice: str, level: int, index: int
) -> None:
    """FL-015: overview, practice page, report and JSON agree; the level follows from gates, not from the index."""
    say(scene.make, scene.assessment, FL_015)
    with scene.make.database.reading() as session:
        scores = scores_of(session, content, session.get_one(AssessmentRow, scene.assessment.id))

    overview = scene.viewer.get(scene.url()).text.partition('<table class="heat"')[2]
    drill_down = text_of(scene.viewer.get(scene.url(f"/practices/{practice}")).text)
    full = ReportOptions(edition=Edition.FULL)
    report, _ = report_html(Subject(content.catalogue, scores, None, content.triage, full))
    document = next(each for each in score_document(scores)["practices"] if each["id"] == practice)

    shown = f"{index}.0"
    assert row_of(overview, NAMES[practice]).split(" level ")[1].startswith(f"{level} {shown}")
    assert f"Index {shown} Evidence supports" in drill_down
    assert f"level {level} {content.catalogue.practice[practice].name}" in drill_down
    section = report.partition(f'id="practice-{practice}"')[2]
    assert re.search(r"Index ([^ ]+) out of 5", section.partition("</section>")[0]).group(1) == shown  # type: ignore[union-attr]
    assert (document["level"], document["index"]) == (level, index)
    assert figures.index(Fraction(document["index"])) == shown


def test_the_number_of_sql_statements_does_not_grow_with_respondents(scene: ResultScene, database: Database) -> None:
    """FL-021: all pages of results and the workshop are tried with five and with fifty respondents."""
    many = scene.make.assessment(scene.organization, "Autumn 2026")
    for assessment, people in ((scene.assessment, 5), (many, 50)):
        cells = " ".join(["/".join(("F", "N", "L", "DK", "P") * (people // 5))] * 5)
        say(scene.make, assessment, {"incident-management": cells, "service-desk": cells})

    for rest in (*PAGES, "/workshop", "/workshop?practice=service-desk&show=all"):
        with counted(database) as few_statements:
            scene.lead.get(scene.url(rest))
        with counted(database) as many_statements:
            scene.lead.get(f"/assessments/{many.id}{rest}")
        assert len(many_statements) == len(few_statements), rest
        assert len(many_statements) <= 20


def test_the_number_of_sql_statements_does_not_grow_with_assessments(scene: ResultScene, database: Database) -> None:
    """Two and four assessments are compared."""
    for number in range(4):
        row = scene.make.assessment(scene.organization, f"Assessment {number}")
        say(scene.make, row, {"service-desk": "F N L F P"})
    with database.reading() as session:
        ids = [each.id for each in session.query(AssessmentRow).all()]

    numbers = []
    for chosen in (ids[:2], ids):
        with counted(database) as sent:
            scene.lead.get(f"/organizations/{scene.organization.id}/compare?of={'&of='.join(chosen)}")
        numbers.append(len(sent))
    assert numbers[0] == numbers[1]


def test_two_clients_with_equal_answers_stay_separate(app: Flask, make: Make, scene: ResultScene) -> None:
    """FL-024: another organization's assessment can't be compared and gives the same response as an unknown id."""
    other = result_scene(app, make, "Elsewhere")
    for each in (scene, other):
        say(make, each.assessment, FL_015)
    own = f"/organizations/{scene.organization.id}/compare?a={scene.assessment.id}&b="

    theirs = scene.lead.get(f"{own}{other.assessment.id}", 404).text
    nowhere = scene.lead.get(f"{own}unknown", 404).text

    assert text_of(theirs) == text_of(nowhere)
    scene.lead.get(other.url(), 404)


def anonymous(scene: ResultScene) -> None:
    """Make the assessment anonymous before anyone answers."""
    with scene.make.database.writing() as session:
        session.get_one(AssessmentRow, scene.assessment.id).anonymous = True


PEOPLE = ("Anna Berg", "Ben Dahl", "Chloe Ek", "Dev Foss", "Oslo Only")


@pytest.mark.parametrize("rest", [*PAGES, "/workshop", "/workshop?names=name", "/workshop?names=role"])
def test_anonymous_answers_identify_nobody(scene: ResultScene, rest: str) -> None:
    """FL-031: no matter how the page is filtered, it contains no name, role or pseudonym."""
    anonymous(scene)
    ids = say(scene.make, scene.assessment, {"incident-management": "F/N/L/P/DK N/F/F/L/F F N N"}, PEOPLE)

    page = scene.lead.get(scene.url(rest)).text

    for word in (*PEOPLE, *ids, "role 1", "role 5", "anonymous-", "Anonymous ("):
        assert word not in page


def test_enough_anonymous_answers_are_shown_as_counts(scene: ResultScene) -> None:
    """FL-031: five answers are counted by rating."""
    anonymous(scene)
    say(scene.make, scene.assessment, {"service-desk": "F/N/L/P/F F F F F"}, PEOPLE)

    page = text_of(scene.lead.get(scene.url("/practices/service-desk")).text)

    assert "1 \u00d7 N: not achieved not achieved" in page
    assert "2 \u00d7 F: fully achieved fully achieved" in page


@pytest.mark.parametrize("cell", ["N*", "N*/F"])
def test_below_three_answers_no_breakdown_is_shown(scene: ResultScene, cell: str) -> None:
    """FL-031: neither ratings nor remarks of one or two respondents are shown."""
    anonymous(scene)
    say(scene.make, scene.assessment, {"service-desk": f"{cell} F F F F"}, PEOPLE)

    for rest in ("/practices/service-desk", "/workshop?practice=service-desk&show=all"):
        page = text_of(scene.lead.get(scene.url(rest)).text)
        assert TOO_FEW in page
        assert "1 \u00d7" not in page
        assert "Seen." not in page


def test_respondents_with_a_link_see_no_names(scene: ResultScene, app: Flask) -> None:
    """A respondent with a personal link can't open any page of results."""
    say(scene.make, scene.assessment, {"service-desk": "F F F F F"}, ("Anna Berg",))
    invited = PageClient(app)
    invited.come_by_link(scene.make.respondent(scene.assessment, name="By link"))

    assert invited.get(scene.url(), None).headers["Location"].startswith("/sign-in")
