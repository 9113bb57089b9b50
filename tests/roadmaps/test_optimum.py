"""The planner against a brute force over every roadmap of a small world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from practices_catalog.faults import InputError
from roadmaps.model import Unknown

NAMES = "abc"
Goal = tuple[str, int]


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Return a world of three practices and settings; no step is larger than a phase."""
    levels = st.integers(1, 3)
    rungs = {name: draw(st.sampled_from(["NNNNN", "FNNNN", "FFNNN", ""])) for name in NAMES}
    phases = draw(st.integers(1, 3))
    return {
        "world": {
            "efforts": {name: draw(st.tuples(*[st.integers(1, 10)] * 5)) for name in NAMES},
            "weights": {name: draw(st.integers(1, 10)) for name in NAMES},
            "entry": tuple(draw(st.permutations("ab"))),
            "hard": {
                "b": tuple(draw(st.lists(st.tuples(st.just("a"), levels, levels), max_size=1))),
                "c": tuple(draw(st.lists(st.tuples(st.sampled_from("ab"), levels, levels), max_size=2))),
            },
            "ratings": {name: letters for name, letters in rungs.items() if letters},
            "symptoms": {"loud": tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)))},
            "reported": {"loud": draw(st.integers(0, 3))},
            "own_targets": {"a": draw(st.integers(2, 3)), "b": 2},
        },
        "settings": {
            "capacity": draw(st.sampled_from([10, 14, 20])),
            "phases": phases,
            "pace": draw(st.integers(1, 2)),
            "breadth": draw(st.integers(1, 3)),
            "unknown": draw(st.sampled_from(list(Unknown))),
            "only_approach": draw(st.booleans()),
            "pins": draw(st.dictionaries(st.sampled_from(NAMES), st.integers(1, phases), max_size=1)),
            "deadlines": draw(st.dictionaries(st.sampled_from("ab"), st.integers(1, phases), max_size=1)),
        },
    }


class Brute:
    """Every roadmap by the rules, written apart from the planner."""

    def __init__(self, small: Any, targets: dict[str, int], options: dict[str, Any]) -> None:
        self.small, self.options, self.targets = small, options, targets
        self.level = {name: small.scores.practice[name].level or 0 for name in NAMES}
        self.goals = [
            (name, level) for name in NAMES for level in range(self.level[name] + 1, targets.get(name, 0) + 1)
        ]

    def effort(self, goal: Goal) -> int:
        """Ratings are F up to the level and N above."""
        return int(self.small.efforts[goal[0]][goal[1] - 1])

    def need(self, goal: Goal) -> Fraction:
        """1, 1 from a level 0 and half of a strong answer, at most 1; less beyond level 2; half of what is unknown.

        What symptoms point to most loses less beyond level 2.
        """
        known = goal[0] in self.small.ratings
        beyond = Fraction(3, 4) if goal[0] in self.guilty() else Fraction(1, 2)
        need = 1 + (goal[1] == 1 and known) + min(Fraction(self.answer(goal), 2), Fraction(1))
        return (need if goal[1] <= 2 else beyond) / (1 if known else 2)

    def answer(self, goal: Goal) -> int:
        """How loud a strong symptom is about a step; what leads beyond level 2 doesn't treat it."""
        loud = int(self.small.reported["loud"])
        return loud if loud >= 2 and goal[0] in self.small.symptoms["loud"] and goal[1] <= 2 else 0

    def weight(self, goal: Goal) -> int:
        """The approach's, but at least a strong answer, and its square for the practice to look at first."""
        answer = self.answer(goal) if goal[0] in self.small.ratings else 0
        first = bool(self.small.symptoms["loud"]) and self.small.symptoms["loud"][0] == goal[0]
        return max(int(self.small.weights[goal[0]]), answer ** (2 if first else 1))

    def worth(self, ends: dict[Goal, int]) -> Fraction:
        """The sum of benefit x phases left."""
        last = self.options["phases"] + 1
        return sum((self.weight(g) * self.need(g) * (last - end) for g, end in ends.items() if end), Fraction(0))

    def best(self) -> Fraction | None:
        """Return the greatest worth, None if no roadmap meets the deadlines."""
        found = list(self.roadmaps())
        found = [ends for ends in found if self.entry_first(ends)] or found
        for goal in self.urgent():
            found = [ends for ends in found if self.end(goal, ends) == min(self.end(goal, each) for each in found)]
        found = [ends for ends in found if self.quick_win_first(ends)] or found
        return max(map(self.worth, found), default=None)

    def urgent(self) -> list[Goal]:
        """The steps up to level 2 of what symptoms point to most, in its order."""
        return [g for name in self.guilty() for g in self.goals if g[0] == name and g[1] <= 2]

    def guilty(self) -> list[str]:
        """The weak practices of which a strong symptom speaks most, in its order."""
        weak = [n for n in self.small.symptoms["loud"] if n in self.small.ratings and self.level[n] < 2]
        spoken = {name: self.missing(name) / (place + 1) for place, name in enumerate(weak)}
        most = max(spoken.values(), default=Fraction(0))
        return [n for n in spoken if most and spoken[n] == most and int(self.small.reported["loud"]) >= 2]

    def missing(self, name: str) -> Fraction:
        """How much of levels 1 and 2 isn't done: 1 for N, 2/3 for P, 1/3 for L."""
        return Fraction(sum("FLPN".index(letter) for letter in self.small.ratings[name][:2]), 6)

    def end(self, goal: Goal, ends: dict[Goal, int]) -> int:
        """Where it ends; never is later than the last phase."""
        return ends[goal] or int(self.options["phases"]) + 1

    def entry_first(self, ends: dict[Goal, int]) -> bool:
        """The first step of the first entry practice that has one is in phase 1."""
        own = next((g for name in self.small.entry for g in self.goals if g[0] == name), None)
        return own is None or ends[own] == 1

    def quick_win_first(self, ends: dict[Goal, int]) -> bool:
        """One of them is in phase 1, if there are any."""
        quick = [g for g in self.goals if self.is_quick_win(g)]
        return not quick or any(ends[g] == 1 for g in quick)

    def is_quick_win(self, goal: Goal) -> bool:
        """At most a tenth of a phase, much needed, known, and about what hurts."""
        small = self.effort(goal) <= Fraction(self.options["capacity"], 10)
        return bool(small and self.need(goal) >= 2 and goal[0] in self.small.ratings and self.answer(goal))

    def roadmaps(self) -> Iterator[dict[Goal, int]]:
        """Yield where each goal is reached, 0 for never."""
        for phases in product(range(self.options["phases"] + 1), repeat=len(self.goals)):
            ends = dict(zip(self.goals, phases, strict=True))
            if self.within_limits(ends) and all(self.in_order(g, ends) for g in self.goals if ends[g]):
                yield ends

    def within_limits(self, ends: dict[Goal, int]) -> bool:
        """Capacity, breadth (quick wins don't count), pace, pins and deadlines."""
        for phase in range(1, self.options["phases"] + 1):
            here = [g for g in self.goals if ends[g] == phase]
            rises = Counter(name for name, _ in here)
            habits = {name for name, level in here if not self.is_quick_win((name, level))}
            if sum(map(self.effort, here)) > self.options["capacity"] or len(habits) > self.options["breadth"]:
                return False
            if rises and max(rises.values()) > self.options["pace"]:
                return False
        pinned = all(not end or end >= self.options["pins"].get(g[0], 1) for g, end in ends.items())
        due = all(
            0 < end <= self.options["deadlines"].get(g[0], 99)
            for g, end in ends.items()
            if g[0] in self.options["deadlines"]
        )
        return pinned and due

    def in_order(self, goal: Goal, ends: dict[Goal, int]) -> bool:
        """Own levels and prerequisites: by score, by a step in time, or by a check."""
        name, level = goal
        needs = [(name, level - 1), *((p, m) for p, m, k in self.small.hard.get(name, ()) if k == level)]
        return all(self.holds(need, ends, ends[goal], own=need[0] == name) for need in needs)

    def holds(self, need: Goal, ends: dict[Goal, int], phase: int, *, own: bool) -> bool:
        """By score, by a step, or by a check of what nobody assessed and the plan does not build."""
        if self.level[need[0]] >= need[1]:
            return True
        unknown = need[0] not in self.small.ratings and need[0] not in self.targets
        if unknown and not own and self.options["unknown"] is Unknown.CHECK:
            return True
        return 0 < ends.get(need, 0) <= phase


@pytest.mark.parametrize("filled", [False, True])
@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(parts=cases())
def test_no_roadmap_by_the_rules_is_worth_more(
    world: Callable[..., Any], placed: Callable[..., Any], parts: dict[str, Any], *, filled: bool
) -> None:
    """The worth and the bound are the brute force's best, and the steps to targets are one of its roadmaps."""
    small = world(**parts["world"])
    try:
        roadmap = small.plan(**parts["settings"], leave_free=not filled)
    except InputError:
        assume(condition=False)
        raise
    brute = Brute(small, dict(roadmap.targets), parts["settings"])

    assert roadmap.worth == roadmap.bound == brute.best()
    fillings = {(s.step.practice, s.step.to_level) for p in roadmap.phases for s in p.steps if s.step.filling}
    ends = {goal: end for goal, (_, end) in placed(roadmap).items()}
    assert {goal: ends.get(goal, 0) for goal in brute.goals} in list(brute.roadmaps())
    assert filled or not fillings
    brute.options = {**parts["settings"], "deadlines": {}}  # these are met without the filling steps
    brute.goals = [*brute.goals, *fillings]
    assert brute.within_limits({goal: ends.get(goal, 0) for goal in brute.goals})


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(parts=cases())
def test_deadlines_are_refused_only_if_no_roadmap_meets_them(world: Callable[..., Any], parts: dict[str, Any]) -> None:
    """The targets are those without the deadlines."""
    small = world(**parts["world"])
    options = parts["settings"]
    assume(options["deadlines"])
    try:
        free = small.plan(**{**options, "deadlines": {}})
    except InputError:
        assume(condition=False)
        raise
    brute = Brute(small, dict(free.targets), options)
    try:
        small.plan(**options)
    except InputError:
        assert brute.best() is None
    else:
        assert brute.best() is not None
