"""The first page says what the first phase brings, and asks only for decisions that are a board's."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from practices_catalog.model import Catalogue, Effort
from questionnaires.model import Statement, Triage
from questionnaires.scoring.model import Scores
from reports.findings.consequences import reported_symptoms
from reports.findings.model import Finding, FindingKind
from reports.options import ReportOptions
from reports.views.outcome import outcome
from reports.views.subject import Subject
from reports.views.summary import summary_view
from reports.views.verdict import VerdictView, verdict_view
from roadmaps.model import Check, PlannedStep, Roadmap, Step
from tests.reports.conftest import planned_step

SMALL = Effort(Fraction(3), Fraction(5))


@pytest.fixture
def subject(catalogue: Catalogue, scores: Scores, roadmap: Roadmap, triage: Triage) -> Subject:
    """An organization with nearly all practices assessed and a roadmap of four phases until 28 Feb 2027."""
    return Subject(catalogue, scores, roadmap, triage, ReportOptions())


def verdict(subject: Subject) -> VerdictView:
    """Return the first page."""
    return verdict_view(subject, summary_view(subject))


def of_level(subject: Subject, practice: str, level: int) -> Statement:
    """Return the statement of a practice's level."""
    return next(each for each in subject.scores.questionnaire.by_practice[practice] if each.level == level)


def raising(subject: Subject, practice: str, days: int, *, filling: bool = False, from_level: int = 1) -> PlannedStep:
    """Return a step to level 2 with the actions of levels 1 and 2."""
    step = Step(practice, from_level, 2, Effort(Fraction(days), Fraction(days)), 1, filling=filling)
    planned = planned_step(step, Fraction(days), "")
    texts = (of_level(subject, practice, level).action for level in (1, 2))
    return replace(planned, actions=tuple(replace(planned.actions[0], text=text) for text in texts))


def beginning_with(subject: Subject, *steps: PlannedStep) -> Subject:
    """Return the subject with other steps in the first phase, which ends on 31 May 2026, and none later."""
    assert subject.roadmap is not None
    first, *rest = subject.roadmap.phases
    phases = (replace(first, steps=steps, checks=()), *(replace(each, steps=()) for each in rest))
    return replace(subject, roadmap=replace(subject.roadmap, phases=phases))


def found_about(subject: Subject, *practices: str) -> tuple[Finding, ...]:
    """Return findings about practices, each with the subject's gravest symptom."""
    gravest = reported_symptoms(subject)[:1]
    return tuple(Finding(FindingKind.GAP, each, "A headline", gravest) for each in practices)


def test_the_lead_says_the_goals_of_the_first_step_and_the_second_finding(subject: Subject) -> None:
    """Both end with the phase; a finding without a step in it has none, and the main one may come second."""
    desk, incident = (raising(subject, each, days) for each, days in (("service-desk", 8), ("incident-management", 30)))
    own, other = (of_level(subject, each, 2).goal for each in ("service-desk", "incident-management"))
    begins = f"Work begins with service desk. The goal by 31 May 2026: {own}"
    both = beginning_with(subject, desk, incident)

    assert outcome(both, found_about(subject, "service-desk", "incident-management")).startswith(
        f"{begins}; and {other} (incident management)."
    )
    assert other in outcome(both, found_about(subject, "incident-management", "service-desk"))
    for practices in (("service-desk", "release-management"), ("service-desk",), ()):
        said = outcome(both, found_about(subject, *practices))
        assert said.startswith(begins)
        assert other not in said


def test_without_a_goal_the_level_is_named(subject: Subject) -> None:
    """Your own questionnaire may have none, and a whole statement doesn't work as a goal within a sentence."""
    asked = subject.scores.questionnaire
    bare = replace(asked, statements=tuple(replace(each, goal="") for each in asked.statements))
    subject = replace(subject, scores=replace(subject.scores, questionnaire=bare))
    desk, incident = (raising(subject, each, 8) for each in ("service-desk", "incident-management"))

    said = outcome(beginning_with(subject, desk, incident), found_about(subject, "service-desk", "incident-management"))
    assert said.startswith("Work begins with service desk: level 2 by 31 May 2026. From then on")
    assert "goal" not in said


def test_relief_is_told_of_the_main_findings_and_of_what_the_phase_treats(subject: Subject) -> None:
    """The first finding's symptom starts easing with the first step for its practice; no other does."""
    level_1 = replace(raising(subject, "service-desk", 8), step=Step("service-desk", 0, 1, SMALL, 1))
    first = found_about(subject, "service-desk")
    told = first[0].reported[0].symptom.says

    assert f"From then on, expect this less often: {told}" in outcome(beginning_with(subject, level_1), first)
    assert "less often" not in outcome(beginning_with(subject, level_1), ())
    elsewhere = found_about(subject, "release-management")
    assert "less often" not in outcome(beginning_with(subject, level_1), elsewhere)


def test_a_step_whose_action_is_unknown_is_told_by_its_level(subject: Subject) -> None:
    """A saved roadmap may have actions that the questionnaire no longer has."""
    desk = planned_step(raising(subject, "service-desk", 8).step, Fraction(8), "")
    incident = planned_step(raising(subject, "incident-management", 30).step, Fraction(30), "")

    said = outcome(beginning_with(subject, desk, incident), found_about(subject, "service-desk", "incident-management"))

    assert said.startswith("Work begins with service desk: level 2 by 31 May 2026.")
    assert of_level(subject, "incident-management", 2).goal not in said


def test_the_lead_leaves_the_levels_to_the_key_figures(subject: Subject) -> None:
    """It names how much isn't assessed; without a roadmap, it sums up the levels instead."""
    planned, alone = verdict(subject), verdict(replace(subject, roadmap=None))

    assert planned.lead.startswith(outcome(subject, summary_view(subject).findings))
    assert planned.lead.endswith(" 1 practice isn't assessed.")
    assert "below level" not in planned.lead
    assert "below level 2" in alone.lead


@pytest.mark.parametrize(("days", "asked"), [(3, False), (4, True)])
def test_an_assumed_level_is_a_decision_only_where_it_could_cost_a_tenth(
    subject: Subject, days: int, *, asked: bool
) -> None:
    """Of 38 person-days, 4 are more than a tenth; 3 are a next step and no more."""
    desk, incident = (raising(subject, each, days) for each, days in (("service-desk", 8), ("incident-management", 30)))
    found = beginning_with(subject, desk, incident)
    assert found.roadmap is not None
    first, *rest = found.roadmap.phases
    checked = replace(first, checks=(Check("risk-management", 1, Fraction(days)),))
    found = replace(found, roadmap=replace(found.roadmap, phases=(checked, *rest)))

    assert any("assessed in time" in each for each in verdict(found).decisions) is asked


def test_a_capacity_that_nobody_set_is_called_a_default(subject: Subject) -> None:
    """By the size of the organization, or by the number of its people; 60 was set."""

    def release(capacity: int, it_staff: int | None = None) -> str:
        planned = beginning_with(subject, raising(subject, "service-desk", 8))
        assert planned.roadmap is not None
        settings = replace(planned.roadmap.settings, capacity=Fraction(capacity), it_staff=it_staff)
        planned = replace(planned, roadmap=replace(planned.roadmap, settings=settings))
        return next(each for each in verdict(planned).decisions if "Release" in each)

    size = subject.roadmap.settings.size.value if subject.roadmap else ""
    whom = f"a {size} organization"
    usual = {"small": 20, "medium": 100, "large": 300}[size]
    assert release(usual).endswith(
        f". {usual} per phase is our default for {whom}; replace it with what you can release."
    )
    assert "8 people in IT; replace it with what you can release." in release(20, 8)
    assert "default" not in release(60)


def test_what_is_optional_is_released_apart(subject: Subject) -> None:
    """8 days go to the target, 16 to levels for which capacity is left."""
    desk = raising(subject, "service-desk", 8)
    two = raising(subject, "release-management", 8, filling=True)
    three = replace(two, step=replace(two.step, from_level=2, to_level=3))

    release = next(each for each in verdict(beginning_with(subject, desk, two, three)).decisions if "Release" in each)

    assert release.startswith("Release 8 person-days (6 to 10) by 31 May 2026 for the targets; 16 more (13 to 19) use ")
