"""The state of a practice before anything is planned."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from questionnaires.model import Method
from roadmaps.current_state import CurrentState, current_states

Build = Callable[..., Any]


def state(world: Build, ratings: str | None, **more: Any) -> CurrentState:
    """Return the state of a practice with these ratings."""
    given = {} if ratings is None else {"a": ratings}
    small = world(efforts={"a": (4, 4, 4, 4, 4)}, weights={"a": 1}, entry=("a",), ratings=given, **more)
    return current_states(small.catalogue, small.scores)["a"]


@pytest.mark.parametrize(
    ("ratings", "levels", "assessed", "applicable", "not_done", "may_hold"),
    [
        ("FFNNN", (2, 2), True, True, False, []),
        ("NNNNN", (0, 0), True, True, True, []),
        ("F.LNN", (1, 3), True, True, False, [2, 3]),  # an open statement may be F
        (".NNNN", (0, 1), True, True, False, [1]),
        (".....", (0, 5), False, True, False, [1, 2, 3, 4, 5]),
        (None, (0, 5), False, True, False, [1, 2, 3, 4, 5]),
        ("-----", (0, 5), False, False, False, []),
    ],
)
def test_what_is_open_may_hold(  # noqa: PLR0913 - the columns of a table
    world: Build,
    ratings: str | None,
    levels: tuple[int, int],
    *,
    assessed: bool,
    applicable: bool,
    not_done: bool,
    may_hold: list[int],
) -> None:
    """From the level with open statements as N to the one with them as F."""
    found = state(world, ratings)

    assert (found.level, found.upper) == levels
    assert (found.assessed, found.applicable, found.not_done) == (assessed, applicable, not_done)
    assert [level for level in range(1, 6) if found.may_hold(level)] == may_hold


@pytest.mark.parametrize(
    ("ratings", "missing"),
    [
        ("NNNNN", 1),
        ("FFNNN", 0),
        ("PNNNN", Fraction(5, 6)),
        ("LPFNN", Fraction(1, 2)),
        ("-PNNN", Fraction(2, 3)),  # a level without applicable statements doesn't count
        ("-----", 0),
    ],
)
def test_what_is_missing_is_the_mean_of_the_levels(world: Build, ratings: str, missing: Fraction) -> None:
    """P is worth a third, and L two thirds."""
    assert state(world, ratings).missing_up_to(2) == missing


def test_a_practice_out_of_scope_is_unknown(world: Build) -> None:
    """Whatever was answered before it was left out."""
    found = state(world, "FFFFF", left_out={"a": "A supplier does it"})

    assert (found.level, found.upper, found.assessed, found.applicable, found.in_scope) == (0, 5, False, True, False)
    assert found.achievements == (Fraction(0),) * 5
    assert state(world, "FFFFF").in_scope


def test_levels_that_do_not_apply_are_known_even_if_nothing_is_rated(world: Build) -> None:
    """Level 3 is NA, the others are open."""
    found = state(world, "..-..")

    assert [each is None for each in found.achievements] == [False, False, True, False, False]
    assert not any(found.achievements)
    assert found.ceiling == 2


@pytest.mark.parametrize(("method", "fills"), [(Method.ISO_33020, True), (Method.LADDER, False)])
@pytest.mark.parametrize("ratings", ["FNNNN", ".....", None])
def test_only_iso_33020_wants_the_gaps_below_filled(
    world: Build, ratings: str | None, method: Method, *, fills: bool
) -> None:
    """Assessed, not answered, or not asked."""
    assert state(world, ratings, method=method).fills_gaps is fills
