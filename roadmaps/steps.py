"""Steps: raising one practice by one level, and the effort this takes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from practices_catalog.model import Approach, Catalogue
from roadmaps.current_state import CurrentState, CurrentStates
from roadmaps.model import RoadmapSettings, Step

LEAST_SHARE = Fraction(1, 10)


def steps_of(
    catalogue: Catalogue,
    current: CurrentStates,
    approach: Approach,
    settings: RoadmapSettings,
    targets: Mapping[str, int],
) -> tuple[Step, ...]:
    """Return the steps to every target, at most up to the highest level that can be reached, in catalogue order."""
    return tuple(
        Step(
            practice=practice.id,
            from_level=level - 1,
            to_level=level,
            effort_days=effort_days(practice.effort[settings.size], current[practice.id], level),
            benefit=approach.weights.get(practice.id, 0),
            assessed=current[practice.id].assessed,
        )
        for practice in catalogue.practices
        if practice.id in targets
        for level in _levels_ahead(current[practice.id], targets[practice.id])
    )


def _levels_ahead(state: CurrentState, target: int) -> range:
    return range(state.level + 1, min(target, state.ceiling) + 1)


def effort_days(catalogue_effort: tuple[int, ...], state: CurrentState, to_level: int) -> Fraction:
    """Return the person-days of a step.

    Args:
        catalogue_effort: days to reach levels 1 to 5, each from the level below.
        state: the practice's current state; its first step also includes what is missing at lower levels.
        to_level: the level that the step reaches.

    The effort is the catalogue's effort x (1 - achievement), but at least a tenth of the level's effort: even a level
    that looks achieved takes some work to confirm.
    """
    paid = range(1, to_level + 1) if to_level == state.level + 1 else (to_level,)
    missing = sum((_missing(catalogue_effort, state, level) for level in paid), Fraction(0))
    return max(missing, catalogue_effort[to_level - 1] * LEAST_SHARE)


def _missing(catalogue_effort: tuple[int, ...], state: CurrentState, level: int) -> Fraction:
    achieved = state.achievements[level - 1]
    return Fraction(0) if achieved is None else catalogue_effort[level - 1] * (1 - achieved)
