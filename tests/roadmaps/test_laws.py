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
from roadmaps import search
from roadmaps.model import ChosenBy, Roadmap, RoadmapSettings
from roadmaps.planner import plan

NAMES = "abcdef"
Case = tuple[Any, Roadmap]

modest = hypothesis_settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
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
    phases = draw(st.integers(1, 6))
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
def planned(world: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any]], Case]:
    """Plan a generated world; impossible settings are skipped. A shorter search obeys the same laws."""
    monkeypatch.setattr(search, "PLACEMENTS", 5_000)

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
    """Return phase, days and whether the step ends there, for each part of each step."""
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
def test_no_step_starts_before_its_prerequisites(planned: Planned, parts: dict[str, Any]) -> None:
    """Own levels are in order, and the score or an earlier step meets every hard prerequisite."""
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
    """Every step of a pinned practice starts in its phase, and an excluded one has none."""
    _, roadmap = planned(parts)
    starts = {goal: step[0][0] for goal, step in spans(roadmap).items()}

    assert all(practice not in roadmap.settings.excluded for practice, _ in starts)
    assert all(roadmap.settings.pins.get(practice, start) == start for (practice, _), start in starts.items())


@modest
@given(options())
def test_every_target_is_reached_or_reported(planned: Planned, parts: dict[str, Any]) -> None:
    """Levels at the end are recomputed from the steps; each missed target is reported with its level and a reason."""
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
    """It is computed from the phases alone: weight x phases from the one it ends in to the last."""
    small, roadmap = planned(parts)
    last = len(roadmap.phases)

    counted = [
        small.weights[part.step.practice] * (last - phase.number + 1)
        for phase in roadmap.phases
        for part in phase.steps
        if part.ends
    ]
    assert roadmap.worth == sum(counted)


@modest
@given(options())
def test_levels_follow_from_the_steps_and_never_fall(planned: Planned, parts: dict[str, Any]) -> None:
    """They change only when a step ends, to that step's level."""
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
    """It is the first applicable one that isn't excluded and whose target isn't met."""
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
    """Planning twice gives the same, and so does another order of targets, pins and ratings."""
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
    """The roadmap keeps everything it was made from, including the default capacity."""
    small, roadmap = planned(parts)
    kept: RoadmapSettings = roadmap.settings

    assert plan(small.catalogue, small.scores, small.approach, ChosenBy.USER, kept) == roadmap
