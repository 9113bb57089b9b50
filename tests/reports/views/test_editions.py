"""The parts that the board and management editions add: verdict, priorities, ladders, plan, charters and basis."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from practices_catalog.model import Catalogue, Effort
from questionnaires.answers.model import Answer, Assessment, Respondent, Response
from questionnaires.model import Questionnaire, Rating, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.findings.wording import name
from reports.options import PARTS, Edition, ReportOptions, ReportPart
from reports.views import figures
from reports.views.agreement import agreement_view
from reports.views.basis import basis_view
from reports.views.blockers import blockers, met_over_time
from reports.views.focus import focus_frameworks
from reports.views.heat_map import heat_map_view
from reports.views.ladders import ladders_view
from reports.views.marks import level_tile
from reports.views.milestones import days_of, milestones, reached, total_effort, used, wanted_and_left_over
from reports.views.plan import plan_view
from reports.views.practices import practice_section
from reports.views.priorities import priorities_view
from reports.views.profile import level_counts, profile_view
from reports.views.ranking import by_priority
from reports.views.report import report_view
from reports.views.roadmap import roadmap_view
from reports.views.subject import Subject
from reports.views.summary import summary_view
from reports.views.timeline import timeline_view
from reports.views.verdict import VerdictView, verdict_view
from roadmaps.model import Roadmap, Step
from tests.reports.conftest import planned_step

Maker = Callable[[dict[str, str]], Subject]


@pytest.fixture
def subject(catalogue: Catalogue, scores: Scores, roadmap: Roadmap, triage: Triage) -> Subject:
    """An organization with all practices assessed and a roadmap."""
    return Subject(catalogue, scores, roadmap, triage, ReportOptions(edition=Edition.BOARD))


@pytest.fixture
def answered(few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage) -> Maker:
    """Makes a subject without roadmap from one respondent's answers: `practice: "FFPNN"` by level."""

    def made(ratings: dict[str, str]) -> Subject:
        given = {
            f"{practice}.{level}": Answer(Rating[rating])
            for practice, letters in ratings.items()
            for level, rating in enumerate(letters, 1)
            if rating != "-"
        }
        response = Response(few_questions.id, Respondent("r1", "Head of IT"), answers=given)
        assessment = Assessment(few_questions.id, response.organization, "2026-06-03", (response,), {})
        scored = score(few_catalogue, few_questions, triage, assessment)
        return Subject(few_catalogue, scored, None, triage, ReportOptions())

    return made


def verdict(subject: Subject) -> VerdictView:
    """Return the verdict of a subject."""
    return verdict_view(subject, summary_view(subject))


def test_every_part_belongs_to_an_edition_in_the_order_of_the_report() -> None:
    """The full edition has what the others have, but for the parts that only shorten it."""
    assert set().union(*PARTS.values()) == set(ReportPart)
    for parts in PARTS.values():
        assert list(parts) == [part for part in ReportPart if part in parts]
    assert len(PARTS[Edition.BOARD]) == 4


def test_chosen_parts_replace_those_of_the_edition_and_left_out_ones_go() -> None:
    """They keep the order of the report."""
    chosen = ReportOptions(chosen=frozenset({ReportPart.RATINGS, ReportPart.COVER, ReportPart.PLAN}))

    assert chosen.parts == (ReportPart.COVER, ReportPart.PLAN, ReportPart.RATINGS)
    assert replace(chosen, left_out=frozenset({ReportPart.PLAN})).parts == (ReportPart.COVER, ReportPart.RATINGS)


def test_a_part_with_nothing_to_show_is_not_wanted(answered: Maker) -> None:
    """Without a roadmap there are no priorities, plan or charters; one voice has no disagreements."""
    bare = answered({"incident-management": "FFPNN"})
    view = report_view(replace(bare, options=ReportOptions(chosen=frozenset(ReportPart))))

    assert {"priorities", "plan", "roadmap", "disagreements"}.isdisjoint(view.wanted)
    assert {"summary", "ladders", "practices", "basis"} <= set(view.wanted)


def test_the_verdict_rests_on_the_same_figures_as_the_rest(subject: Subject) -> None:
    """Practices at level 2 or above, requirements met, and the roadmap's days."""
    found = {each.figure: each.label for each in verdict(subject).figures}
    levels = [each.level or 0 for each in subject.assessed]
    roadmap = subject.roadmap
    assert roadmap is not None

    assert f"{sum(level >= 2 for level in levels)} of {len(levels)}" in found
    assert len(found) == 4
    wanted, _ = wanted_and_left_over(roadmap)
    assert figures.whole_days(days_of(wanted)) in found


def test_decisions_name_the_first_practice_and_the_days(subject: Subject) -> None:
    """They come from the roadmap; without one, there is nothing to decide."""
    decisions = verdict(subject).decisions
    roadmap = subject.roadmap
    assert roadmap is not None
    first = subject.practice_name(roadmap.phases[0].steps[0].step.practice)

    assert first.casefold() in decisions[0].casefold()
    assert "person-days" in decisions[1]
    assert verdict(replace(subject, roadmap=None)).decisions == ()


def test_what_costs_money_says_so_only_with_a_day_rate(subject: Subject) -> None:
    """850 a day; an estimate is rounded, with its range and the rate."""
    roadmap = subject.roadmap
    assert roadmap is not None
    paid = replace(subject, roadmap=replace(roadmap, settings=replace(roadmap.settings, day_rate=Fraction(850))))

    money = re.compile(r"about [\d,]+00 \([\d,]+000 to [\d,]+000\) at 850 a day")
    assert any(map(money.search, verdict(paid).decisions))
    assert not any("a day:" in each for each in verdict(subject).decisions)
    plan, unpaid = plan_view(paid), plan_view(subject)
    assert plan
    assert unpaid
    assert "850 a day" in plan.total
    assert "a day" not in unpaid.total


def test_priorities_are_what_the_roadmap_raises(subject: Subject) -> None:
    """With today's level and the highest level reached; they lead the order of profile and heat map."""
    view = priorities_view(subject)
    assert view is not None
    raised = {each.practice: each.level for each in milestones(subject.roadmap)}

    assert {row.practice for row in view.rows} <= set(raised)
    assert all(row.to_level == raised[row.practice] > row.level for row in view.rows)
    assert by_priority(subject)[: len(view.rows)] == tuple(row.practice for row in view.rows)
    assert sorted(by_priority(subject)) == sorted(practice.id for practice in subject.catalogue.practices)


def test_practices_follow_the_order_of_the_roadmap(subject: Subject) -> None:
    """Each where its first step stands; those that only use capacity left over come after the rest."""
    assert subject.roadmap is not None
    steps = [each for phase in subject.roadmap.phases for each in phase.steps]
    begun = list(dict.fromkeys(each.step.practice for each in steps))
    last, first = begun[0], begun[1:]
    filling = {id(each): replace(each, step=replace(each.step, filling=each.step.practice == last)) for each in steps}
    phases = tuple(
        replace(phase, steps=tuple(filling[id(each)] for each in phase.steps)) for phase in subject.roadmap.phases
    )
    filled = replace(subject, roadmap=replace(subject.roadmap, phases=phases))

    raised = raised_practices(subject)
    assert list(by_priority(subject)[: len(raised)]) == [each for each in begun if each in raised]
    assert list(by_priority(filled)[: len(raised)]) == [each for each in (*first, last) if each in raised]


def test_the_headline_of_the_priorities_counts_what_is_not_done(answered: Maker, subject: Subject) -> None:
    """It never says more than the rows show."""
    view = priorities_view(subject)
    assert view is not None
    low = sum(row.level == 0 for row in view.rows)

    assert view.headline.startswith(str(len(raised_practices(subject))))
    assert ("reliably done" in view.headline) == bool(low)
    assert priorities_view(answered({"incident-management": "FFPNN"})) is None


def raised_practices(subject: Subject) -> set[str]:
    """Return the practices in which the roadmap reaches a level."""
    return {each.practice for each in milestones(subject.roadmap)}


def test_without_a_roadmap_the_lowest_practices_lead(answered: Maker) -> None:
    """Service desk at 0, then change enablement at 1, then incident management at 2."""
    found = answered({"incident-management": "FFPNN", "service-desk": "NNNNN", "change-enablement": "FPNNN"})

    assert by_priority(found)[:3] == ("service-desk", "change-enablement", "incident-management")
    ladders = ladders_view(found)
    assert ladders is not None
    assert [each.section.name for each in ladders.sections] == [
        "Service desk",
        "Change enablement",
        "Incident management",
    ]


def test_a_level_that_may_turn_out_higher_is_counted_as_provisional(answered: Maker) -> None:
    """Incident management has an open statement at level 1, so that it is at level 0 to 2; service desk is at 0."""
    found = answered({"incident-management": "-FPNN", "service-desk": "NNNNN", "change-enablement": "FFNNN"})
    profile, figures_shown = profile_view(found), verdict(found).figures
    words = "2 at level 0 (1 provisional)"

    assert profile.lead == "Levels range from 0 (Service desk) to 2 (Change enablement)."
    assert level_counts(found)[0].words == words
    assert figures_shown[0].label == f"practices at level 2 or above; {words}"
    # A percentage of three ratings would say less.
    assert (figures_shown[-1].figure, figures_shown[-1].label) == (
        "0 of 3",
        "favorable ratings (L or F) backed by evidence",
    )


def test_a_ladder_ends_at_the_level_that_comes_next(answered: Maker) -> None:
    """Level 2 of 5 is reached, so the ladder shows levels 1 to 3."""
    ladders = ladders_view(answered({"incident-management": "FFPNN"}))

    assert ladders is not None
    assert [rung.level.text for rung in ladders.sections[0].section.rungs] == ["1", "2", "3"]


def test_the_phases_of_the_plan_add_up(subject: Subject) -> None:
    """The low and the high figures lie around the middle, which the phases use."""
    roadmap = subject.roadmap
    assert roadmap is not None
    effort = total_effort(roadmap)

    assert effort.low <= used(roadmap) <= effort.high
    assert sum(phase.used for phase in roadmap.phases) == used(roadmap)


def test_a_charter_says_what_is_reached_by_its_end(subject: Subject) -> None:
    """The level that each practice reaches is in the goal, and each practice says what its effort depends on."""
    view = roadmap_view(subject)
    roadmap = subject.roadmap
    assert view is not None
    assert roadmap is not None
    busy = [phase for phase in roadmap.phases if phase.steps]

    for charter, phase in zip(view.phases, busy, strict=True):
        ended = [planned.step for planned in phase.steps if planned.ends]
        for step in ended:
            highest = max(each.to_level for each in ended if each.practice == step.practice)
            assert f"at level {highest}" in charter.goal
        practices = {planned.step.practice for planned in phase.steps}
        assert {row.practice for row in charter.guide} == {subject.practice_name(each) for each in practices}
        for row, practice in zip(charter.guide, dict.fromkeys(p.step.practice for p in phase.steps), strict=True):
            efforts = subject.catalogue.practice[practice].efforts
            steps = [p for p in phase.steps if p.step.practice == practice]
            reached = max(planned.step.to_level for planned in steps)
            fitting = [
                each.name for each in subject.catalogue.practice[practice].indicators if each.from_level <= reached
            ]
            assert row.sign.startswith(f"{fitting[0]}. Healthy: " if fitting else "No figure at this level yet")
            for planned in steps:
                assert efforts[planned.step.to_level - 1].driver in row.drivers


def test_the_aim_is_the_framework_that_matters_unless_others_are_chosen(subject: Subject) -> None:
    """Without either, it is the first one with a rating."""
    first = subject.scores.frameworks[0].framework
    chosen = replace(subject, options=ReportOptions(frameworks=("fitsm-1",)))

    assert [each.framework for each in focus_frameworks(subject)] == [first]
    assert [each.framework for each in focus_frameworks(chosen)] == ["fitsm-1"]


def test_blockers_are_the_lowest_practices_behind_unmet_requirements(subject: Subject) -> None:
    """The most requirements first; readiness over time never falls."""
    framework = subject.scores.frameworks[0]
    found = blockers(subject, framework)
    unmet = [each for each in framework.requirements if each.rating in {Rating.N, Rating.P} and each.lowest]

    assert sum(each.many for each in found) <= len(unmet)
    assert [each.many for each in found] == sorted((each.many for each in found), reverse=True)
    assert "today" in met_over_time(subject, framework)


def test_what_the_phases_print_in_full_is_only_pointed_to(subject: Subject) -> None:
    """Its action stands in phase 1; without that chapter, the priorities have it in full."""
    roadmap = subject.roadmap
    assert roadmap is not None
    first, *rest = roadmap.phases
    planned, score = first.steps[0], subject.scores.practice[first.steps[0].step.practice]
    lacking = next(each.statement.action for each in score.statements if each.rating in {Rating.N, Rating.P})
    step = replace(planned, actions=(replace(planned.actions[0], text=lacking),))
    phases = (replace(first, steps=(step, *first.steps[1:])), *rest)
    found = replace(subject, roadmap=replace(roadmap, phases=phases), options=ReportOptions())

    def actions(subject: Subject) -> set[str]:
        view, name = ladders_view(subject), subject.practice_name(score.practice)
        assert view is not None
        return {rung.action for each in view.sections if each.section.name == name for rung in each.section.rungs}

    assert "See phase 1" in actions(found)
    assert lacking not in actions(found)
    alone = replace(found, options=ReportOptions(left_out=frozenset({ReportPart.ROADMAP})))
    assert lacking in actions(alone)
    assert "See phase 1" not in actions(alone)


def test_the_headline_of_the_plan_names_three_practices_at_most(subject: Subject) -> None:
    """Six that begin in the first phase are three and three more."""
    roadmap = subject.roadmap
    assert roadmap is not None
    first, *rest = roadmap.phases
    many = [each.id for each in subject.catalogue.practices[:6]]
    steps = tuple(planned_step(Step(each, 0, 1, Effort(Fraction(4), Fraction(8)), 1), Fraction(6), "") for each in many)
    plan = plan_view(replace(subject, roadmap=replace(roadmap, phases=(replace(first, steps=steps), *rest))))

    assert plan is not None
    assert plan.headline == f"First {', '.join(name(subject, each) for each in many[:3])} and 3 more"


def test_a_level_that_is_completed_counts_as_planned_everywhere(subject: Subject) -> None:
    """Of a practice that no step raises, the roadmap completes the level it has in part."""
    framework, roadmap = subject.scores.frameworks[0], subject.roadmap
    assert roadmap is not None
    raised = raised_practices(subject)
    known = {subject.practice_name(each): each for each in subject.scores.practice}
    low = (known[each.name] for each in blockers(subject, framework))
    left = next(each for each in low if each not in raised and subject.scores.practice[each].level)
    level = subject.scores.practice[left].level or 0
    completing = planned_step(
        Step(left, level, level, Effort(Fraction(4), Fraction(8)), 1, filling=True), Fraction(6), ""
    )
    first, *rest = roadmap.phases
    more = replace(first, steps=(*first.steps, completing))
    found = replace(subject, roadmap=replace(roadmap, phases=(more, *rest)))
    name = subject.practice_name(left)

    def planned(subject: Subject) -> tuple[object, ...]:
        rows = {row.name: row for row in heat_map_view(subject).by_priority}
        return (
            next(each.planned for each in blockers(subject, framework) if each.name == name),
            rows[name].target,
            next(row.target for row in profile_view(subject).by_priority if row.name == name),
        )

    assert planned(subject) == ("not planned", None, None)
    assert planned(found) == (f"level {level} completed by the end of phase 1", level_tile(level), level)
    assert practice_section(found, found.scores.practice[left]).next.startswith(f"Phase 1 completes level {level}. ")
    timeline = timeline_view(found, replace(roadmap, phases=(more, *rest)))
    assert timeline is not None
    assert [bar.label for lane in timeline.lanes if lane.name == name for bar in lane.bars] == [f"completes {level}"]
    assert ("1", name, f"completes {level}", "6") in timeline.steps


def test_the_basis_names_scope_people_and_next_steps(subject: Subject, answered: Maker) -> None:
    """One voice has no agreement to speak of, and without a roadmap nothing comes next."""
    facts = dict(basis_view(subject, agreement_view(subject)).facts)
    alone = answered({"incident-management": "FFPNN"})
    basis = basis_view(alone, agreement_view(alone))

    assert facts["Scope"].startswith(f"{len(subject.assessed)} of the 34")
    assert "Agreement" in facts
    assert "Agreement" not in dict(basis.facts)
    assert basis.next_steps == ()
    assert not any("roadmap" in line for line in basis.method)


def test_a_practice_that_never_rises_has_no_milestone(subject: Subject) -> None:
    """Reached is the highest level at the end of a phase, or None."""
    raised = raised_practices(subject)
    other = next(p.id for p in subject.catalogue.practices if p.id not in raised)

    assert reached(subject.roadmap, other) is None
    assert reached(None, next(iter(raised))) is None
