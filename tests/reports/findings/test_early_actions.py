"""What the report, its sheets and documents say about early actions."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from app.planning.plan_documents import roadmap_of, saved_plan
from app.planning.roadmaps import PlanOptions
from reports.findings.findings import findings_of
from reports.findings.remedies import plan_sentence, short_plan
from reports.formats.sheets.roadmap import actions_table, roadmap_table
from reports.views import figures
from reports.views.first_days import first_days_view
from reports.views.milestones import days_of, reached, total_effort, wanted_and_left_over
from reports.views.named_dates import named_dates
from reports.views.plan import plan_view
from reports.views.practices import practice_section
from reports.views.report import report_view
from reports.views.roadmap import EARLY_ACTIONS, roadmap_view
from reports.views.subject import Subject
from reports.views.summary import summary_view
from reports.views.timeline import timeline_view
from reports.views.verdict import verdict_view
from roadmaps.model import EarlyAction
from tests.reports.findings.conftest import Voice

Say = type[Voice]
LOUD = {"failed-changes": 3, "chased-calls": 3, "repeat-incidents": 3, "slow-requests": 3, "supplier-disputes": 2}


@pytest.fixture(name="subject")
def subject_with_early_actions(symptoms_only: Any, voice: Say) -> Subject:
    """An organization with more pain than its first phase has days for."""
    statements = tuple(
        replace(each, start=f"Begin with {each.id}." if each.level <= 3 else "")
        for each in symptoms_only.questionnaire.statements
    )
    started = replace(symptoms_only, questionnaire=replace(symptoms_only.questionnaire, statements=statements))
    subject: Subject = started.subject(loud(symptoms_only, voice))
    return subject


def loud(clinic: Any, voice: Say, **words: Any) -> Voice:
    """Return answers by which several practices at level 1 hurt, with evidence or comments."""
    named = {each.practices[0] for each in clinic.triage.symptoms if each.id in LOUD}
    return voice(dict.fromkeys(named, "FNNNN"), default="FFFNN", symptoms=LOUD, **words)


@pytest.fixture(name="early")
def first_early_action(subject: Subject) -> EarlyAction:
    """The first early action of its roadmap."""
    assert subject.roadmap is not None
    return subject.roadmap.phases[0].early[0]


def test_a_finding_says_what_begins_early_and_when_the_level_follows(subject: Subject, early: EarlyAction) -> None:
    """Its first step is the early action's, and the step to the level comes later."""
    end = reached(subject.roadmap, early.practice)
    assert end is not None
    finding = next(each for each in findings_of(subject).findings if each.practice == early.practice)

    assert finding.first == f"First: begin with {early.action.statement}."
    assert short_plan(subject, early.practice).startswith("Planned: an early action in phase 1; level 2 by the end of ")
    assert plan_sentence(subject, early.practice).startswith(
        "Phase 1 has an early action (2 person-days). The roadmap raises the practice to level 2"
    )


def test_the_roadmap_lists_what_begins_early_beside_the_steps(subject: Subject, early: EarlyAction) -> None:
    """In the charter, the first 90 days, the sheets, the page and the timeline's table; not among the steps."""
    view, days, page = roadmap_view(subject), first_days_view(subject), plan_view(subject)
    assert view is not None
    assert page is not None
    assert subject.roadmap is not None
    timeline = timeline_view(subject, subject.roadmap)
    table = roadmap_table(subject, report_view(subject))
    assert timeline is not None
    assert table is not None
    name = subject.practice_name(early.practice)

    row = view.phases[0].early[0]
    assert (row.practice, row.days, row.week, row.text, row.why) == (name, "2", "1", early.action.text, early.why)
    assert name not in [each.practice for each in view.phases[0].rows]
    assert early.action.text in [each.text for each in days.rows]
    assert early.action.text in [each.text for each in page.rows] or "actions" in page.more
    assert ("1", name, early.levels, "2") in timeline.steps
    assert view.phases[0].about_early == EARLY_ACTIONS
    assert table.notes[-1].startswith("Early actions: work that shouldn't wait")
    assert [each[0] for each in table.rows if each[0]] == sorted(each[0] for each in table.rows if each[0])
    actions = actions_table(subject, report_view(subject))
    assert actions is not None
    assert [each[3:5] for each in actions.rows if each[7] == early.action.text] == [("Early action", name)]
    assert next(each[4:8] for each in table.rows if each[3] == "Early action") == (name, None, early.level, 2)
    assert name not in [each.practice for each in view.phases[0].guide]


def test_a_date_makes_the_roadmap_begin_with_its_practice(
    symptoms_only: Any, voice: Say, subject: Subject, early: EarlyAction
) -> None:
    """Before, its step came later. Phase 1 ends after both dates, so that somebody must begin beside it."""
    dates = {f"{early.practice}.1": "Ends on 5 June 2026", f"{early.practice}.2": "Ends on 31 August 2026"}
    dated = symptoms_only.subject(loud(symptoms_only, voice, comments=dates))
    before, after = named_dates(dated)
    decided = verdict_view(dated, summary_view(dated)).decisions
    assert subject.roadmap is not None
    assert dated.roadmap is not None
    first = dated.roadmap.phases[0]
    begun = next(each for each in first.early if each.practice == early.practice)

    assert early.practice not in {each.step.practice for each in subject.roadmap.phases[0].steps}
    assert early.practice in {each.step.practice for each in first.steps}
    assert before.plan == "Nothing: begins on 8 Jun 2026"
    assert after.plan == "Begins with an early action; its first step ends on 6 Sep 2026"
    text = begun.action.text[0].lower() + begun.action.text[1:]
    task = f"Assign it now; first task, in week {begun.action.week}: {text}".rstrip(".")
    assert any(task in each for each in decided)
    assert any(
        "(service request management). The roadmap begins with it only on 8 Jun 2026" in each for each in decided
    )


def test_the_days_of_early_actions_are_counted(subject: Subject) -> None:
    """In the phase, in what is to be released, and in the range."""
    assert subject.roadmap is not None
    wanted, left_over = wanted_and_left_over(subject.roadmap)
    used = sum(phase.used for phase in subject.roadmap.phases)

    assert days_of((*wanted, *left_over)) == used
    assert total_effort(subject.roadmap).middle == used


def test_a_practice_says_that_it_begins_early(subject: Subject, early: EarlyAction) -> None:
    """Before what its next level takes."""
    view = practice_section(subject, subject.scores.practice[early.practice])

    assert view.next.startswith("Phase 1 has an early action. Reaching level 2 takes ")


def test_a_saved_roadmap_keeps_its_early_actions(subject: Subject, early: EarlyAction) -> None:
    """Like other actions, without the statement's id; one that an earlier release saved has none."""
    assert subject.roadmap is not None
    document = json.loads(json.dumps(saved_plan(subject.roadmap)))

    again = roadmap_of(document, PlanOptions()).phases[0].early[0]

    assert again == replace(early, action=replace(early.action, statement=""))
    for phase in document["phases"]:
        del phase["early_actions"]
    assert roadmap_of(document, PlanOptions()).phases[0].early == ()


def test_early_actions_cost_the_same_everywhere(subject: Subject) -> None:
    """The first page, the roadmap's total and its phases count their days at the day rate."""
    roadmap = subject.roadmap
    assert roadmap is not None
    priced = replace(subject, roadmap=replace(roadmap, settings=replace(roadmap.settings, day_rate=Fraction(800))))
    first = roadmap.phases[0]
    low = sum((each.part.low for each in first.work), Fraction(0))
    high = sum((each.part.high for each in first.work), Fraction(0))

    view = plan_view(priced)

    assert view is not None
    assert first.early
    assert view.costs[0].money == figures.cost(first.used, low, high, Fraction(800))
    in_all = view.total.partition(" in all")[2].partition(", ")[2].partition(" (")[0]
    assert in_all.startswith("about ")
    assert any(in_all in each for each in verdict_view(priced, summary_view(priced)).decisions)
