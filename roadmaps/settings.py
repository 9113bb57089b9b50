"""Settings of a plan: defaults and checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from practices_catalog.faults import Fault, Place
from practices_catalog.model import LEVELS, Approach, Catalogue, OrganizationSize
from practices_catalog.nearest import write_nearest
from roadmaps.current_state import CurrentStates
from roadmaps.model import RoadmapSettings
from roadmaps.targets import own_practices
from roadmaps.wording import counted, in_sentence

DEFAULT_CAPACITY = {OrganizationSize.SMALL: 15, OrganizationSize.MEDIUM: 45, OrganizationSize.LARGE: 120}
DEFAULT_PHASE_WEEKS = 13
MOST_PHASES = 12
MOST_WEEKS = 52
DAYS_OF_A_WEEK = 7


def default_capacity(size: OrganizationSize, phase_weeks: int) -> Fraction:
    """Return the default person-days of a phase, in proportion to its weeks."""
    return Fraction(DEFAULT_CAPACITY[size] * phase_weeks, DEFAULT_PHASE_WEEKS)


def resolved(settings: RoadmapSettings) -> RoadmapSettings:
    """Return the settings with the capacity filled in."""
    if settings.capacity is not None:
        return settings
    return replace(settings, capacity=default_capacity(settings.size, settings.phase_weeks))


def settings_faults(
    catalogue: Catalogue, current: CurrentStates, approach: Approach, settings: RoadmapSettings
) -> Iterator[Fault]:
    """Yield the faults of the settings, each checked on its own."""
    yield from _range_faults(settings)
    yield from _unknown_practices(catalogue, settings)
    yield from _target_faults(catalogue, current, settings)
    yield from _pin_faults(catalogue, settings)
    yield from _exclusion_faults(catalogue, approach, settings)


def sound_part(current: CurrentStates, settings: RoadmapSettings) -> RoadmapSettings:
    """Return the settings without faulty targets, pins and exclusions, so that the rest can be checked."""
    return replace(
        settings,
        targets={
            practice: target
            for practice, target in settings.targets.items()
            if practice in current and current[practice].level <= target <= LEVELS[-1]
        },
        pins={practice: phase for practice, phase in settings.pins.items() if practice in current},
        excluded=settings.excluded & current.keys(),
    )


def _range_faults(settings: RoadmapSettings) -> Iterator[Fault]:
    sound = True
    for key, value, most in (
        ("phases", settings.phases, MOST_PHASES),
        ("phase_weeks", settings.phase_weeks, MOST_WEEKS),
    ):
        if not 1 <= value <= most:
            sound = False
            yield Fault(Place(key=key), f"{value} isn't a number from 1 to {most}", f"give a number from 1 to {most}")
    if settings.capacity is not None and settings.capacity <= 0:
        wrong = f"a capacity of {settings.capacity} person-days leaves no room for work"
        yield Fault(Place(key="capacity"), wrong, "give a number above 0, or leave it out to use the default")
    if sound and not _ends_in_the_calendar(settings):
        wrong = f"with a start on {settings.start.isoformat()}, the last phase would end after the year 9999"
        yield Fault(Place(key="start"), wrong, "give an earlier start date")


def _ends_in_the_calendar(settings: RoadmapSettings) -> bool:
    try:
        settings.start + timedelta(days=settings.phases * settings.phase_weeks * DAYS_OF_A_WEEK)
    except OverflowError:
        return False
    return True


def _unknown_practices(catalogue: Catalogue, settings: RoadmapSettings) -> Iterator[Fault]:
    named: tuple[tuple[str, Iterable[str]], ...] = (
        ("targets", settings.targets),
        ("pins", settings.pins),
        ("excluded", settings.excluded),
    )
    for key, practices in named:
        for unknown in sorted(each for each in practices if each not in catalogue.practice):
            mend = write_nearest(unknown, catalogue.practice, "use the id of a practice")
            yield Fault(Place(key=key), f"no practice has the id {unknown!r}", mend)


def _target_faults(catalogue: Catalogue, current: CurrentStates, settings: RoadmapSettings) -> Iterator[Fault]:
    for practice in _known(catalogue, settings.targets):
        target, place = settings.targets[practice], _place("targets", practice)
        name, state = in_sentence(catalogue.practice[practice].name), current[practice]
        if target not in LEVELS:
            yield Fault(place, f"the target {target} of {name} isn't a capability level", "give a level from 1 to 5")
        elif not state.applicable:
            wrong = f"{name} has a target, but all its statements are rated not applicable"
            yield Fault(place, wrong, "remove the target, or rate the practice")
        elif target < state.level:
            wrong = f"the target {target} of {name} is below its current level {state.level}"
            yield Fault(place, wrong, f"give {state.level} or higher, or remove the target")


def _pin_faults(catalogue: Catalogue, settings: RoadmapSettings) -> Iterator[Fault]:
    # If the number of phases itself is wrong, check against the highest number allowed.
    phases = settings.phases if 1 <= settings.phases <= MOST_PHASES else MOST_PHASES
    for practice in _known(catalogue, settings.pins):
        phase = settings.pins[practice]
        if not 1 <= phase <= phases:
            name = in_sentence(catalogue.practice[practice].name)
            wrong = f"{name} is pinned to phase {phase}, but the roadmap has {counted(phases, 'phase')}"
            mend = f"pin it to a phase from 1 to {phases}" if phases > 1 else "pin it to phase 1"
            yield Fault(_place("pins", practice), wrong, mend)


def _exclusion_faults(catalogue: Catalogue, approach: Approach, settings: RoadmapSettings) -> Iterator[Fault]:
    named = (("targets", settings.targets, "has a target"), ("pins", settings.pins, "is pinned to a phase"))
    for key, practices, role in named:
        for practice in _known(catalogue, practices):
            if practice in settings.excluded:
                name = in_sentence(catalogue.practice[practice].name)
                mend = "include the practice, or remove it from the " + key
                yield Fault(_place(key, practice), f"{name} is excluded, but {role}", mend)
    wanted = {*own_practices(approach), *settings.targets}
    if wanted <= settings.excluded:
        wrong = f"every practice that the approach “{approach.name}” would plan is excluded"
        yield Fault(Place(key="excluded"), wrong, f"include at least one of {', '.join(own_practices(approach))}")


def _known(catalogue: Catalogue, practices: Iterable[str]) -> list[str]:
    wanted = set(practices)
    return [practice.id for practice in catalogue.practices if practice.id in wanted]


def _place(key: str, practice: str) -> Place:
    return Place(key=f"{key}.{practice}")
