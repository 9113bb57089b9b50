"""Tests of the roadmap page: approaches side by side, other settings, saving, and who may do what."""

from __future__ import annotations

import json
import re
from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.assessments.scores import scores_of
from app.planning.plan_documents import roadmap_of, saved_plan
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.planning.saved_roadmaps import options_document, options_from_document, saved_roadmap
from app.running.content import Content
from app.storage.assessments import AnswerRow, AssessmentRow
from app.storage.database import Database
from app.storage.history import HistoryEntry
from app.storage.roadmaps import RoadmapRow
from app.web.long_work import Places
from app.web.roadmap import roadmap as roadmap_page
from tests.support.factories import Make
from tests.support.scenes import Scene, make_rungs, make_scene, sent

HTMX = {"HX-Request": "true"}


def draft(scene: Scene, status: int = 200, /, **options: str) -> TestResponse:
    """Send other settings as htmx does."""
    return scene.lead.post(scene.url("/roadmap/draft"), sent(**options), status, headers=HTMX)


def rows(database: Database) -> list[RoadmapRow]:
    with database.reading() as session:
        return list(session.scalars(select(RoadmapRow)))


def test_the_three_approaches_stand_side_by_side(scene: Scene, content: Content) -> None:
    """The recommended approach and the runner-up are marked with their reasons, and the recommended one is planned."""
    page = scene.lead.get(scene.url("/roadmap")).text

    assert all(approach.name in page for approach in content.catalogue.approaches)
    assert page.count('<p class="approach-mark">Recommended') == 1
    assert page.count('<p class="approach-mark">Runner-up') == 1
    assert 'aria-label="Why Change and risk' in page or "Why " in page
    assert "Not saved yet." in page
    assert "not a statement of conformity" in page


def test_each_phase_names_the_practices_that_it_raises(scene: Scene) -> None:
    """The level at the end of the phase comes first, then the requirements met by then."""
    page = scene.lead.get(scene.url("/roadmap")).text

    leads = re.findall(r'<p class="phase-leads">(.*?)</p>', page, re.DOTALL)
    assert len(leads) == page.count('data-phase="') - page.count("Nothing is planned in this phase")
    assert all(re.match(r'Leads to [A-Z][^;]+<span class="level level-\d">', each) for each in leads)


def test_dates_in_the_answers_are_shown_to_those_who_may_see_what_people_wrote(
    scene: Scene, database: Database
) -> None:
    """A viewer sees results without what people wrote."""
    with database.writing() as session:
        row = session.scalars(select(AnswerRow).where(AnswerRow.assessment_id == scene.assessment.id)).first()
        assert row
        row.comment = "The contract ends on 31 March 2027"
    quoted = "The contract ends on 31 March 2027"

    page = scene.lead.get(scene.url("/roadmap")).text
    seen = scene.viewer.get(scene.url("/roadmap")).text

    assert quoted in page[page.index("Dates mentioned in the answers") :]
    assert "31 Mar 2027" in page
    assert quoted not in seen
    assert "31 Mar 2027" not in seen


def test_a_change_redraws_the_plan_without_a_page(scene: Scene, database: Database) -> None:
    """A script gets only the planner, a browser without scripts the whole page; nothing is saved."""
    fragment = draft(scene, capacity="24")
    whole = scene.lead.post(scene.url("/roadmap/draft"), sent(capacity="24"), 200)

    assert "<html" not in fragment.text
    assert 'id="planner"' in fragment.text
    split = re.search(r"split over phases \d to \d", fragment.text)
    assert split
    assert split[0] in whole.text
    assert "<html" in whole.text
    assert rows(database) == []


def test_a_decimal_comma_is_a_decimal_point(scene: Scene) -> None:
    """37,5 means 37.5, never 375 (FL-010)."""
    assert "of 37.5 person-days planned" in draft(scene, capacity="37,5").text


def test_buttons_pin_and_unpin_a_practice(scene: Scene) -> None:
    """Buttons can do everything that dragging can."""
    pinned = draft(scene, 200, **{"pin": "problem-management:3", "pins.problem-management": ""}).text
    assert "Pinned to start in phase 3 or later." in pinned
    assert 'name="pins.problem-management" type="number" value="3"' in " ".join(pinned.split())

    unpinned = draft(scene, 200, **{"pins.problem-management": "3", "pin": "problem-management:0"}).text
    assert "Pinned to start" not in unpinned


def test_an_approach_is_taken_by_its_button(scene: Scene, content: Content) -> None:
    """The roadmap of that approach is then shown."""
    page = draft(scene, choose="service-quality").text

    name = content.catalogue.approach["service-quality"].name
    assert f"The approach is \u201c{name}\u201d, chosen by the assessor." in page
    assert '<option selected value="service-quality">' in page


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"capacity": "0"}, "A capacity of 0 person-days leaves no room for work"),
        ({"capacity": "1.250,00"}, "Enter a number of days, such as 37.5."),
        ({"capacity": "-3"}, "Enter a number of days, such as 37.5."),
        ({"capacity": "9" * 400}, "Enter a number of days, such as 37.5."),
        ({"phases": "13"}, "Enter a whole number from 1 to 12."),
        ({"phases": ""}, "Fill this in."),
        ({"phase_weeks": "many"}, "Enter a whole number from 1 to 52."),
        ({"start": "05/06/2026"}, "Enter the date as 2026-03-02."),
        ({"start": "9999-12-01"}, "Give an earlier start date."),
        ({"approach": "best"}, "Choose one of these."),
        ({"targets.incident-management": "6"}, "Enter a whole number from 1 to 5."),
        ({"targets.incident-management": "1"}, "is below its current level 2"),
        ({"pins.service-desk": "5"}, "Service desk is pinned to start in phase 5, but the roadmap has 4 phases."),
        ({"excluded.service-desk": "y", "pins.service-desk": "1"}, "is excluded, but is pinned to a phase"),
    ],
)
def test_impossible_settings_are_told_beside_the_field_over_the_last_good_plan(
    scene: Scene, database: Database, options: dict[str, str], message: str
) -> None:
    """Drafting and saving refuse in the same way, and nothing is written."""
    for path in ("/roadmap/draft", "/roadmap"):
        page = scene.lead.post(scene.url(path), sent(**options), 422).text

        assert message in page
        assert "The last valid roadmap" in page
        assert "Timeline of the roadmap" in page
    assert rows(database) == []


def test_the_last_good_plan_is_the_one_that_was_seen_last(scene: Scene) -> None:
    """The page remembers the settings of the roadmap it shows, not those of the first one."""
    good = json.dumps(options_document(PlanOptions(approach="service-quality", phases=2)))

    page = draft(scene, 422, capacity="0", good=good).text

    assert "in 2 phases" in page
    assert "The last valid roadmap" in page


def packed(**wrong: object) -> str:
    """Return settings as the page stores them, with an error in them."""
    return json.dumps(options_document(PlanOptions()) | wrong)


BROKEN = {
    "nothing": "",
    "no options": "{}",
    "a list": "[]",
    "null": "null",
    "words for numbers": '{"phases": "x"}',
    "a null character": "\x00",
    "many digits": "1" * 5000,
    "nested": "[" * 50_000,
    "a capacity that takes all day to read": packed(capacity="1e999999999"),
    "a number of days": packed(capacity=1.5),
    "numbers for practices": packed(excluded=[1, None]),
    "numbers for names": packed(approach=1),
    "unknown practices": packed(targets={"\ud800": 3}, pins={"x": 1}, excluded=["y"]),
    "no day": packed(start="9999-99-99"),
    "too many phases": packed(phases=10**9, phase_weeks=10**9),
}


@pytest.mark.parametrize("good", BROKEN.values(), ids=BROKEN)
def test_a_broken_memory_of_the_last_plan_does_no_harm(scene: Scene, good: str) -> None:
    """The page then shows another roadmap."""
    assert "The last valid roadmap" in draft(scene, 422, capacity="0", good=good).text


def test_a_cycle_of_pins_is_named_in_order(app: Flask, make: Make) -> None:
    """The message at the deadline names each practice in the conflict and what to change (FL-033)."""
    scene = make_rungs(app, make, incident_management=1, problem_management=1, service_configuration_management=1)
    options = {"deadlines.problem-management": "1", "pins.incident-management": "3", "capacity": "100"}
    options |= {"targets.problem-management": "3", "targets.incident-management": "3"}

    page = draft(scene, 422, **options).text

    waiting = "Problem management level 3, due in phase 1, waits for incident management level 2"
    assert f"{waiting}, which is pinned to start in phase 3" in page
    assert 'id="deadlines.problem-management-wrong"' in page
    assert '<details class="planner-practices" id="practices" open>' in page
    assert "Timeline of the roadmap" in page


def test_an_excluded_prerequisite_is_named(app: Flask, make: Make) -> None:
    """The message at the exclusion names the practices that need it (FL-033)."""
    scene = make_rungs(app, make, incident_management=1, problem_management=1, service_configuration_management=1)

    page = draft(scene, 422, **{"excluded.incident-management": "y"}).text

    assert "incident management" in page
    assert "which is excluded" in page
    assert 'id="excluded.incident-management-wrong"' in page


def all_reached(app: Flask, make: Make) -> Scene:
    rungs = {"incident_management": 3, "service_desk": 3, "problem_management": 3}
    return make_rungs(app, make, **rungs, service_configuration_management=3, change_enablement=4)


def test_an_empty_roadmap_says_so_and_offers_the_next_one(app: Flask, make: Make) -> None:
    """The page shows neither four identical pictures nor nothing at all (FL-034)."""
    page = draft(all_reached(app, make), leave_free="y").text

    assert "All targets have been reached, so there is nothing left to plan." in page
    assert "would now gain most from" in page
    assert "No steps are planned." in page
    assert "Nothing is planned in this phase" not in page


def test_few_answers_call_for_answers_before_a_plan(app: Flask, make: Make, scene: Scene) -> None:
    """The page offers to go on answering, and saving is no longer the first choice; with enough answers, it is."""
    few = make_rungs(app, make, incident_management=2, service_desk=1)

    page = few.lead.get(few.url("/roadmap")).text

    assert "This is a first glimpse: only 10 of the 170 statements in scope are answered." in page
    assert f'<a class="button" href="{few.url("/respondents")}">See who has answered</a>' in page
    assert re.search(r'class="button button-quiet" type="submit">.*Save this roadmap', page)
    enough = scene.lead.get(scene.url("/roadmap")).text
    assert "This is a first glimpse" not in enough
    assert re.search(r'class="button" type="submit">.*Save this roadmap', enough)


def test_a_target_below_the_present_level_is_refused(app: Flask, make: Make) -> None:
    """The message appears at the target (FL-034)."""
    page = draft(all_reached(app, make), 422, **{"targets.change-enablement": "3"}).text

    assert "The target 3 of change enablement is below its current level 4." in page
    assert 'id="targets.change-enablement-wrong"' in page


def test_leaving_everything_out_is_refused(app: Flask, make: Make, content: Content) -> None:
    """Nothing is divided by zero (FL-034)."""
    out = {f"excluded.{practice.id}": "y" for practice in content.catalogue.practices}

    page = draft(all_reached(app, make), 422, **out).text

    assert "would plan is excluded" in page


def test_targets_of_the_assessment_are_where_planning_begins(scene: Scene, database: Database) -> None:
    """Targets that the lead set with the assessment need not be entered again."""
    with database.writing() as session:
        session.get_one(AssessmentRow, scene.assessment.id).targets = {"service-desk": 4}

    page = " ".join(scene.lead.get(scene.url("/roadmap")).text.split())

    assert 'name="targets.service-desk" placeholder="4" type="number" value="4"' in page


def test_a_saved_roadmap_is_what_everybody_sees(scene: Scene, database: Database, content: Content) -> None:
    """Settings and roadmap are stored exactly, with an entry in the history; a viewer can't change them."""
    scene.save(capacity="37.5", **{"pins.service-desk": "2"})

    [row] = rows(database)
    with database.reading() as session:
        scores = scores_of(session, content, session.get_one(AssessmentRow, scene.assessment.id))
        entry = session.scalars(select(HistoryEntry).where(HistoryEntry.kind == "plan")).one()
    options = options_from_document(row.options)
    assert saved_plan(make_roadmap(content, scores, options)) == row.plan
    assert (options.capacity, dict(options.pins)) == (Fraction("37.5"), {"service-desk": 2})
    assert entry.before == ""
    assert "37.5 person-days each; pinned: Service desk to phase 2; steps: " in entry.after

    page = scene.viewer.get(scene.url("/roadmap")).text
    assert "Saved by lead of Northfield Hospitals on" in page
    assert "due in phase" not in page
    assert "<form id=" not in page
    assert "Save this roadmap" not in page


def test_saving_again_changes_the_same_row(scene: Scene, database: Database) -> None:
    """The history has the earlier state."""
    scene.save()
    scene.save(version="1", phases="3")

    [row] = rows(database)
    with database.reading() as session:
        saved = select(HistoryEntry).where(HistoryEntry.kind == "plan").order_by(HistoryEntry.id)
        entries = list(session.scalars(saved))
    assert (row.version, row.plan["settings"]["phases"]) == (2, 3)
    assert entries[1].before == entries[0].after


def test_two_people_never_overwrite_each_other_silently(scene: Scene, database: Database) -> None:
    """The second person sees both versions and can then replace the first on purpose."""
    scene.save(phases="3")

    page = scene.assessor.post(scene.url("/roadmap"), sent(phases="5"), 409).text

    assert "has saved another roadmap in the meantime" in page
    assert "Saved version: " in page
    assert 'name="version" value="1"' in page
    assert rows(database)[0].plan["settings"]["phases"] == 3

    scene.assessor.post(scene.url("/roadmap"), sent(phases="5", version="1"))
    assert rows(database)[0].plan["settings"]["phases"] == 5


def test_a_roadmap_sent_twice_is_saved_once(scene: Scene, database: Database) -> None:
    """A second click isn't a conflict."""
    scene.save()
    scene.save()

    assert [row.version for row in rows(database)] == [1]


def test_answers_that_change_leave_the_saved_roadmap_as_it_was(scene: Scene, database: Database) -> None:
    """The page says that the same settings would now give a different roadmap."""
    scene.save()
    with database.writing() as session:
        session.execute(update(AnswerRow).where(AnswerRow.statement_id.startswith("service-desk.")).values(rating="F"))

    page = scene.lead.get(scene.url("/roadmap")).text

    assert "Answers or content have changed since" in page
    assert "Recalculate</button>" in page
    assert rows(database)[0].version == 1


def test_a_kept_roadmap_is_shown_as_it_was_planned(scene: Scene, database: Database, content: Content) -> None:
    """The document doesn't store whether a practice was assessed, and rounds days to six decimal places."""
    with database.reading() as session:
        scores = scores_of(session, content, session.get_one(AssessmentRow, scene.assessment.id))
    options = PlanOptions(approach="support-quality", targets={"service-desk": 4})
    roadmap = make_roadmap(content, scores, options)

    again = roadmap_of(json.loads(json.dumps(saved_plan(roadmap))), options)

    plans = [saved_plan(again), saved_plan(roadmap)]
    for phase in (phase for plan in plans for phase in plan["phases"]):
        # Sums of rounded days differ in the last place.
        phase |= {"used": round(phase["used"], 5), "free": round(phase["free"], 5)}
    assert plans[0] == plans[1]
    assert again.phases[0].steps[0].why == roadmap.phases[0].steps[0].why


def test_without_an_answer_the_page_says_what_will_be_here(app: Flask, make: Make) -> None:
    """The page offers the first action."""
    scene = make_rungs(app, make)

    page = scene.lead.get(scene.url("/roadmap")).text

    assert "No answers yet" in page
    assert f'href="{scene.url("/respondents")}"' in page


def test_nothing_of_another_organization_is_planned_or_saved(app: Flask, make: Make, scene: Scene) -> None:
    """Another organization's assessment gives the same response as an unknown id."""
    other = make_scene(app, make, "Secret Bank")
    other.save()

    for path in ("/roadmap", "/roadmap/draft"):
        urls = (other.url(path), f"/assessments/none{path}")
        assert len({scene.lead.post(url, sent(), 404).text.partition("<main")[2] for url in urls}) == 1
    assert scene.lead.get(other.url("/roadmap"), 404)
    with other.make.database.reading() as session:
        assert saved_roadmap(session, scene.assessment.id) is None


def test_a_server_that_plans_too_much_says_so(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only some of its threads wait for roadmaps; the others keep serving pages."""
    with monkeypatch.context() as full:
        full.setattr(roadmap_page, "planning", Places(0))
        refused = draft(scene, 503)
        scene.lead.get(scene.url("/roadmap"), 503)
        scene.lead.post(scene.url("/roadmap"), sent(), 503)

    assert "Wait 2 seconds, then try again." in refused.text
    assert refused.headers["Retry-After"] == "2"
    draft(scene)
