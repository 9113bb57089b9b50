"""Settings that contradict prerequisites: the error names the practices in order and what to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from practices_catalog.faults import InputError
from practices_catalog.loading import load_catalogue
from practices_catalog.model import Catalogue

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


@pytest.fixture
def chain(world: Build) -> Any:
    """Problems 3 requires incidents 2, which requires desk 1."""
    return world(
        efforts=dict.fromkeys(("problems", "incidents", "desk"), FOUR),
        weights=dict.fromkeys(("problems", "incidents", "desk"), 1),
        entry=("problems",),
        hard={"problems": (("incidents", 2, 3),), "incidents": (("desk", 1, 2),)},
    )


def fault(small: Any, **options: Any) -> str:
    """Return the error that planning fails with."""
    with pytest.raises(InputError) as caught:
        small.plan(100, **options)
    return str(caught.value)


def test_a_pin_before_a_pinned_prerequisite_is_a_conflict(chain: Any) -> None:
    """This is the wording of FL-033."""
    assert fault(chain, pins={"problems": 1, "incidents": 3}) == (
        "pins.problems: problems level 3, pinned to phase 1, waits for incidents level 2, which is pinned to "
        "phase 3; pin incidents to phase 1, pin problems to phase 3 or later, or remove one of the two pins"
    )


def test_a_conflict_through_others_names_all_of_them_in_order(chain: Any) -> None:
    """Incidents aren't pinned but are between the two that are."""
    assert fault(chain, pins={"problems": 2, "desk": 4}) == (
        "pins.problems: problems level 3, pinned to phase 2, waits for incidents level 2, which waits for desk "
        "level 1, which is pinned to phase 4; pin desk to phase 2 or earlier, pin problems to phase 4 or later,"
        " or remove one of the two pins"
    )


def test_a_pin_in_the_phase_of_its_prerequisite_is_no_conflict(chain: Any) -> None:
    """A prerequisite may end in the same phase."""
    assert chain.plan(100, pins={"problems": 2, "incidents": 2, "desk": 1}).unplanned == ()


def test_an_excluded_prerequisite_is_named(chain: Any) -> None:
    """Problems are the approach's own, and require the excluded practice through incidents."""
    assert fault(chain, excluded=frozenset({"desk"})) == (
        "excluded.desk: problems level 3 waits for incidents level 2, which waits for desk level 1, which is "
        "excluded; include desk, set the target of problems to 2 or exclude problems too"
    )


def test_an_excluded_prerequisite_that_is_already_met_is_no_conflict(chain: Any) -> None:
    """Desk is at level 1, which is enough."""
    chain.ratings = {"desk": "FNNNN"}

    assert chain.plan(100, excluded=frozenset({"desk"})).unplanned == ()


def test_a_default_target_that_requires_an_excluded_practice_is_missed(world: Build) -> None:
    """Nobody needs b 2: it is only the default for prerequisites, so it is missed and the rest is planned."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        hard={"a": (("b", 1, 2),), "b": (("c", 1, 2),)},
    )

    roadmap = small.plan(100, excluded=frozenset("c"))

    assert [(u.practice, u.target, u.reached, u.why) for u in roadmap.unplanned] == [
        ("b", 2, 1, "B level 2 waits for c level 1, which you excluded.")
    ]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    return load_catalogue()


def test_the_field_case_names_pins_and_exclusion_at_once(world: Build, catalogue: Catalogue) -> None:
    """This is FL-033 with the prerequisites of the shipped catalogue."""
    small = world(
        efforts=dict.fromkeys(catalogue.practice, FOUR),
        weights=dict.fromkeys(catalogue.practice, 1),
        entry=("incident-management", "problem-management"),
        supporting=("service-configuration-management",),
        hard={
            practice.id: tuple((p.practice, p.level, p.for_level) for p in practice.prerequisites if p.hard)
            for practice in catalogue.practices
        },
    )

    error = fault(
        small,
        targets={"incident-management": 3, "problem-management": 3, "service-configuration-management": 2},
        pins={"problem-management": 1, "incident-management": 3},
        excluded=frozenset({"service-configuration-management"}),
    )

    assert "service-configuration-management is excluded, but has a target" in error
    assert "problem-management level 3, pinned to phase 1, waits for incident-management level 2" in error
