"""Laws that hold for every roadmap, over generated worlds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from practices_catalog.faults import InputError
from questionnaires.model import Method
from roadmaps.model import ChosenBy, Roadmap, RoadmapSettings
from roadmaps.planner import plan

NAMES = "abcdef"
Case = tuple[Any, Roadmap]

modest = hypothesis_settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@st.composite
def options(draw: st.DrawFn) -> dict[str, Any]:
    """Return a world's parts and settings: prerequisites point backwards in the alphabet, so none form a cycle."""
    levels = st.integers(1, 5)
    hard = {
        name: tuple(draw(st.lists(st.tuples(st.sampled_from(NAMES[:place]), levels, levels), max_size=2)))
        for place, name in enumerate(NAMES)
        if place
    }
    ratings = draw(st.dictionaries(st.sampled_from(NAMES), st.text("NPLF-.", min_size=5, max_size=5)))
    phases = draw(st.integers(1, 4))
    return {
        "world": {
            "efforts": {name: draw(st.tuples(*[st.integers(1, 14)] * 5)) for name in NAMES},
            "weights": {name: draw(st.integers(0, 10)) for name in NAMES},
            "entry": tuple(draw(st.permutations(NAMES[3:]))[:2]),
            "supporting": tuple(NAMES[2]),
            "hard": hard,
            "ratings": ratings,
        },
        "settings": {
            "capacity": draw(st.sampled_from([Fraction(6), Fraction(10), Fraction(41, 3), Fraction(60)])),
            "phases": phases,
            "targets": draw(st.dictionaries(st.sampled_from(NAMES), levels, max_size=3)),
            "pins": draw(st.dictionaries(st.sampled_from(NAMES), st.integers(1, phases), max_size=2)),
            "excluded": draw(st.frozensets(st.sampled_from(NAMES), max_size=1)),
        },
    }


@pytest.fixture
def planned(world: Callable[..., Any]) -> Callable[[dict[str, Any]], Case]:
    """Plan what was generated; impossible settings are passed over."""

    def made(parts: dict[str, Any]) -> Case:
        small = world(**parts["world"])
        try:
            return small, small.plan(**parts["settings"])
        except InputError:
            assume(condition=False)
            raise

    return made


Planned = Callable[[dict[str, Any]], Case]


def spans(roadmap: Roadmap) -> dict[tuple[str, int], list[tuple[int, Fraction, bool]]]:
    """Return phase, days and whether it ends there, of each part of each step."""
    found: dict[tuple[str, int], list[tuple[int, Fraction, bool]]] = {}
    for phase in roadmap.phases:
        for part in phase.steps:
            goal = part.step.practice, part.step.to_level
            found.setdefault(goal, []).append((phase.number, part.effort_days, part.ends))
    return found


@modest
@given(options())
def test_capacity_is_never_exceeded_and_steps_are_whole(planned: Planned, parts: dict[str, Any]) -> None:
    """A step is in one phase if it fits, otherwise in consecutive ones; its parts add up to its effort."""
    _, roadmap = planned(parts)
    capacity = roadmap.settings.capacity
    efforts = {(p.step.practice, p.step.to_level): p.step.effort_days for phase in roadmap.phases for p in phase.steps}

    assert all(phase.used <= phase.capacity == capacity for phase in roadmap.phases)
    for goal, step in spans(roadmap).items():
        phases = [phase for phase, _, _ in step]
        assert phases == list(range(phases[0], phases[0] + len(phases)))
        assert sum(days for _, days, _ in step) == efforts[goal]
        assert all(days > 0 for _, days, _ in step)
        assert [ends for _, _, ends in step] == [False] * (len(step) - 1) + [True]
        assert len(step) == 1 or efforts[goal] > phase_days(roadmap)


def phase_days(roadmap: Roadmap) -> Fraction:
    """Return the capacity of a phase."""
    return roadmap.phases[0].capacity


@modest
@given(options())
def test_nothing_stands_before_what_it_waits_for(planned: Planned, parts: dict[str, Any]) -> None:
    """Own levels in order, and every hard prerequisite of a level there by score or by a step that ends in time."""
    small, roadmap = planned(parts)
    steps = spans(roadmap)

    for (practice, level), step in steps.items():
        needs = [(p, m) for p, m, for_level in small.hard.get(practice, ()) if for_level == level]
        own = [(practice, level - 1)] if level > 1 else []
        for other, needed in (*needs, *own):
            score = small.scores.practice[other]
            by_step = (other, needed) in steps and steps[other, needed][-1][0] <= step[0][0]
            assert by_step or (score.level or 0) >= needed


@modest
@given(options())
def test_pins_and_exclusions_hold(planned: Planned, parts: dict[str, Any]) -> None:
    """Every step of a pinned practice starts in its phase or later, and an excluded one has none."""
    _, roadmap = planned(parts)
    starts = {goal: step[0][0] for goal, step in spans(roadmap).items()}

    assert all(practice not in roadmap.settings.excluded for practice, _ in starts)
    assert all(roadmap.settings.pins.get(practice, start) <= start for (practice, _), start in starts.items())


@modest
@given(options())
def test_every_target_is_reached_or_reported(planned: Planned, parts: dict[str, Any]) -> None:
    """Levels at the end are recomputed from the steps; each that falls short is reported with them and a reason."""
    small, roadmap = planned(parts)
    levels = {practice: small.scores.practice[practice].level or 0 for practice in NAMES}
    for practice, level in spans(roadmap):
        levels[practice] = max(levels[practice], level)

    reported = {each.practice: (each.target, each.reached) for each in roadmap.unplanned}
    missed = {p: (target, levels[p]) for p, target in roadmap.targets.items() if levels[p] < target}
    assert {p: figures for p, figures in reported.items() if p not in roadmap.settings.excluded} == missed
    assert all(each.why.endswith(".") and len(each.why) > len("You.") for each in roadmap.unplanned)


@modest
@given(options())
def test_worth_is_the_sum_over_finished_steps(planned: Planned, parts: dict[str, Any]) -> None:
    """Read from the phases alone: weight x need x phases from the one it ends in to the last."""
    small, roadmap = planned(parts)
    last = len(roadmap.phases)
    seen = {each.practice for each in small.scores.practices if each.level is not None}

    counted = [
        small.weights[step.practice]
        * ((Fraction(1) if step.to_level <= 2 else Fraction(1, 2)) + (step.to_level == 1 and step.practice in seen))
        / (1 if step.practice in seen else 2)
        * (last - phase.number + 1)
        for phase in roadmap.phases
        for step in (part.step for part in phase.steps if part.ends)
        if not step.filling
    ]
    assert roadmap.worth == sum(counted)


@modest
@given(options())
def test_levels_follow_from_the_steps_and_never_fall(planned: Planned, parts: dict[str, Any]) -> None:
    """They change only where a step ends, and then to its level."""
    small, roadmap = planned(parts)
    before = {p.practice: p.level for p in small.scores.practices if p.level is not None}

    for phase in roadmap.phases:
        ended = {part.step.practice: part.step.to_level for part in phase.steps if part.ends}
        assert phase.levels_after == before | ended
        assert all(phase.levels_after[practice] >= level for practice, level in before.items())
        before = dict(phase.levels_after)


@modest
@given(options())
def test_the_first_entry_practice_starts_in_phase_1_or_the_roadmap_says_why(
    planned: Planned, parts: dict[str, Any]
) -> None:
    """The first whose target is not met, of those that were not excluded and apply."""
    small, roadmap = planned(parts)
    short = [
        practice
        for practice in small.entry
        if (small.scores.practice[practice].level or 0) < roadmap.targets.get(practice, 0)
    ]
    assume(short)

    begun = {part.step.practice for part in roadmap.phases[0].steps}
    assert short[0] in begun or any(f"{short[0]} " in note.lower() for note in roadmap.notes)


@modest
@given(options(), st.randoms(use_true_random=False))
def test_the_same_input_gives_the_same_roadmap_in_any_order(
    planned: Planned, parts: dict[str, Any], order: Any
) -> None:
    """Twice the same, and the same with targets, pins and ratings in another order."""
    small, roadmap = planned(parts)

    def shuffled(entries: dict[str, Any]) -> dict[str, Any]:
        pairs = list(entries.items())
        order.shuffle(pairs)
        return dict(pairs)

    other = replace(small, ratings=shuffled(small.ratings), weights=shuffled(small.weights))
    wanted = parts["settings"]
    again = other.plan(**{**wanted, "targets": shuffled(wanted["targets"]), "pins": shuffled(wanted["pins"])})

    assert again == roadmap
    assert small.plan(**wanted) == roadmap


@modest
@given(options())
def test_planning_again_from_the_stored_settings_changes_nothing(planned: Planned, parts: dict[str, Any]) -> None:
    """The roadmap keeps all that it was made from, the capacity filled in."""
    small, roadmap = planned(parts)
    kept: RoadmapSettings = roadmap.settings

    assert plan(small.catalogue, small.triage, small.scores, small.approach, ChosenBy.USER, kept) == roadmap


@modest
@given(parts=options(), method=st.sampled_from(list(Method)), filled=st.booleans())
def test_readiness_is_over_one_set_of_requirements_and_never_falls(
    world: Callable[..., Any], parts: dict[str, Any], method: Method, *, filled: bool
) -> None:
    """By every method, with filling steps and without; the denominator is today's."""
    small = world(
        **parts["world"],
        method=method,
        requirements={"1": ("a", "b"), "2": ("c", "d"), "3": ("e",), "4": ("f", "a")},
    )
    try:
        roadmap = small.plan(**parts["settings"], leave_free=not filled, only_approach=not filled)
    except InputError:
        assume(condition=False)
        raise

    figures = [roadmap.readiness_before, *(phase.readiness_after for phase in roadmap.phases)]
    assert len({each["standard"].of for each in figures}) == 1
    met = [each["standard"].met for each in figures]
    assert met == sorted(met)
