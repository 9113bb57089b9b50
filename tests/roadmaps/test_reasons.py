"""The reasons for a step's place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from roadmaps.model import Aim

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def test_a_step_says_what_it_serves_waits_for_and_unlocks(world: Build, reasons: Build) -> None:
    """A 2 requires b 1, and a 3 benefits from c 2; each phase has room for two steps."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights={"a": 5, "b": 1, "c": 1},
        entry=("a",),
        ratings={"a": "FNNNN", "b": "NNNNN", "c": "NNNNN"},
        hard={"a": (("b", 1, 2),)},
        soft={"a": (("c", 2, 3),)},
    )

    why = reasons(small.plan(8, targets={"b": 1}))

    assert (
        why["b", 1] == "You set its target to level 1. The practice is at level 0. A level 2 requires this "
        "level. Because b. Unlocks a level 2 (phase 1)."
    )
    assert why["a", 2] == "An entry practice of “The way”. Waits for b level 1 (phase 1)."
    assert why["a", 3] == (
        "An entry practice of “The way”. Phase 1 is full. This step would be easier "
        "with c at level 2, which won't be in place by then. Softly c."
    )


def test_several_soft_prerequisites_stand_in_one_sentence(world: Build, reasons: Build) -> None:
    """Those that are met when the step starts, or that nobody has assessed, aren't mentioned."""
    small = world(
        efforts=dict.fromkeys("abcde", FOUR),
        weights=dict.fromkeys("abcde", 1),
        entry=("a",),
        ratings={"a": "FFNNN", "b": "FFNNN", "c": "NNNNN", "e": "NNNNN"},
        soft={"a": (("b", 2, 3), ("c", 1, 3), ("d", 2, 3), ("e", 1, 3))},
    )

    assert reasons(small.plan())["a", 3].endswith(
        "This step would be easier with c at level 1 and e at level 1, which won't be in place by then."
    )


def test_a_step_towards_a_level_that_another_needs_says_so(world: Build, reasons: Build) -> None:
    """A 2 needs b at 3: b 1 is on the way; b is not assessed."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"a": "FNNNN"},
        hard={"a": (("b", 3, 2),)},
    )

    assert reasons(small.plan(100))["b", 1] == (
        "A level 2 requires level 3. Because b. The practice wasn't assessed, so it is planned from level 0."
    )


def test_a_practice_out_of_scope_is_called_so_and_not_one_that_was_forgotten(
    world: Build, reasons: Build, remarks: Build
) -> None:
    """The reason of its steps and the note of the roadmap; c is in scope, and nobody answered."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a", "b", "c"),
        ratings={"a": "FNNNN"},
        left_out={"b": "A supplier does it"},
    )

    roadmap = small.plan(100)

    assert reasons(roadmap)["b", 1].endswith(
        "The practice is outside the assessment's scope, so it is planned from level 0."
    )
    assert reasons(roadmap)["c", 1].endswith("The practice wasn't assessed, so it is planned from level 0.")
    assert remarks(roadmap) == (
        "Not assessed, so planned from level 0: c.",
        "Outside the assessment's scope, so planned from level 0: b.",
    )


def test_a_split_step_names_its_phases(world: Build, reasons: Build) -> None:
    """12 days take two phases of 10, 25 take three."""
    small = world(efforts={"a": (12, 25, 4, 4, 4)}, weights={"a": 1}, entry=("a",), ratings={"a": "NNNNN"})

    why = reasons(small.plan(10, targets={"a": 2}))

    assert "The step is larger than a whole phase, so it is split over phases 1 and 2." in why["a", 1]
    assert "The step is larger than a whole phase, so it is split over phases 2 to 4." in why["a", 2]


def test_a_step_names_the_symptom_and_the_aim_that_it_serves(world: Build, reasons: Build) -> None:
    """The symptom speaks of b, and the framework's second requirement is mapped to it."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"a": "FFFNN", "b": "NNNNN"},
        symptoms={"outages": ("b",)},
        reported={"outages": 3},
        requirements={"1": ("a",), "2": ("b",)},
    )

    assert reasons(small.plan(30, aim=Aim("standard")))["b", 1] == (
        "The symptoms point to this practice most, so its steps come as early as possible. "
        "Serves Standard 2. The practice is at level 0. Reported: “Symptom outages”."
    )


def test_a_step_that_the_pace_holds_back_says_so(world: Build, reasons: Build) -> None:
    """One level a phase."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "FNNNN"})

    why = reasons(small.plan(100, pace=1))["a", 3]

    assert why == "An entry practice of “The way”. A practice rises by at most 1 level a phase."


def test_a_pin_is_the_reason_in_its_own_phase_alone(world: Build, reasons: Build) -> None:
    """B is pinned to phase 2 and starts there; a, pinned to phase 1, could have started there anyway."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 5, "b": 1},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFNNN", "b": "FFNNN"},
    )

    why = reasons(small.plan(8, pins={"a": 1, "b": 2}))

    assert "Pinned to start in phase 2 or later." in why["b", 3]
    assert "Pinned" not in why["a", 3]


def test_a_soft_prerequisite_that_phase_1_brings_isnt_missed(world: Build, reasons: Build) -> None:
    """C reaches level 3 in the phase in which a does."""
    small = world(
        efforts=dict.fromkeys("ac", FOUR),
        weights={"a": 5, "c": 1},
        entry=("a",),
        supporting=("c",),
        ratings={"a": "FFNNN", "c": "FFNNN"},
        soft={"a": (("c", 3, 3),)},
    )

    assert "easier" in reasons(small.plan(4))["a", 3]
    assert "easier" not in reasons(small.plan(8))["a", 3]


def test_breadth_is_the_reason_where_there_is_room(world: Build, reasons: Build) -> None:
    """One practice a phase; phase 1 has 96 days left."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 5, "b": 1},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFNNN", "b": "FFNNN"},
    )

    assert "No more than 1 practice may have steps in one phase." in reasons(small.plan(100, breadth=1))["b", 3]


def test_a_level_that_is_not_in_the_roadmap_is_no_reason(world: Build, reasons: Build) -> None:
    """B 2 would be a filling that requires a 1, but there is no room for it."""
    small = world(
        efforts={"a": FOUR, "b": (9, 9, 9, 9, 9)},
        weights={"a": 5, "b": 1},
        entry=("a",),
        ratings={"a": "NNNNN", "b": "FNNNN"},
        own_targets={"a": 1},
        hard={"b": (("a", 1, 2),)},
    )

    why = reasons(small.plan(4, phases=1, only_approach=False, leave_free=False))

    assert why["a", 1] == "An entry practice of “The way”. The practice is at level 0."


def test_what_nobody_assessed_is_no_quick_win(world: Build, reasons: Build) -> None:
    """A step of a tenth of a phase from an assumed level 0, which may be higher."""
    small = world(efforts={"a": FOUR}, weights={"a": 5}, entry=("a",), own_targets={"a": 1})

    why = reasons(small.plan(40))

    assert why["a", 1] == (
        "An entry practice of “The way”. The practice wasn't assessed, so it is planned from level 0."
    )


def test_a_quick_win_needs_a_strong_symptom(world: Build, reasons: Build) -> None:
    """Both take a tenth of a phase; nothing is done of b, which hurts nobody, and c hurts every week."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        ratings={"a": "FFFNN", "b": "NNNNN", "c": "FNNNN"},
        symptoms={"outages": ("c",)},
        reported={"outages": 3},
    )

    why = reasons(small.plan(40, targets={"b": 1, "c": 2}))

    assert "quick win" not in why["b", 1]
    assert "A quick win: little work, and much needed." in why["c", 2]


def test_a_phase_with_room_but_not_enough_isnt_called_full(world: Build, reasons: Build) -> None:
    """Phase 1 has 2 of 6 days left, and b takes 4."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 5, "b": 1},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFNNN", "b": "FFNNN"},
    )

    assert "Phase 1 has no room for 4 person-days." in reasons(small.plan(6))["b", 3]


def test_what_is_worth_more_is_the_reason_beside_phases_with_room(world: Build, reasons: Build) -> None:
    """B 2 takes 4 of the 8 days of phase 1. By the pace, b 3 comes after it, and a, pinned there, fills phase 2."""
    small = world(
        efforts={"a": (8,) * 5, "b": FOUR},
        weights={"a": 9, "b": 1},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFNNN", "b": "FNNNN"},
    )

    why = reasons(small.plan(8, pace=1, pins={"a": 2}))

    assert why["b", 3] == "A supporting practice of “The way”. Steps that are worth more come first."


def test_a_step_that_only_prepares_the_aim_says_so(world: Build, reasons: Build) -> None:
    """The only requirement rests on a, which needs b first."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"a": "FNNNN", "b": "NNNNN"},
        hard={"a": (("b", 1, 2),)},
        requirements={"1": ("a",)},
    )

    why = reasons(small.plan(100, aim=Aim("standard")))["b", 1]

    assert why.startswith("Practices that Standard calls for depend on it. The practice is at level 0.")


@pytest.mark.parametrize(
    ("many", "listed"), [(1, "1"), (3, "1, 2 and 3"), (4, "1, 2, 3 and 1 more"), (5, "1, 2, 3 and 2 more")]
)
def test_three_requirements_of_the_aim_are_listed(world: Build, reasons: Build, many: int, listed: str) -> None:
    """The others are counted. A is ready at level 2, so that level 3 serves the target alone."""
    small = world(
        efforts={"a": FOUR},
        weights={"a": 1},
        entry=("a",),
        ratings={"a": "FNNNN"},
        requirements={str(number): ("a",) for number in range(1, many + 1)},
    )

    why = reasons(small.plan(100, aim=Aim("standard")))

    assert why["a", 2] == f"An entry practice of “The way”. Serves Standard {listed}."
    assert why["a", 3] == "An entry practice of “The way”."
