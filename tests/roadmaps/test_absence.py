"""Why a practice isn't in the roadmap, and what it would cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from practices_catalog.faults import InputError
from roadmaps.absence import absence

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


@pytest.mark.parametrize(
    ("practice", "ratings", "options", "why"),
    [
        ("b", "FNNNN", {"excluded": frozenset("b")}, "You excluded it. Reaching level 2 would take 4 person-days."),
        ("b", "-----", {}, "All its statements are rated not applicable, so it isn't planned."),
        ("b", "F-NNN", {}, "No level above 1 can be reached."),
        (
            "b",
            ".....",
            {},
            "Nobody has assessed it. Assess it before you plan it. Reaching level 1 would take 4 person-days.",
        ),
        ("a", "FFFNN", {}, "Its target, level 3, has been reached. Reaching level 4 would take 4 person-days."),
        (
            "b",
            "FNNNN",
            {},
            "You asked to plan only the approach's practices. Reaching level 2 would take 4 person-days.",
        ),
        (
            "b",
            "FFNNN",
            {"only_approach": False},
            (
                "Level 2 has been reached, and other steps are worth more to the approach. Reaching level 3 would take "
                "4 person-days."
            ),
        ),
        (
            "b",
            "NNNNN",
            {"only_approach": False, "breadth": 1, "pins": {"a": 1}, "phases": 1, "capacity": 30},
            (
                "Level 1 has no place: each phase with room for it already has steps in 1 practice. Reaching level 1 "
                "would take 4 person-days."
            ),
        ),
    ],
)
def test_an_absence_says_why(world: Build, practice: str, ratings: str, options: dict[str, Any], why: str) -> None:
    """One reason each."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 9, "b": 1},
        entry=("a",),
        ratings={"a": "FFNNN", "b": "FNNNN"} | {practice: ratings},
    )

    found = absence(small.catalogue, small.scores, small.plan(**{"capacity": 100, **options}), practice)

    assert found is not None
    assert found.why == why


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    ratings=st.dictionaries(st.sampled_from("abcd"), st.text("NPLF-.", min_size=5, max_size=5)),
    excluded=st.frozensets(st.sampled_from("bcd"), max_size=2),
    capacity=st.sampled_from([3, 5, 12]),
    filled=st.booleans(),
)
def test_every_practice_is_in_the_roadmap_or_the_roadmap_says_why_not_and_what_it_costs(
    world: Build, ratings: dict[str, str], excluded: frozenset[str], capacity: int, *, filled: bool
) -> None:
    """Whatever is weakest, worst for a framework or behind a symptom is one of them."""
    small = world(
        efforts=dict.fromkeys("abcd", FOUR),
        weights={"a": 9, "b": 5, "c": 1, "d": 1},
        entry=("a",),
        supporting=("b",),
        ratings=ratings,
        symptoms={"loud": ("c",)},
        reported={"loud": 3},
    )
    try:
        roadmap = small.plan(capacity, excluded=excluded, only_approach=False, leave_free=not filled)
    except InputError:
        return
    planned = {step.step.practice for phase in roadmap.phases for step in phase.steps}

    for practice in "abcd":
        found = absence(small.catalogue, small.scores, roadmap, practice)
        assert (found is None) == (practice in planned)
        if found:
            assert found.why.endswith(".")
            assert found.effort is None or "would take" in found.why
