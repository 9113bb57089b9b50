"""Target levels: the defaults, the prerequisites they need, and the targets that the person set."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from practices_catalog.model import Approach, Catalogue, Prerequisite
from roadmaps.current_state import CurrentStates
from roadmaps.model import RoadmapSettings, Unknown
from roadmaps.symptoms import Reports

OWN_TARGET = 3
TARGET_OF_REPORTED = 2
TARGET_OF_NOT_DONE = 1


def own_practices(approach: Approach) -> tuple[str, ...]:
    """Return the approach's entry practices, then its supporting ones."""
    return tuple(dict.fromkeys((*approach.entry, *approach.supporting)))


def own_targets(current: CurrentStates, approach: Approach, unknown: Unknown) -> dict[str, int]:
    """Return the default targets of the approach's own practices; none is below the current level."""
    left = unassessed_own(current, approach) if unknown is Unknown.CHECK else ()
    own = (p for p in own_practices(approach) if p not in left)
    return {p: max(approach.targets.get(p, OWN_TARGET), current[p].level) for p in own}


def unassessed_own(current: CurrentStates, approach: Approach) -> tuple[str, ...]:
    """Return the approach's own practices to assess before they're planned: unknown isn't weak.

    If none of the approach's practices is assessed, all of them are planned from level 0, because there is nothing
    else to begin with.
    """
    own = own_practices(approach)
    if not any(current[p].assessed for p in own):
        return ()
    return tuple(p for p in own if current[p].applicable and not current[p].assessed)


def default_targets(  # noqa: PLR0913, PLR0917 - what targets depend on
    current: CurrentStates,
    approach: Approach,
    reports: Reports,
    aimed: Mapping[str, int],
    settings: RoadmapSettings,
    treating: Mapping[str, int],
    pressing: Collection[str],
) -> dict[str, int]:
    """Return the targets that nobody set, before prerequisites.

    Args:
        current: an unassessed practice gets a target only if it is the approach's own and either the settings say to
            build what is unknown, or none of the approach's practices is assessed.
        approach: the approach, whose own practices have targets; level 2 at most if others hurt and they don't.
        reports: a practice that a strongly reported symptom points to gets level 2 as its target, and level 3 if a
            symptom with the highest answer names it first.
        aimed: the levels that the aim requires.
        settings: `unknown`, and `only_approach`, which leaves out practices that the approach doesn't name.
        treating: the levels at which practices no longer show the underlying cause.
        pressing: practices with an upcoming date in the answers or a known risk; those below level 2 rise by one level.
    """
    targets = own_targets(current, approach, settings.unknown)
    found = [*aimed.items()]
    if not settings.only_approach:
        targets |= _unpolished(current, targets, reports, treating)
        found += [(p, TARGET_OF_NOT_DONE) for p, state in current.items() if state.not_done]
        found += [(p, TARGET_OF_REPORTED) for p, each in reports.items() if each.strong and current[p].assessed]
        found += [(p, OWN_TARGET) for p, each in reports.items() if each.is_worst and current[p].assessed]
        found += treating.items()
        low = [p for p in pressing if current[p].assessed and current[p].level < TARGET_OF_REPORTED]
        found += [(p, current[p].level + 1) for p in low]
    for practice, level in found:
        if level > current[practice].level:
            targets[practice] = max(level, targets.get(practice, 0))
    return targets


def _unpolished(
    current: CurrentStates, targets: Mapping[str, int], reports: Reports, treating: Mapping[str, int]
) -> dict[str, int]:
    """Return lower targets for practices that neither a strong symptom nor the cause points to, if a symptom is strong.

    Practices that work well aren't refined before what hurts has been treated.
    """
    strong = {practice for practice, each in reports.items() if each.strong}
    quiet = [practice for practice in targets if strong and practice not in {*strong, *treating}]
    return {each: max(current[each].level, min(targets[each], TARGET_OF_REPORTED)) for each in quiet}


def with_prerequisites(
    catalogue: Catalogue, current: CurrentStates, wanted: Mapping[str, int], settings: RoadmapSettings
) -> dict[str, int]:
    """Return the target of every practice in the plan, in catalogue order.

    A hard prerequisite of any planned level, direct or indirect, gets a target too if its current level is too low,
    unless it is to be checked. Targets that the person set are never changed.
    """
    targets = {**wanted, **settings.targets}
    targets = {p: level for p, level in targets.items() if p not in settings.excluded and current[p].applicable}
    waiting = list(targets)
    while waiting:
        practice = waiting.pop()
        for prerequisite in _prerequisites_ahead(catalogue, current, practice, targets[practice]):
            other = prerequisite.practice
            if _fixed(other, current, settings) or prerequisite.level <= max(
                current[other].level, targets.get(other, 0)
            ):
                continue
            if is_checked(current, targets, settings, other, prerequisite.level):
                continue
            targets[other] = prerequisite.level
            waiting.append(other)
    return {practice.id: targets[practice.id] for practice in catalogue.practices if practice.id in targets}


def is_checked(
    current: CurrentStates, targets: Mapping[str, int], settings: RoadmapSettings, practice: str, level: int
) -> bool:
    """Return whether a prerequisite that isn't known to hold is checked rather than built.

    A practice that the plan itself raises isn't assumed to be above the level to which the plan has raised it.
    """
    return settings.unknown is Unknown.CHECK and practice not in targets and current[practice].may_hold(level)


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
