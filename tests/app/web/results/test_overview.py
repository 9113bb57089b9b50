"""Tests of the overview of an assessment."""

from __future__ import annotations

from app.storage.assessments import AssessmentRow
from app.storage.roadmaps import RoadmapRow
from tests.support.reading_pages import row_of, text_of
from tests.support.result_scenes import ResultScene
from tests.support.said import agree, say


def narrow(scene: ResultScene, *practices: str) -> None:
    """Leave all other practices out of scope, so that few answers are more than a first glimpse."""
    with scene.make.database.writing() as session:
        row = session.get_one(AssessmentRow, scene.assessment.id)
        others = (each.id for each in scene.make.content.catalogue.practices if each.id not in practices)
        row.left_out = dict.fromkeys(others, "Not now")


def test_an_empty_assessment_says_what_will_be_here(scene: ResultScene) -> None:
    """People with the right role are offered the first action."""
    assert f'href="{scene.url("/respondents")}"' in scene.lead.get(scene.url()).text
    page = text_of(scene.viewer.get(scene.url()).text)
    assert "Nobody has rated a statement yet." in page
    assert "Invite respondents" not in page


def test_the_state_stands_first_and_then_the_next_thing_to_do(scene: ResultScene) -> None:
    """One of two disagreements decides a level, so the workshop is next; for a viewer the roadmap is."""
    narrow(scene, "incident-management", "service-desk")
    say(scene.make, scene.assessment, {"incident-management": "F/F N/F L N/N N/N", "service-desk": "F N N N N/F"})

    page = scene.lead.get(scene.url()).text

    assert "Respondents disagree on 2 statements without a consensus; 1 of them decides a level." in text_of(page)
    assert f'href="{scene.url("/workshop")}"' in page
    assert "Plan the roadmap" in scene.viewer.get(scene.url()).text


def test_findings_are_shown_with_what_supports_them(scene: ResultScene) -> None:
    """The practice is linked, and without a roadmap the effort of the next level is given."""
    say(scene.make, scene.assessment, {"incident-management": "F N N N N"})

    page = scene.lead.get(scene.url()).text
    findings = page[page.index('id="findings"') : page.index('id="ends"')]

    assert f'href="{scene.url("/practices/incident-management")}"' in findings
    assert "Interruptions go unrecorded or have no owner (incident management, level 1)" in text_of(findings)
    assert "What it takes" in findings


def test_a_first_glimpse_offers_to_go_on_answering(scene: ResultScene) -> None:
    """5 of 170 statements: no roadmap yet, and for a viewer nothing to do."""
    say(scene.make, scene.assessment, {"incident-management": "F F L N N"})

    page = scene.lead.get(scene.url()).text

    glimpse = "This is a first glimpse: only 5 of the 170 statements in scope are answered."
    assert "A first glimpse: " in text_of(page)
    assert glimpse in text_of(page)
    assert f'href="{scene.url("/respondents")}"' in page
    assert "Plan the roadmap" not in page
    viewed = scene.viewer.get(scene.url()).text
    assert glimpse in text_of(viewed)
    assert "See who has answered" not in viewed


def test_with_all_settled_comes_the_roadmap_and_then_the_report(scene: ResultScene) -> None:
    """A finished step isn't offered again."""
    narrow(scene, "incident-management")
    say(scene.make, scene.assessment, {"incident-management": "F/F N/F L N N"})
    agree(scene.make, scene.assessment, "incident-management.2", "F")

    assert "Plan the roadmap" in scene.lead.get(scene.url()).text

    scene.make.add(RoadmapRow(assessment_id=scene.assessment.id, options={}, plan={}))
    assert "Create report" in scene.lead.get(scene.url()).text
    viewed = scene.viewer.get(scene.url()).text
    assert "Create report" not in viewed
    assert "View the roadmap" in viewed


def test_while_agreement_is_too_low_the_report_is_not_the_next_step(scene: ResultScene) -> None:
    """No disagreement decides a level here, but the ratings can't be relied on; a consensus on all ends this."""
    say(scene.make, scene.assessment, {"service-desk": "N/N N/F N/N F/N N/F"})
    narrow(scene, "service-desk", "incident-management")
    scene.make.add(RoadmapRow(assessment_id=scene.assessment.id, options={}, plan={}))

    page = scene.lead.get(scene.url()).text

    assert "respondents agree too little to rely on the levels" in text_of(page)
    assert "Create report" not in page
    assert f'href="{scene.url("/workshop")}"' in page
    for level in (2, 4, 5):
        agree(scene.make, scene.assessment, f"service-desk.{level}", "N")
    assert "Create report" in scene.lead.get(scene.url()).text


def test_every_practice_has_a_row_with_levels_and_dimensions(scene: ResultScene) -> None:
    """34 rows show the rating of each level and the mean of each dimension."""
    say(scene.make, scene.assessment, {"incident-management": "F L P N DK"})

    page = scene.lead.get(scene.url()).text

    heat = page.partition('<table class="heat"')[2].partition("</table>")[0]
    assert heat.count('scope="row"') == 34
    row = row_of(heat, "Incident management")
    assert row.startswith("Incident management level 2")
    assert "F: fully achieved F L: largely achieved L P: partially achieved P N: not achieved N Don't know" in row


def test_a_practice_not_in_scope_shows_its_reason(scene: ResultScene) -> None:
    """Such practices are counted separately from those that nobody rated."""
    say(scene.make, scene.assessment, {"incident-management": "F F F F F"})
    with scene.make.database.writing() as session:
        row = session.get_one(AssessmentRow, scene.assessment.id)
        row.left_out = {"service-financial-management": "The group's finance department does it."}

    page = text_of(scene.viewer.get(scene.url()).text)

    assert "Service financial management The group's finance department does it." in page
    assert "Not in scope Not in scope: 1 1" in page
    assert f"Not assessed Not assessed: {34 - 1 - 1} {34 - 1 - 1}" in page


def test_strongest_and_weakest_never_name_the_same_practice(scene: ResultScene) -> None:
    """Of three practices, one is at each end."""
    say(
        scene.make,
        scene.assessment,
        {"incident-management": "F F F F F", "service-desk": "F L N N N", "problem-management": "N N N N N"},
    )

    page = text_of(scene.viewer.get(scene.url()).text)

    weakest = page.partition("Weakest")[2].partition("Strongest")[0]
    assert "Problem management index 0.0" in weakest
    assert "Service desk" not in weakest


def test_a_practice_as_strong_as_the_strongest_is_not_weak(scene: ResultScene) -> None:
    """Three of four practices are alike, so one is weak; if all are alike, there are no ends."""
    alike = dict.fromkeys(("service-desk", "problem-management", "change-enablement"), "F F N N N")
    say(scene.make, scene.assessment, alike | {"incident-management": "F N N N N"})

    page = text_of(scene.viewer.get(scene.url()).text)
    weakest = page.partition("Weakest")[2].partition("Strongest")[0]
    assert weakest.count(" index ") == 1
    assert "Incident management index 1.0" in weakest

    agree(scene.make, scene.assessment, "incident-management.2", "F")
    assert "Weakest" not in text_of(scene.viewer.get(scene.url()).text)


def test_a_respondent_sees_no_results(scene: ResultScene) -> None:
    """The overview and all pages below it are forbidden."""
    for rest in ("", "/practices/service-desk", "/readiness", "/readiness/iso-20000-1", "/agreement", "/workshop"):
        scene.respondent.get(scene.url(rest), 403)


def test_of_many_practices_without_a_consensus_three_are_named(scene: ResultScene) -> None:
    """The overview stays short; the agreement page names all of them."""
    alone = (
        "incident-management",
        "monitoring-and-event-management",
        "problem-management",
        "release-management",
        "service-desk",
    )
    agreed = ("business-analysis", "change-enablement", "deployment-management", "risk-management", "service-design")
    say(scene.make, scene.assessment, dict.fromkeys((*alone, *agreed), "F/F L/L N/N N/N N/N"))
    for practice in agreed:
        agree(scene.make, scene.assessment, f"{practice}.1", "F")

    overview, agreement = (text_of(scene.viewer.get(scene.url(path)).text) for path in ("", "/agreement"))

    rest = "are based on the median of the ratings alone, without a consensus."
    assert f"Incident management, Monitoring and event management, Problem management and 2 more {rest}" in overview
    assert f"Release management and Service desk {rest}" in agreement
