"""Faults in the settings of a plan, each checked separately."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from practices_catalog.faults import Fault, Place
from practices_catalog.model import LEVELS, Approach, Catalogue
from practices_catalog.nearest import write_nearest
from practices_catalog.practice_names import unknown_practice
from questionnaires.model import Rating
from roadmaps.current_state import CurrentStates
from roadmaps.model import RoadmapSettings
from roadmaps.settings import MOST_BREADTH, MOST_PHASES, MOST_WEEKS
from roadmaps.targets import own_practices
from roadmaps.wording import counted, in_sentence

DAYS_OF_A_WEEK = 7
MOST_FACTOR = 10


def settings_faults(
    catalogue: Catalogue, current: CurrentStates, approach: Approach, settings: RoadmapSettings
) -> Iterator[Fault]:
    """Yield the faults in the settings, each checked separately."""
    yield from _range_faults(settings)
    yield from _unknown_practices(catalogue, settings)
    yield from _target_faults(catalogue, current, settings)
    yield from _phase_faults(catalogue, settings)
    yield from _exclusion_faults(catalogue, approach, settings)
    yield from _aim_faults(catalogue, settings)


def sound_part(current: CurrentStates, settings: RoadmapSettings) -> RoadmapSettings:
    """Return the settings without faulty targets, pins, deadlines and exclusions, so that the rest can be checked."""
    last = max(1, min(settings.phases, MOST_PHASES))
    return replace(
        settings,
        targets={
            practice: target
            for practice, target in settings.targets.items()
            if practice in current and current[practice].level <= target <= LEVELS[-1]
        },
        pins={practice: phase for practice, phase in settings.pins.items() if practice in current},
        deadlines={p: phase for p, phase in settings.deadlines.items() if p in current and 1 <= phase <= last},
        excluded=settings.excluded & current.keys(),
    )


def _range_faults(settings: RoadmapSettings) -> Iterator[Fault]:
    sound = True
    for key, value, most in (
        ("phases", settings.phases, MOST_PHASES),
        ("phase_weeks", settings.phase_weeks, MOST_WEEKS),
        ("pace", settings.pace, len(LEVELS)),
        ("breadth", settings.breadth, MOST_BREADTH),
    ):
        if value is not None and not 1 <= value <= most:
            sound = sound and key not in {"phases", "phase_weeks"}
            yield Fault(Place(key=key), f"{value} isn't a number from 1 to {most}", f"give a number from 1 to {most}")
    if settings.capacity is not None and settings.capacity <= 0:
        wrong = f"a capacity of {settings.capacity} person-days leaves no room for work"
        yield Fault(Place(key="capacity"), wrong, "give a number above 0, or leave it out to use the default")
    if not 0 < settings.effort_factor <= MOST_FACTOR:
        wrong = f"an effort factor of {float(settings.effort_factor):g} isn't above 0 and at most {MOST_FACTOR}"
        yield Fault(Place(key="effort_factor"), wrong, "give a factor such as 1.5; 1 leaves the efforts as they are")
    if settings.day_rate is not None and settings.day_rate < 0:
        yield Fault(Place(key="day_rate"), "a day rate below 0 makes no sense", "give a rate of 0 or more")
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
        ("deadlines", settings.deadlines),
        ("excluded", settings.excluded),
    )
    for key, practices in named:
        for unknown in sorted(each for each in practices if each not in catalogue.practice):
            yield unknown_practice(catalogue.finder, unknown, Place(key=key))


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


def _phase_faults(catalogue: Catalogue, settings: RoadmapSettings) -> Iterator[Fault]:
    # If the number of phases itself is wrong, check against the highest number allowed.
    phases = settings.phases if 1 <= settings.phases <= MOST_PHASES else MOST_PHASES
    named = (
        ("pins", settings.pins, "is pinned to start in phase {}", "pin it to phase"),
        ("deadlines", settings.deadlines, "has to be reached by phase {}", "give phase"),
    )
    for key, chosen, says, mend in named:
        for practice in _known(catalogue, chosen):
            if not 1 <= chosen[practice] <= phases:
                name = in_sentence(catalogue.practice[practice].name)
                wrong = f"{name} {says.format(chosen[practice])}, but the roadmap has {counted(phases, 'phase')}"
                yield Fault(_place(key, practice), wrong, f"{mend} {f'1 to {phases}' if phases > 1 else 1}")


def _aim_faults(catalogue: Catalogue, settings: RoadmapSettings) -> Iterator[Fault]:
    aim = settings.aim
    if aim is None:
        return
    if aim.framework not in catalogue.framework:
        mend = write_nearest(aim.framework, catalogue.framework, "use the id of a framework")
        yield Fault(Place(key="aim"), f"no framework has the id {aim.framework!r}", mend)
    if aim.rating not in {Rating.L, Rating.F}:
        yield Fault(Place(key="aim"), f"{aim.rating} isn't a rating to aim for", "choose L or F")
    if aim.by is not None and aim.by < settings.start:
        by, start = aim.by.isoformat(), settings.start.isoformat()
        wrong = f"the date of the aim, {by}, is before the start of the roadmap, {start}"
        yield Fault(Place(key="aim_date"), wrong, "give a later date, or an earlier start")


def _exclusion_faults(catalogue: Catalogue, approach: Approach, settings: RoadmapSettings) -> Iterator[Fault]:
    named = (
        ("targets", settings.targets, "has a target"),
        ("pins", settings.pins, "is pinned to a phase"),
        ("deadlines", settings.deadlines, "has a deadline"),
    )
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
