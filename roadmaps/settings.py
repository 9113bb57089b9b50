"""The default settings of a plan."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from practices_catalog.model import OrganizationSize, figure_for
from roadmaps.model import RoadmapSettings

# About 4%, 2% and 1% of the working time of 8, 80 and 600 people in IT.
DEFAULT_CAPACITY = {
    OrganizationSize.SMALL: Fraction(20),
    OrganizationSize.MEDIUM: Fraction(100),
    OrganizationSize.LARGE: Fraction(300),
}
DEFAULT_BREADTH = {OrganizationSize.SMALL: 3, OrganizationSize.MEDIUM: 4, OrganizationSize.LARGE: 6}
DEFAULT_PHASE_WEEKS = 13
LONG_PHASE_WEEKS = 26
MOST_PHASES = 12
MOST_BREADTH = 99
MOST_WEEKS = 52


def default_capacity(size: OrganizationSize, phase_weeks: int, it_staff: int | None = None) -> Fraction:
    """Return the default person-days of a phase: whole days per quarter, in proportion to the phase's weeks."""
    quarter = round(figure_for(DEFAULT_CAPACITY, size, it_staff))
    return Fraction(quarter * phase_weeks, DEFAULT_PHASE_WEEKS)


def default_pace(phase_weeks: int) -> int:
    """Return how many levels a practice may rise in a phase by default, because habits don't change faster."""
    return 1 if phase_weeks < LONG_PHASE_WEEKS else 2


def default_breadth(size: OrganizationSize) -> int:
    """Return how many practices may have steps in one phase by default."""
    return DEFAULT_BREADTH[size]


def resolved(settings: RoadmapSettings) -> RoadmapSettings:
    """Return the settings with the defaults filled in."""
    pace, breadth = settings.pace, settings.breadth
    return replace(
        settings,
        capacity=capacity_of(settings),
        pace=default_pace(settings.phase_weeks) if pace is None else pace,
        breadth=default_breadth(settings.size) if breadth is None else breadth,
    )


def capacity_of(settings: RoadmapSettings) -> Fraction:
    """Return the person-days of a phase."""
    return usual_capacity(settings) if settings.capacity is None else settings.capacity


def usual_capacity(settings: RoadmapSettings) -> Fraction:
    """Return the default person-days of a phase."""
    return default_capacity(settings.size, settings.phase_weeks, settings.it_staff)


def is_usual_capacity(settings: RoadmapSettings) -> bool:
    """Return whether a phase has the default person-days, which perhaps nobody has thought about."""
    return capacity_of(settings) == usual_capacity(settings)


def pace_of(settings: RoadmapSettings) -> int:
    """Return how many levels a practice may rise in a phase."""
    return settings.pace if settings.pace is not None else default_pace(settings.phase_weeks)


def breadth_of(settings: RoadmapSettings) -> int:
    """Return how many practices may have steps in one phase."""
    return settings.breadth if settings.breadth is not None else default_breadth(settings.size)
