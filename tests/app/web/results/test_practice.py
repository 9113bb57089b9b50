"""Tests of the page of one practice: its gate, answers, actions, and how its figures were calculated."""

from __future__ import annotations

import pytest

from app.running.content import Content
from app.storage.assessments import AssessmentRow
from tests.support.factories import Make
from tests.support.reading_pages import text_of
from tests.support.result_scenes import ResultScene
from tests.support.said import REASON, agree, say

DESK = "/practices/service-desk"


def test_the_gate_is_the_first_thing_said(scene: ResultScene) -> None:
    """P at level 2 gives level 1, and the page says why."""
    say(scene.make, scene.assessment, {"service-desk": "F P F N N"})

    page = text_of(scene.viewer.get(scene.url(DESK)).text)

    gate = "what it asks for is only partly in place (rated P; L or F is required)."
    assert f"level 1 Service desk Level 2 hasn't been reached: {gate}" in page


def test_claimed_and_evidenced_level_are_shown_side_by_side(scene: ResultScene) -> None:
    """The evidence supports only level 1, so the unsupported rating at level 2 is named."""
    say(scene.make, scene.assessment, {"service-desk": "F* F P N N"})

    page = text_of(scene.viewer.get(scene.url(DESK)).text)

    assert "Evidence supports level 1. Evidence is missing for level 2: \u201c" in page


def test_names_and_ratings_of_all_respondents_are_shown(scene: ResultScene) -> None:
    """The lead and the assessor see them."""
    say(scene.make, scene.assessment, {"service-desk": "F/N F F F F"}, ("Anna", "Ben"))

    page = text_of(scene.assessor.get(scene.url(DESK)).text)

    assert "F: fully achieved Anna (role 1)" in page
    assert "N: not achieved Ben (role 2)" in page
    assert "Respondents disagree" in page


def test_a_viewer_sees_no_names_and_no_individual_ratings_of_two_people(scene: ResultScene) -> None:
    """The figure is the same as for the lead."""
    say(scene.make, scene.assessment, {"service-desk": "F/N F F F F"}, ("Anna", "Ben"))

    page = text_of(scene.viewer.get(scene.url(DESK)).text)

    assert not any(word in page for word in ("Anna", "Ben", "role 1", "role 2", "1 \u00d7"))
    assert "Too few answers to show" in page
    assert "N: not achieved" in page
    assert "With your role, you see results without the names and roles of respondents." in page


def test_a_viewer_sees_how_many_of_three_people_gave_each_rating(scene: ResultScene) -> None:
    """Nothing says who."""
    say(scene.make, scene.assessment, {"service-desk": "F/N/N F F F F"}, ("Anna", "Ben", "Cem"))

    page = text_of(scene.viewer.get(scene.url(DESK)).text)

    assert "2 \u00d7 N: not achieved not achieved 1 \u00d7 F: fully achieved fully achieved" in page
    assert not any(name in page for name in ("Anna", "Ben", "Cem"))


def test_what_is_unmet_comes_with_its_action_and_evidence(scene: ResultScene, content: Content) -> None:
    """A statement rated F needs no action."""
    say(scene.make, scene.assessment, {"service-desk": "F P F F F"})

    page = text_of(scene.viewer.get(scene.url(DESK)).text)

    met, unmet = (content.questionnaires[0].statement[f"service-desk.{level}"] for level in (1, 2))
    assert unmet.action in page
    assert unmet.evidence in page
    assert met.action not in page


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("F", "The only rating given."),
        ("F/DK", "The only rating given; left out: 1 don't know."),
        ("F/L/N", "The median of 3 ratings."),
        ("F/N", "The median of 2 ratings, the lower of the two in the middle."),
        ("F/L/L/NA/DK", "The median of 3 ratings; left out: 1 don't know and 1 not applicable."),
        (
            "NA/NA/F",
            "More than half of 3 answers say \u201cnot applicable\u201d; \u201cdon't know\u201d doesn't count.",
        ),
    ],
)
def test_a_rating_says_how_it_was_calculated(scene: ResultScene, said: str, how: str) -> None:
    """The page gives the number of ratings behind the median and lists the answers left out."""
    say(scene.make, scene.assessment, {"service-desk": f"{said} F F F F"})

    assert how in text_of(scene.lead.get(scene.url(DESK)).text)


def test_a_consensus_is_shown_with_its_note_and_what_it_overrode(scene: ResultScene) -> None:
    """The median of N and F is N, the lower one."""
    say(scene.make, scene.assessment, {"service-desk": "F/N F F F F"})
    agree(scene.make, scene.assessment, "service-desk.1", "L", "Seen together on 3 June.")

    page = text_of(scene.viewer.get(scene.url(DESK)).text)

    assert "Consensus L: largely achieved Seen together on 3 June." in page
    assert "The median of the respondents' ratings is N." in page


def test_the_index_is_the_sum_that_it_shows(scene: ResultScene) -> None:
    """1 + 2/3 + 1/3 + 0 + 0 = 2."""
    say(scene.make, scene.assessment, {"service-desk": "F L P N N"})

    page = text_of(scene.viewer.get(scene.url(DESK)).text)

    assert "1 + 2/3 + 1/3 + 0 + 0 = 2, shown as 2.0" in page


def test_the_content_behind_a_figure_is_named(scene: ResultScene, content: Content) -> None:
    """Questionnaire, catalogue and method appear with their versions."""
    say(scene.make, scene.assessment, {"service-desk": "F F F F F"})

    page = text_of(scene.viewer.get(scene.url(DESK)).text)

    questionnaire = content.questionnaires[0]
    assert f"version {questionnaire.version}, content {questionnaire.content}" in page
    assert f"catalogue {content.catalogue.version}; method ISO/IEC 33020" in page


def test_a_practice_that_nobody_rated_is_not_level_0(scene: ResultScene) -> None:
    """The page says so."""
    page = text_of(scene.viewer.get(scene.url(DESK)).text)

    assert "Not assessed" in page
    assert "That isn't the same as level 0." in page


def test_a_practice_not_in_scope_says_why(scene: ResultScene, make: Make) -> None:
    """The practice still has a page, with the reason."""
    with make.database.writing() as session:
        session.get_one(AssessmentRow, scene.assessment.id).left_out = {"service-desk": "Another unit's."}

    assert "Not in scope: Another unit's." in text_of(scene.viewer.get(scene.url(DESK)).text)


def test_an_unknown_practice_is_404(scene: ResultScene) -> None:
    """The id isn't in the catalogue."""
    scene.viewer.get(scene.url("/practices/desk-service"), 404)


def test_not_applicable_is_distinguished_everywhere(scene: ResultScene) -> None:
    """FL-013: at a middle level, at all levels, and at the top."""
    say(
        scene.make,
        scene.assessment,
        {
            "incident-management": "F NA L P N",
            "service-desk": "NA NA NA NA NA",
            "problem-management": "F F F F NA",
        },
    )

    middle = text_of(scene.viewer.get(scene.url("/practices/incident-management")).text)
    everywhere = text_of(scene.lead.get(scene.url(DESK)).text)
    top = text_of(scene.viewer.get(scene.url("/practices/problem-management")).text)
    overview = text_of(scene.viewer.get(scene.url()).text)

    assert "level 1 Incident management No statement of level 2 applies" in middle
    assert "Index 2.0" in middle
    assert "1 + nothing + 2/3 + 1/3 + 0 = 2" in middle
    assert f"Service desk Not applicable: {REASON}" in everywhere
    assert "Index" not in everywhere.partition("Level by level")[0]
    assert "level 4 Problem management No statement of level 5 applies" in top
    assert "Index 4.0" in top
    assert "of 2 assessed practices" in overview
    assert "Not applicable Not applicable: 1 1" in overview
