"""Target levels: the approach's defaults, the prerequisites they need, and the targets that the person set."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.model import Approach, Catalogue, Prerequisite
from roadmaps.current_state import CurrentStates
from roadmaps.model import RoadmapSettings

OWN_TARGET = 3
PREREQUISITE_TARGET = 2


def own_practices(approach: Approach) -> tuple[str, ...]:
    """Return the approach's entry practices, then its supporting ones."""
    return tuple(dict.fromkeys((*approach.entry, *approach.supporting)))


def default_target(level: int) -> int:
    """Return the default target of one of the approach's own practices, given its current level."""
    return max(OWN_TARGET, level)


def targets_of(
    catalogue: Catalogue, current: CurrentStates, approach: Approach, settings: RoadmapSettings
) -> dict[str, int]:
    """Return the target of every practice in the plan, in catalogue order.

    A hard prerequisite of any planned level, direct or indirect, gets a target too if its current level is too low.
    Targets that the person set are never changed.
    """
    targets = _first_targets(current, approach, settings)
    waiting = list(targets)
    while waiting:
        practice = waiting.pop()
        for prerequisite in _prerequisites_ahead(catalogue, current, practice, targets[practice]):
            other = prerequisite.practice
            needed = max(PREREQUISITE_TARGET, prerequisite.level)
            if _fixed(other, current, settings) or needed <= max(current[other].level, targets.get(other, 0)):
                continue
            targets[other] = needed
            waiting.append(other)
    return {practice.id: targets[practice.id] for practice in catalogue.practices if practice.id in targets}


def _first_targets(current: CurrentStates, approach: Approach, settings: RoadmapSettings) -> dict[str, int]:
    own = {p: default_target(current[p].level) for p in own_practices(approach)}
    wanted = {**own, **settings.targets}
    return {p: level for p, level in wanted.items() if p not in settings.excluded and current[p].applicable}


def _prerequisites_ahead(
    catalogue: Catalogue, current: CurrentStates, practice: str, target: int
) -> Iterator[Prerequisite]:
    """Yield the hard prerequisites of the levels above the current one, up to the target or the ceiling."""
    state = current[practice]
    for prerequisite in catalogue.practice[practice].prerequisites:
        ahead = state.level < prerequisite.for_level <= min(target, state.ceiling)
        if prerequisite.hard and ahead:
            yield prerequisite


def _fixed(practice: str, current: CurrentStates, settings: RoadmapSettings) -> bool:
    return practice in settings.excluded or practice in settings.targets or not current[practice].applicable
