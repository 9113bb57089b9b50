"""Targets: the approach's own, what is at level 0, what symptoms speak of, prerequisites, what a person wants."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmaps.model import Unknown

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def test_prerequisites_of_prerequisites_get_targets_too(world: Build) -> None:
    """The entry wants b at 2, b at 2 wants c at 3, and d is wanted by nobody."""
    small = world(
        efforts=dict.fromkeys("abcd", FOUR),
        weights=dict.fromkeys("abcd", 1),
        entry=("a",),
        hard={"a": (("b", 2, 2),), "b": (("c", 3, 2),), "c": (("d", 2, 4),)},
    )

    assert small.plan(100).targets == {"a": 3, "b": 2, "c": 3}


def test_what_a_practice_has_passed_already_asks_for_nothing(world: Build) -> None:
    """A is at level 2, so the prerequisite of its level 2 is no longer ahead."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"a": "FFNNN"},
        hard={"a": (("b", 1, 2),)},
    )

    assert small.plan(100).targets == {"a": 3}


def test_a_default_target_is_never_below_the_present_level(world: Build) -> None:
    """A practice at level 4 keeps 4 as its target and has nothing to do."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "FFFFN"})

    assert small.plan().targets == {"a": 4}


def test_a_target_set_by_hand_overrides_the_default(world: Build) -> None:
    """Targets that a person set aren't changed, whatever the practice."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        hard={"a": (("b", 2, 2),)},
    )

    assert small.plan(100, targets={"a": 2, "b": 5, "c": 1}).targets == {"a": 2, "b": 5, "c": 1}


def test_a_higher_need_of_a_farther_practice_wins(world: Build) -> None:
    """B is needed at 2 by one practice and at 4 by another."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a", "c"),
        hard={"a": (("b", 2, 2),), "c": (("b", 4, 3),)},
    )

    assert small.plan(100).targets == {"a": 3, "b": 4, "c": 3}


def test_a_supporting_practice_has_the_target_that_the_approach_says(world: Build) -> None:
    """2 for b, 3 where the approach says nothing."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        supporting=("b", "c"),
        own_targets={"b": 2},
    )

    assert small.plan(100).targets == {"a": 3, "b": 2, "c": 3}


def test_what_is_at_level_0_and_what_hurts_have_targets_too(world: Build) -> None:
    """B is at 0. A symptom answered 2 speaks of c, one answered 1 of d. E has been at 0 perhaps: level 1 is open."""
    small = world(
        efforts=dict.fromkeys("abcdef", FOUR),
        weights=dict.fromkeys("abcdef", 1),
        entry=("a",),
        ratings={"a": "FFFNN", "b": "NNNNN", "c": "FNNNN", "d": "FNNNN", "e": ".NNNN"},
        symptoms={"loud": ("c", "f"), "quiet": ("d",)},
        reported={"loud": 2, "quiet": 1},
    )

    assert small.plan(100, only_approach=False).targets == {"a": 3, "b": 1, "c": 2}
    assert small.plan(100).targets == {"a": 3}


def test_what_hurts_most_has_level_3_as_target_whatever_the_approach(world: Build) -> None:
    """The approach wants level 2 of b and c; a worst symptom points to b first, another to d, which isn't its own.

    No symptom points to a: level 3 isn't its target while others hurt, unless only the approach counts.
    """
    small = world(
        efforts=dict.fromkeys("abcd", FOUR),
        weights=dict.fromkeys("abcd", 1),
        entry=("a",),
        supporting=("b", "c"),
        own_targets={"b": 2, "c": 2},
        ratings=dict.fromkeys("abcd", "FNNNN"),
        symptoms={"worst": ("b", "c"), "other": ("d",)},
        reported={"worst": 3, "other": 3},
    )

    assert small.plan(100, only_approach=False).targets == {"a": 2, "b": 3, "c": 2, "d": 3}
    assert small.plan(100).targets == {"a": 3, "b": 2, "c": 2}


def test_an_unknown_prerequisite_is_checked_or_built(world: Build) -> None:
    """Nobody assessed b, which a 2 needs at 1; c is assessed and gets a step either way."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        ratings={"a": "FNNNN", "c": "NNNNN"},
        hard={"a": (("b", 1, 2), ("c", 1, 3))},
    )

    assert small.plan(100, unknown=Unknown.BUILD).targets == {"a": 3, "b": 1, "c": 1}
    assert small.plan(100, unknown=Unknown.CHECK).targets == {"a": 3, "c": 1}


def test_a_supporting_practice_that_nobody_assessed_waits_for_its_assessment(world: Build) -> None:
    """Unknown isn't weak: a is known, so b isn't planned unless the settings say to build it."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 5, "b": 5},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FNNNN"},
    )

    checked, built = small.plan(20, unknown=Unknown.CHECK), small.plan(20, unknown=Unknown.BUILD)

    assert dict(checked.targets) == {"a": 3}
    note = "B supports the approach, but nobody has assessed it. Assess it before it is planned."
    assert note in checked.notes
    assert dict(built.targets) == {"a": 3, "b": 3}
    assert note not in built.notes


def test_where_nothing_of_the_approach_is_assessed_all_of_it_is_planned(world: Build) -> None:
    """There is nothing else to begin with."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights={"a": 5, "b": 5},
        entry=("a",),
        supporting=("b",),
        ratings={"c": "FFNNN"},
    )

    assert dict(small.plan(20, unknown=Unknown.CHECK).targets) == {"a": 3, "b": 3}


def test_an_entry_practice_that_nobody_assessed_waits_if_another_is_assessed(world: Build) -> None:
    """A and b wait, so phase 1 begins with c, although d would be worth more."""
    small = world(
        efforts=dict.fromkeys("abcd", FOUR),
        weights={"a": 9, "b": 9, "c": 1, "d": 9},
        entry=("a", "b", "c"),
        supporting=("d",),
        ratings={"c": "FNNNN", "d": "FNNNN"},
    )

    checked, built = small.plan(4, unknown=Unknown.CHECK), small.plan(4, unknown=Unknown.BUILD)
    chosen = small.plan(4, unknown=Unknown.CHECK, targets={"b": 1})

    they = "A and b are entry practices of the approach, but nobody has assessed them"
    assert f"{they}. Assess them before they are planned." in checked.notes
    assert dict(checked.targets) == {"c": 3, "d": 3}
    assert [each.step.practice for each in checked.phases[0].steps] == ["c"]
    assert dict(built.targets) == {"a": 3, "b": 3, "c": 3, "d": 3}
    assert not any("nobody has assessed" in each for each in built.notes)
    assert [each.step.practice for each in built.phases[0].steps] == ["a"]
    assert [each.step.practice for each in chosen.phases[0].steps] == ["b"]
    assert (
        "A is an entry practice of the approach, but nobody has assessed it. Assess it before it is planned."
        in chosen.notes
    )


def test_entry_practices_nobody_assessed_wait_where_a_supporting_one_is_assessed(world: Build) -> None:
    """The supporting b is assessed: c waits, and so does a, with which the approach begins."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 5),
        entry=("a",),
        supporting=("b", "c"),
        ratings={"b": "FFNNN"},
    )

    assert dict(small.plan(20, unknown=Unknown.CHECK).targets) == {"b": 3}
    assert dict(small.plan(20, unknown=Unknown.BUILD).targets) == {"a": 3, "b": 3, "c": 3}
