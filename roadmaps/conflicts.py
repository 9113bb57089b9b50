"""Conflicting settings that no roadmap can meet: excluded prerequisites, and deadlines against pins or the pace."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.faults import Fault, Place
from practices_catalog.model import Approach, Catalogue
from roadmaps.draft import Basis
from roadmaps.model import RoadmapSettings
from roadmaps.precedence import Barrier, Cause, Goal, Precedence
from roadmaps.settings import pace_of
from roadmaps.targets import own_practices
from roadmaps.wording import counted, in_sentence, joined


def conflicts(basis: Basis) -> Iterator[Fault]:
    """Yield a fault for every conflict of exclusions, pins and deadlines that can be found without planning."""
    yield from _excluded_prerequisites(basis.precedence, basis.approach, basis.settings)
    for practice, phase in basis.settings.deadlines.items():
        target = basis.precedence.targets.get(practice, 0)
        if target > basis.precedence.current[practice].level:
            yield from _deadline_conflicts(basis, (practice, target), phase)


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


def _deadline_conflicts(basis: Basis, goal: Goal, phase: int) -> Iterator[Fault]:
    """Yield why a deadline can't be met at any capacity: the level is barred, pinned later, or too far away."""
    barrier = basis.precedence.barrier(goal)
    place, due = Place(key=f"deadlines.{goal[0]}"), f"{basis.named(goal)}, due in phase {phase},"
    if barrier:
        if barrier.cause is not Cause.EXCLUDED or len(barrier.chain) == 1:
            yield Fault(place, f"{due} can't be reached", "remove the deadline, or lower the target")
        return
    pinned = next(_later_pinned(basis, (goal,), phase, set()), None)
    if pinned:
        yield _pin_fault(basis, pinned, phase)
        return
    pace, start = pace_of(basis.settings), basis.settings.pins.get(goal[0], 1)
    levels, room = goal[1] - basis.precedence.current[goal[0]].level, (phase - start + 1) * pace
    if levels > room:
        wrong = f"{due} is {counted(levels, 'level')} away, and a practice rises by at most {pace} a phase"
        yield Fault(place, wrong, f"give phase {start - 1 - (-levels // pace)} or later, or a higher pace")


def _later_pinned(basis: Basis, chain: tuple[Goal, ...], phase: int, seen: set[Goal]) -> Iterator[tuple[Goal, ...]]:
    """Yield the chains of goals, each waiting for the next, that end at a practice pinned after a phase."""
    if basis.settings.pins.get(chain[-1][0], 0) > phase:
        yield chain
        return
    # Other practices first, because the reader knows that a practice's own levels come in order.
    for before in sorted(basis.precedence.waits_for(chain[-1]), key=lambda goal: goal[0] == chain[-1][0]):
        if before not in seen:
            seen.add(before)
            yield from _later_pinned(basis, (*chain, before), phase, seen)


def _pin_fault(basis: Basis, chain: tuple[Goal, ...], phase: int) -> Fault:
    (first, level), (last, _) = chain[0], chain[-1]
    pin = basis.settings.pins[last]
    place = Place(key=f"deadlines.{first}")
    if first == last:
        wrong = f"{basis.name(first)} level {level} is due in phase {phase}, but pinned to start in phase {pin}"
        return Fault(place, wrong, f"give phase {pin} or later as the deadline, or pin it to an earlier phase")
    wrong = f"{waiting(basis.catalogue, chain, f', due in phase {phase},')}, which is pinned to start in phase {pin}"
    by = f"phase {phase}" if phase == 1 else f"phase {phase} or earlier"
    mend = (
        f"pin {basis.name(last)} to {by}, give {basis.name(first)} phase {pin} or later as its deadline, "
        "or remove one of the two"
    )
    return Fault(place, wrong, mend)


def waiting(catalogue: Catalogue, chain: tuple[Goal, ...], where: str = "") -> str:
    """Return "problem management level 3 waits for incident management level 2", for a chain of any length."""
    named = [f"{_name(catalogue, practice)} level {level}" for practice, level in _without_own_levels(chain)]
    return f"{named[0]}{where} waits for " + ", which waits for ".join(named[1:])


def _without_own_levels(chain: tuple[Goal, ...]) -> list[Goal]:
    """Leave out intermediate levels of the same practice, because only its first one in the chain is of interest."""
    kept = [chain[0]]
    for goal, following in zip(chain[1:], (*chain[2:], None), strict=True):
        if following is None or goal[0] != kept[-1][0]:
            kept.append(goal)
    return kept


def _name(catalogue: Catalogue, practice: str) -> str:
    return in_sentence(catalogue.practice[practice].name)
