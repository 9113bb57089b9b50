"""Tests of the tracking page: steps of the saved roadmap, changed in place and kept when the roadmap changes."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.planning.saved_roadmaps import tracked_steps
from app.storage.accounts import User
from app.storage.database import Database
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership, Role
from app.storage.roadmaps import RoadmapRow, StepStatus, TrackedStep, exact
from app.web.tracking import tracking
from reports.views import figures
from tests.support.factories import Make
from tests.support.page_client import PageClient
from tests.support.scenes import Scene, make_scene

HTMX = {"HX-Request": "true"}
TODAY = date(2026, 7, 6)


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracking, "this_day", lambda: TODAY)


def steps(database: Database) -> dict[str, TrackedStep]:
    with database.reading() as session:
        return {f"{step.practice_id} {step.to_level}": step for step in session.scalars(select(TrackedStep))}


def change(scene: Scene, step: TrackedStep, status: int = 200, /, **values: Any) -> TestResponse:
    """Send the form for a step as htmx does."""
    sent = {"version": str(step.version), "status": step.status.value, "reason": "", "owner": step.owner, **values}
    return scene.lead.post(scene.url(f"/tracking/{step.id}"), sent, status, headers=HTMX)


def test_without_a_saved_roadmap_the_page_explains_tracking(scene: Scene) -> None:
    """The page links to planning."""
    page = scene.lead.get(scene.url("/tracking")).text

    assert "No saved roadmap yet" in page
    assert f'href="{scene.url("/roadmap")}"' in page


def test_saving_a_roadmap_creates_its_steps(scene: Scene, database: Database) -> None:
    """A split step appears once, from its first phase to its last; four phases of 13 weeks start on 9 March 2026."""
    scene.save(capacity="12")

    made = list(steps(database).values())
    split = [step for step in made if (step.planned_end - step.planned_start).days > 13 * 7]
    assert split
    assert all((step.planned_start - date(2026, 3, 9)).days % (13 * 7) == 0 for step in made)
    step = made[0]
    assert step.status is StepStatus.NOT_STARTED


def test_every_member_can_read_and_viewers_change_nothing(scene: Scene, database: Database) -> None:
    """Urgent steps are at the top: those of phase 1 ended on 7 June."""
    scene.save()

    page = scene.viewer.get(scene.url("/tracking")).text

    many, late = len(steps(database)), sum(step.planned_end < TODAY for step in steps(database).values())
    assert late
    assert f"0 of {many} steps done, {late} due by today; {late} late." in page
    assert "29 days late" in page
    assert "hx-get" not in page.partition("<main")[2]
    step = next(iter(steps(database).values()))
    scene.viewer.post(scene.url(f"/tracking/{step.id}"), {}, 403)


def test_a_step_is_changed_in_place(scene: Scene, database: Database) -> None:
    """The response has the row and the new summary; the history has both values."""
    scene.save()
    step = steps(database)["knowledge-management 1"]
    form = scene.lead.get(scene.url(f"/tracking/{step.id}"), headers=HTMX).text
    assert 'value="not-started"' in form

    answer = change(scene, step, status="in-progress", owner=" Erik ", due="2026-08-01", notes="two\r\nlines")

    assert "<html" not in answer.text
    assert f"0 of {len(steps(database))} steps done" in answer.text
    changed = steps(database)["knowledge-management 1"]
    assert (changed.status, changed.owner, changed.due) == (StepStatus.IN_PROGRESS, "Erik", date(2026, 8, 1))
    assert (changed.notes, changed.version) == ("two\nlines", 2)
    with database.reading() as session:
        entry = session.scalars(select(HistoryEntry).where(HistoryEntry.kind == "step")).one()
    assert entry.subject == "knowledge-management 1"
    assert entry.before == "Status: Not started; Owner: none; Due: none; Notes: none"
    assert entry.after == "Status: In progress; Owner: Erik; Due: 1 Aug 2026; Notes: two\nlines"


def test_recorded_days_are_shown_beside_the_planned_ones(scene: Scene, database: Database) -> None:
    """A decimal comma is understood, the history has the days, and they keep a step that is no longer planned."""
    scene.save(effort_factor="1.5", capacity="900")
    step = steps(database)["knowledge-management 1"]
    assert step.planned_days
    assert step.effort_factor == 1.5

    answer = change(scene, step, status="done", spent_days="12,5")

    assert f"{figures.work(exact(step.planned_days))} planned, 12.5 spent" in answer.text
    assert steps(database)["knowledge-management 1"].spent_days == 12.5
    with database.reading() as session:
        entry = session.scalars(select(HistoryEntry).where(HistoryEntry.kind == "step")).one()
    assert "Person-days spent: 12.5" in entry.after
    assert 'value="12.5"' in scene.lead.get(scene.url(f"/tracking/{step.id}")).text


def test_a_finished_step_keeps_its_planned_days_when_planned_again(scene: Scene, database: Database) -> None:
    """The days that it took are compared with the plan that it followed; the others follow the new plan."""
    scene.save(capacity="900")
    first = steps(database)
    change(scene, first["knowledge-management 1"], status="done")

    scene.save(version="1", effort_factor="2", capacity="900")

    now = steps(database)
    kept, other = now["knowledge-management 1"], now["problem-management 2"]
    assert (kept.planned_days, kept.effort_factor) == (first["knowledge-management 1"].planned_days, 1)
    assert other.effort_factor == 2
    assert other.planned_days == pytest.approx(2 * (first["problem-management 2"].planned_days or 0))


def test_without_scripts_the_form_is_a_page(scene: Scene, database: Database) -> None:
    """It has no htmx attributes, whose targets the page lacks. Saving confirms and leads back to all steps."""
    scene.save()
    step = steps(database)["knowledge-management 1"]
    page = scene.lead.get(scene.url(f"/tracking/{step.id}")).text
    assert "<html" in page
    assert "hx-" not in page.partition("<main")[2]

    answer = scene.lead.post(scene.url(f"/tracking/{step.id}"), {"version": "1", "status": "done"})

    assert "The step has been saved." in scene.lead.follow(answer).text
    assert steps(database)["knowledge-management 1"].done_on == TODAY


def test_sending_unchanged_values_changes_nothing(scene: Scene, database: Database) -> None:
    """Neither the version nor the history changes."""
    scene.save()
    step = steps(database)["knowledge-management 1"]

    change(scene, step)

    assert steps(database)["knowledge-management 1"].version == 1
    with database.reading() as session:
        assert session.scalars(select(HistoryEntry).where(HistoryEntry.kind == "step")).all() == []


def test_a_reason_is_removed_with_its_status(scene: Scene, database: Database) -> None:
    """A step in progress has no reason, and a reopened one has no done date."""
    scene.save()
    change(scene, steps(database)["knowledge-management 1"], status="blocked", reason="no budget")
    assert steps(database)["knowledge-management 1"].reason == "no budget"
    change(scene, steps(database)["knowledge-management 1"], status="done", reason="no budget", done_on="2026-07-01")
    assert (steps(database)["knowledge-management 1"].reason, steps(database)["knowledge-management 1"].done_on) == (
        "",
        date(2026, 7, 1),
    )
    change(scene, steps(database)["knowledge-management 1"], status="in-progress", done_on="2026-07-01")
    assert steps(database)["knowledge-management 1"].done_on is None


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"status": "blocked"}, "Enter why the step is blocked."),
        ({"status": "dropped", "reason": "  "}, "Enter why the step is dropped."),
        ({"status": "finished"}, "Choose one of these."),
        ({"due": "05/06/2026"}, "Enter the date as 2026-03-02."),
        ({"status": "done", "done_on": "2026-07-07"}, "This date is in the future."),
        ({"spent_days": "a week"}, "Enter a number of days, such as 37.5."),
        ({"owner": "x" * 201}, "This is 201 characters long; shorten it to 200."),
        ({"notes": "x" * 4001}, "This is 4,001 characters long; shorten it to 4,000."),
    ],
)
def test_invalid_input_is_refused_beside_the_field(
    scene: Scene, database: Database, sent: dict[str, str], message: str
) -> None:
    """Nothing is written."""
    scene.save()
    step = steps(database)["knowledge-management 1"]

    assert message in change(scene, step, 422, **sent).text
    assert steps(database)["knowledge-management 1"].version == 1


def test_two_people_never_overwrite_each_other_silently(scene: Scene, database: Database) -> None:
    """The second person sees both versions and can then replace the first on purpose."""
    scene.save()
    step = steps(database)["knowledge-management 1"]
    change(scene, step, owner="Dana")

    answer = change(scene, step, 409, owner="Erik")

    assert "Someone else has changed this step" in answer.text
    assert "<td>Dana</td>" in answer.text
    assert 'value="Erik"' in answer.text
    assert 'name="version" value="2"' in answer.text
    assert steps(database)["knowledge-management 1"].owner == "Dana"
    change(scene, steps(database)["knowledge-management 1"], owner="Erik")
    assert steps(database)["knowledge-management 1"].owner == "Erik"


def test_planning_again_keeps_steps_with_progress(scene: Scene, database: Database) -> None:
    """Done steps keep their place, started ones their owner and dates, and dropped ones stay dropped (FL-033)."""
    scene.save()
    first = steps(database)
    noted = next(
        key for key in first if key not in {"release-management 1", "knowledge-management 1", "problem-management 2"}
    )
    change(scene, first["release-management 1"], status="done", done_on="2026-06-01")
    change(scene, first["knowledge-management 1"], status="in-progress", owner="Erik", due="2026-08-01")
    change(scene, first["problem-management 2"], status="dropped", reason="not now")
    change(scene, first[noted], notes="ask the board")

    scene.save(version="1", start="2026-07-06", phases="2", capacity="12")

    now = steps(database)
    for key in ("release-management 1", "knowledge-management 1", "problem-management 2"):
        kept, before = now[key], first[key]
        assert (kept.id, kept.phase, kept.planned_start, kept.planned_end) == (
            before.id,
            before.phase,
            before.planned_start,
            before.planned_end,
        )
    assert now["release-management 1"].done_on == date(2026, 6, 1)
    assert (now["knowledge-management 1"].owner, now["knowledge-management 1"].due) == ("Erik", date(2026, 8, 1))
    assert now["problem-management 2"].status is StepStatus.DROPPED
    assert now[noted].notes == "ask the board"
    assert set(first) - set(now)
    page = scene.lead.get(scene.url("/tracking")).text
    assert "No longer in the saved roadmap" in page
    assert "Dropped: not now" in page


def test_steps_not_started_follow_the_new_plan(scene: Scene, database: Database) -> None:
    """The row stays, and its dates change."""
    scene.save()
    before = steps(database)["knowledge-management 1"]

    scene.save(version="1", start="2026-07-06")

    after = steps(database)["knowledge-management 1"]
    assert after.id == before.id
    assert after.phase == before.phase
    assert after.planned_start == date(2026, 7, 6) + timedelta(weeks=13 * (after.phase - 1))


def test_the_roadmap_marks_the_steps_in_progress(scene: Scene, database: Database) -> None:
    """The planner shows which steps are already done."""
    scene.save()
    change(scene, steps(database)["knowledge-management 1"], status="dropped", reason="not now")

    assert '<p class="step-status">Dropped</p>' in scene.lead.get(scene.url("/roadmap")).text


def test_steps_of_another_organization_are_not_found(app: Flask, make: Make, scene: Scene, database: Database) -> None:
    """Neither the other organization's URL nor the user's own one works."""
    other = make_scene(app, make, "Secret Bank")
    other.save()
    step = steps(database)["knowledge-management 1"]

    for url in (other.url(f"/tracking/{step.id}"), scene.url(f"/tracking/{step.id}"), other.url("/tracking")):
        scene.lead.get(url, 404)
    scene.lead.post(scene.url(f"/tracking/{step.id}"), {"version": "1", "status": "done"}, 404)
    assert steps(database)["knowledge-management 1"].version == 1


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RESPONDENT])
def test_the_member_who_owns_a_step_reports_its_progress(
    app: Flask, scene: Scene, database: Database, role: Role
) -> None:
    """The owner finds the step on the organization's page and changes status, dates and notes, but not the owner."""
    scene.save()
    user, owner = member(app, scene, role)
    step = steps(database)["knowledge-management 1"]
    owner.get(scene.url(f"/tracking/{step.id}"), 403)
    change(scene, step, member=user.id, owner="ignored")
    step = steps(database)["knowledge-management 1"]
    assert (step.owner, step.owner_id) == ("Olga Owner", user.id)

    overview = owner.get(f"/organizations/{scene.organization.id}").text
    assert f'href="{scene.url(f"/tracking/{step.id}")}">Knowledge management to level 1</a>' in overview
    assert 'name="owner"' not in owner.get(scene.url(f"/tracking/{step.id}")).text
    sent = {"version": "2", "status": "in-progress", "due": "2026-08-01", "notes": "begun", "owner": "Me", "member": ""}
    answer = owner.post(scene.url(f"/tracking/{step.id}"), sent)

    assert "The step has been saved." in owner.follow(answer).text
    step = steps(database)["knowledge-management 1"]
    assert (step.status, step.due, step.notes) == (StepStatus.IN_PROGRESS, date(2026, 8, 1), "begun")
    assert (step.owner, step.owner_id) == ("Olga Owner", user.id)
    with database.reading() as session:
        assert session.scalars(select(HistoryEntry.who).where(HistoryEntry.kind == "step")).all()[-1] == "Olga Owner"


def test_the_owner_reads_what_the_step_is_for_and_what_to_do(app: Flask, scene: Scene, database: Database) -> None:
    """The actions are those that the roadmap page shows, with the week, who does them, and what shows the result."""
    scene.save()
    user, owner = member(app, scene, Role.RESPONDENT)
    change(scene, steps(database)["knowledge-management 1"], member=user.id)
    step = steps(database)["knowledge-management 1"]

    page = owner.get(scene.url(f"/tracking/{step.id}")).text

    main = " ".join(html.unescape(page.partition("<main")[2]).split())
    assert "<h1>Knowledge management to level 1</h1>" in main
    assert scene.make.content.catalogue.practice["knowledge-management"].purpose in main
    planned = planned_parts(database, "knowledge-management", 1)
    assert planned
    assert str(planned[0][1]["why"]) in main
    actions = [(number, action) for number, part in planned for action in part["actions"]]
    assert actions
    for number, action in actions:
        assert f"<p>Phase {number}, week {action['week']}, {action['who']}: {action['text']}</p>" in main
        assert f"<strong>Done when:</strong> {action['shows']}</p>" in main
    assert main.count("Done when:") == len(actions)
    assert 'href="/practices/knowledge-management"' in main
    owner.get("/practices/knowledge-management")
    owner.get(scene.url("/tracking"), 403)
    assert "<h1>Knowledge management to level 1</h1>" in scene.lead.get(scene.url(f"/tracking/{step.id}")).text


def test_the_actions_of_a_split_step_come_from_all_its_phases(scene: Scene, database: Database) -> None:
    """With 80 person-days a phase, a step of more days goes on in the next phases."""
    scene.save(capacity="80", **{"targets.change-enablement": "2"})
    split = next(
        step
        for step in steps(database).values()
        if len({n for n, part in planned_parts(database, step.practice_id, step.to_level) if part["actions"]}) > 1
    )

    page = scene.lead.get(scene.url(f"/tracking/{split.id}")).text

    parts = planned_parts(database, split.practice_id, split.to_level)
    assert page.count("Done when:") == sum(len(part["actions"]) for _, part in parts)
    assert all(f"Phase {number}, week" in page for number, part in parts if part["actions"])


def test_a_step_without_actions_says_why(scene: Scene, database: Database) -> None:
    """Either an earlier release saved the roadmap, or the roadmap no longer has the step."""
    scene.save()
    change(scene, steps(database)["knowledge-management 1"], status="in-progress")
    step = steps(database)["knowledge-management 1"]
    rewrite(database, lambda part: {**part, "actions": []})
    assert "The saved roadmap has no actions for this step." in scene.lead.get(scene.url(f"/tracking/{step.id}")).text

    rewrite(database, lambda part: None if part["practice"] == "knowledge-management" else part)

    page = scene.lead.get(scene.url(f"/tracking/{step.id}")).text
    assert "The saved roadmap no longer has this step, so there are no actions to show." in page


def test_steps_have_the_order_of_the_roadmap(scene: Scene, database: Database) -> None:
    """Within a phase, entry practices come first, then the greatest benefit, then fillings: not the alphabet."""
    scene.save(capacity="900")

    with database.reading() as session:
        roadmap = session.scalars(select(RoadmapRow)).one()
        tracked = [(step.practice_id, step.to_level) for step in tracked_steps(session, roadmap)]
        phases = [[(step["practice"], step["to_level"]) for step in each["steps"]] for each in roadmap.plan["phases"]]
    assert tracked == list(dict.fromkeys(key for phase in phases for key in phase))
    assert any(phase != sorted(phase) for phase in phases)
    shown = scene.lead.get(scene.url("/tracking")).text
    names = scene.make.content.catalogue.practice
    labels = [f'"Change {names[practice].name} to level {level}"' for practice, level in tracked]
    places = [shown.index(label) for label in labels]
    assert places == sorted(places)


def test_steps_that_are_no_longer_planned_come_last_in_their_phase(scene: Scene, database: Database) -> None:
    """They keep their phase, which is why they aren't at the end of the list."""
    scene.save(capacity="900")
    first = next(step for step in steps(database).values() if step.phase == 1)
    key = (first.practice_id, first.to_level)
    rewrite(database, lambda part: None if (part["practice"], part["to_level"]) == key else part)

    with database.reading() as session:
        tracked = tracked_steps(session, session.scalars(select(RoadmapRow)).one())
    in_phase = [(step.practice_id, step.to_level) for step in tracked if step.phase == 1]
    assert in_phase[-1] == key
    assert len(in_phase) > 1


def planned_parts(database: Database, practice: str, level: int) -> list[tuple[int, dict[str, Any]]]:
    """Return the parts of a step in the saved roadmap, with the numbers of their phases."""
    with database.reading() as session:
        plan = session.scalars(select(RoadmapRow)).one().plan
    return [
        (phase["number"], part)
        for phase in plan["phases"]
        for part in phase["steps"]
        if (part["practice"], part["to_level"]) == (practice, level)
    ]


def rewrite(database: Database, change_part: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
    """Replace or remove parts of steps in the saved roadmap."""
    with database.writing() as session:
        row = session.scalars(select(RoadmapRow)).one()
        phases = [
            {**phase, "steps": [part for part in map(change_part, phase["steps"]) if part]}
            for phase in row.plan["phases"]
        ]
        row.plan = {**row.plan, "phases": phases}


def test_an_owner_changes_no_other_step(app: Flask, scene: Scene, database: Database) -> None:
    """A viewer's list offers a button only for the viewer's own step, and another step stays closed."""
    scene.save()
    user, owner = member(app, scene, Role.VIEWER)
    known = steps(database)
    change(scene, known["knowledge-management 1"], member=user.id)
    other = known["problem-management 2"]

    page = owner.get(scene.url("/tracking")).text

    assert f'id="edit-{known["knowledge-management 1"].id}"' in page
    assert page.count('id="edit-') == 1
    owner.post(scene.url(f"/tracking/{other.id}"), {"version": "1", "status": "done"}, 403)
    assert steps(database)["problem-management 2"].version == 1


def test_an_owner_who_leaves_loses_access_but_the_name_stays(app: Flask, scene: Scene, database: Database) -> None:
    """A member added again later doesn't silently get the step back."""
    scene.save()
    user, _owner = member(app, scene, Role.VIEWER)
    change(scene, steps(database)["knowledge-management 1"], member=user.id)
    with database.reading() as session:
        membership = session.scalars(select(Membership).where(Membership.user_id == user.id)).one()

    scene.lead.post(f"/organizations/{scene.organization.id}/members/{membership.id}/remove", {"version": "1"})

    step = steps(database)["knowledge-management 1"]
    assert (step.owner, step.owner_id) == ("Olga Owner", None)


def test_only_members_can_be_chosen_as_owners(scene: Scene, database: Database, make: Make) -> None:
    """An account of another organization is refused like any unknown value."""
    scene.save()
    stranger = make.user("Stranger")

    answer = change(scene, steps(database)["knowledge-management 1"], 422, member=stranger.id)

    assert "Choose one of these." in answer.text


def member(app: Flask, scene: Scene, role: Role) -> tuple[User, PageClient]:
    """Add Olga Owner to the organization, signed in."""
    user = scene.make.user("Olga Owner")
    scene.make.add(Membership(organization_id=scene.organization.id, user_id=user.id, role=role))
    client = PageClient(app)
    client.sign_in(user)
    return user, client
