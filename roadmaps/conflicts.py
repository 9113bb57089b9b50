"""Conflicting settings that no roadmap can meet: pins against prerequisites, and excluded prerequisites."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.faults import Fault, Place
from practices_catalog.model import Approach, Catalogue
from roadmaps.model import RoadmapSettings, Step
from roadmaps.precedence import Barrier, Cause, Goal, Precedence, goal_of
from roadmaps.targets import own_practices
from roadmaps.wording import in_sentence, joined


def conflicts(
    precedence: Precedence, steps: tuple[Step, ...], approach: Approach, settings: RoadmapSettings
) -> Iterator[Fault]:
    """Yield a fault for every conflict of pins or exclusions.

    Args:
        precedence: of the plan.
        steps: all steps to the targets, including those that are barred.
        approach: its practices, and those that have a target in the settings, must not wait for excluded ones.
        settings: with the pins.
    """
    yield from _excluded_prerequisites(precedence, approach, settings)
    yield from _pin_conflicts(precedence, steps, settings)


def _excluded_prerequisites(precedence: Precedence, approach: Approach, settings: RoadmapSettings) -> Iterator[Fault]:
    wanted = {*own_practices(approach), *settings.targets}
    for practice, target in precedence.targets.items():
        levels = range(precedence.current[practice].level + 1, target + 1)
        barriers = (precedence.barrier((practice, level)) for level in levels)
        barrier = next((barrier for barrier in barriers if barrier), None)
        if practice in wanted and barrier and barrier.cause is Cause.EXCLUDED:
            yield _excluded_fault(precedence, barrier)


def _excluded_fault(precedence: Precedence, barrier: Barrier) -> Fault:
    (practice, level), (excluded, _) = barrier.chain[0], barrier.chain[-1]
    current = precedence.current[practice].level
    lower = f"set the target of {_name(precedence.catalogue, practice)} to {level - 1}"
    loosen = [
        f"include {_name(precedence.catalogue, excluded)}",
        *([lower] if level - 1 >= max(current, 1) else []),
        f"exclude {_name(precedence.catalogue, practice)} too",
    ]
    wrong = f"{waiting(precedence.catalogue, barrier.chain)}, which is excluded"
    return Fault(Place(key=f"excluded.{excluded}"), wrong, joined(loosen, "or"))


def _pin_conflicts(precedence: Precedence, steps: tuple[Step, ...], settings: RoadmapSettings) -> Iterator[Fault]:
    """Yield one fault per pair of practices pinned in the wrong order, for the highest level that is affected."""
    found: dict[tuple[str, str], tuple[Goal, ...]] = {}
    for step in steps:
        phase = settings.pins.get(step.practice)
        if phase is not None and not precedence.barrier(goal_of(step)):
            chains = _later_pinned(precedence, settings, (goal_of(step),), phase, set())
            found |= {(chain[0][0], chain[-1][0]): chain for chain in chains}
    return (_pin_fault(precedence.catalogue, settings, chain) for chain in found.values())


def _later_pinned(
    precedence: Precedence, settings: RoadmapSettings, chain: tuple[Goal, ...], phase: int, seen: set[Goal]
) -> Iterator[tuple[Goal, ...]]:
    """Yield the chains of goals, each waiting for the next, that end at a practice pinned to a later phase."""
    for before in precedence.waits_for(chain[-1]):
        if before in seen or before[0] == chain[0][0]:
            continue
        seen.add(before)
        if settings.pins.get(before[0], 0) > phase:
            yield (*chain, before)
        else:
            yield from _later_pinned(precedence, settings, (*chain, before), phase, seen)


def _pin_fault(catalogue: Catalogue, settings: RoadmapSettings, chain: tuple[Goal, ...]) -> Fault:
    (first, _), (last, _) = chain[0], chain[-1]
    early, late = settings.pins[first], settings.pins[last]
    wrong = f"{waiting(catalogue, chain, f', pinned to phase {early},')}, which is pinned to phase {late}"
    by = f"phase {early}" if early == 1 else f"phase {early} or earlier"
    mend = (
        f"pin {_name(catalogue, last)} to {by}, pin {_name(catalogue, first)} to phase {late} or later, "
        "or remove one of the two pins"
    )
    return Fault(Place(key=f"pins.{first}"), wrong, mend)


def waiting(catalogue: Catalogue, chain: tuple[Goal, ...], where: str = "") -> str:
    """Return "problem management level 3 waits for incident management level 2", for a chain of any length."""
    named = [f"{_name(catalogue, practice)} level {level}" for practice, level in _without_own_levels(chain)]
    return f"{named[0]}{where} waits for " + ", which waits for ".join(named[1:])


def _without_own_levels(chain: tuple[Goal, ...]) -> list[Goal]:
    """Leave out intermediate levels of the same practice: only its first in the chain is of interest."""
    kept = [chain[0]]
    for goal, following in zip(chain[1:], (*chain[2:], None), strict=True):
        if following is None or goal[0] != kept[-1][0]:
            kept.append(goal)
    return kept


def _name(catalogue: Catalogue, practice: str) -> str:
    return in_sentence(catalogue.practice[practice].name)
