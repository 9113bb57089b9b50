"""Settings that contradict prerequisites: the error names the practices in order, and what to loosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from practices_catalog.faults import InputError
from practices_catalog.loading import load_catalogue
from practices_catalog.model import Catalogue
from roadmaps.solver import Possible

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


@pytest.fixture
def chain(world: Build) -> Any:
    """Problems 3 waits for incidents 2, which waits for desk 1."""
    return world(
        efforts=dict.fromkeys(("problems", "incidents", "desk"), FOUR),
        weights=dict.fromkeys(("problems", "incidents", "desk"), 1),
        entry=("problems",),
        hard={"problems": (("incidents", 2, 3),), "incidents": (("desk", 1, 2),)},
    )


def fault(small: Any, **options: Any) -> str:
    """Return the error that planning ends with."""
    with pytest.raises(InputError) as caught:
        small.plan(100, **options)
    return str(caught.value)


def test_a_deadline_before_the_pin_of_a_prerequisite_is_a_conflict(chain: Any) -> None:
    """FL-033, as it words the error."""
    assert fault(chain, deadlines={"problems": 1}, pins={"incidents": 3}) == (
        "deadlines.problems: problems level 3, due in phase 1, waits for incidents level 2, which is pinned to start "
        "in phase 3; pin incidents to phase 1, give problems phase 3 or later as its deadline, or remove one of the two"
    )


def test_a_conflict_over_others_names_all_of_them_in_order(chain: Any) -> None:
    """Incidents are not pinned, but stand between the two that are."""
    assert fault(chain, deadlines={"problems": 2}, pins={"desk": 4}) == (
        "deadlines.problems: problems level 3, due in phase 2, waits for incidents level 2, which waits for desk "
        "level 1, which is pinned to start in phase 4; pin desk to phase 2 or earlier, give problems phase 4 or later"
        " as its deadline, or remove one of the two"
    )


def test_a_deadline_before_the_own_pin_is_a_conflict(chain: Any) -> None:
    """The same practice."""
    assert fault(chain, deadlines={"problems": 1}, pins={"problems": 2}) == (
        "deadlines.problems: problems level 3 is due in phase 1, but pinned to start in phase 2; give phase 2 or later "
        "as the deadline, or pin it to an earlier phase"
    )


def test_a_deadline_that_the_pace_rules_out_says_which_phase_would_do(chain: Any) -> None:
    """Three levels from phase 2 on, one a phase: phase 4."""
    assert fault(chain, deadlines={"problems": 3}, pins={"problems": 2}, pace=1) == (
        "deadlines.problems: problems level 3, due in phase 3, is 3 levels away, and a practice rises by at most 1 a "
        "phase; give phase 4 or later, or a higher pace"
    )


def test_deadlines_that_the_capacity_rules_out_are_named(chain: Any) -> None:
    """24 days of steps, with what they wait for, in one phase of 20."""
    with pytest.raises(InputError, match="problems level 3 by phase 1 can't be reached with 20 person-days a phase"):
        chain.plan(20, deadlines={"problems": 1})


def test_deadlines_are_not_called_impossible_without_proof(chain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the search had ended before it could tell."""
    monkeypatch.setattr("roadmaps.scheduling.can_be_met", lambda _problem: Possible.UNKNOWN)

    with pytest.raises(InputError, match="no roadmap was found that reaches problems level 3 by phase 1 with 20 "):
        chain.plan(20, deadlines={"problems": 1})


def test_a_pin_behind_its_prerequisite_is_none(chain: Any) -> None:
    """The same phase will do, since a prerequisite may end in it."""
    assert chain.plan(100, pins={"problems": 2, "incidents": 2, "desk": 1}).unplanned == ()


def test_an_excluded_prerequisite_is_named(chain: Any) -> None:
    """Problems are the approach's own, and wait for what is excluded over incidents."""
    assert fault(chain, excluded=frozenset({"desk"})) == (
        "excluded.desk: problems level 3 waits for incidents level 2, which waits for desk level 1, which is "
        "excluded; include desk, set the target of problems to 2 or exclude problems too"
    )


def test_an_excluded_prerequisite_that_is_there_already_is_no_conflict(chain: Any) -> None:
    """Desk is at level 1, all that is needed."""
    chain.ratings = {"desk": "FNNNN"}

    assert chain.plan(100, excluded=frozenset({"desk"})).unplanned == ()


def test_a_default_target_that_waits_for_an_excluded_practice_is_missed(world: Build) -> None:
    """Only the default for what is at level 0 asks for b, so that it is missed, and the rest is planned."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        ratings={"b": "NNNNN"},
        hard={"b": (("c", 1, 1),)},
    )

    roadmap = small.plan(100, excluded=frozenset("c"), only_approach=False)

    assert [(u.practice, u.target, u.reached, u.why) for u in roadmap.unplanned] == [
        ("b", 1, 0, "B level 1 waits for c level 1, which you excluded. Reaching level 1 would take 4 person-days.")
    ]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The real catalogue."""
    return load_catalogue()


def test_the_field_case_names_pins_and_exclusion_at_once(world: Build, catalogue: Catalogue) -> None:
    """FL-033 with the prerequisites of the real catalogue."""
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
        deadlines={"problem-management": 1},
        pins={"incident-management": 3},
        excluded=frozenset({"service-configuration-management"}),
    )

    assert "service-configuration-management is excluded, but has a target" in error
    assert "problem-management level 3, due in phase 1, waits for incident-management level 2, which is pinned" in error
