"""The catalogue: practices, frameworks, mappings and approaches.

Where a content file has the same shape as a class here, pydantic reads the file into the class. The constraints in the
annotations apply only to files: code that builds an object is checked by mypy, not at run time.
"""

from __future__ import annotations

from collections import abc
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Annotated

from pydantic import Field, StringConstraints, with_config

from practices_catalog.practice_names import PracticeFinder

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Level = Annotated[int, Field(ge=1, le=5)]

LEVELS = (1, 2, 3, 4, 5)
OWN_TARGET = 3


class ValueChainActivity(StrEnum):
    """The six activities of the service value chain."""

    PLAN = "plan"
    IMPROVE = "improve"
    ENGAGE = "engage"
    DESIGN_AND_TRANSITION = "design-and-transition"
    OBTAIN_BUILD = "obtain-build"
    DELIVER_AND_SUPPORT = "deliver-and-support"


class ContributionDegree(StrEnum):
    """How much a practice contributes to a value chain activity."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Direction(StrEnum):
    """Which way an indicator moves as things improve."""

    UP = "up"
    DOWN = "down"
    RANGE = "range"


class OrganizationSize(StrEnum):
    """Size by number of IT staff: small under 20, medium up to 200, large above."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"

    @classmethod
    def of_it_staff(cls, it_staff: int) -> OrganizationSize:
        """Return the size of an organization with this many IT staff."""
        if it_staff < 20:  # noqa: PLR2004 - the limits are the definition
            return cls.SMALL
        return cls.MEDIUM if it_staff <= 200 else cls.LARGE  # noqa: PLR2004

    @property
    def typical_staff(self) -> int:
        """The number of IT staff that figures for this size are meant for."""
        return {OrganizationSize.SMALL: 8, OrganizationSize.MEDIUM: 80, OrganizationSize.LARGE: 600}[self]


def figure_for(
    figures: abc.Mapping[OrganizationSize, Fraction], size: OrganizationSize, it_staff: int | None
) -> Fraction:
    """Return a figure for a number of IT staff, interpolated between the sizes' typical numbers.

    This way, one more person never makes a figure jump. If the number isn't known, return the figure for the size.
    """
    if it_staff is None:
        return figures[size]
    for low, high in pairwise(OrganizationSize):
        if it_staff < high.typical_staff:
            above = Fraction(max(it_staff - low.typical_staff, 0), high.typical_staff - low.typical_staff)
            return figures[low] + (figures[high] - figures[low]) * above
    return figures[OrganizationSize.LARGE]


class Relation(StrEnum):
    """How a practice relates to a requirement, in the terms of NIST IR 8477."""

    EQUAL = "equal"
    SUBSET = "subset"
    SUPERSET = "superset"
    INTERSECTS = "intersects"


class Strength(StrEnum):
    """Whether a practice is the main way to meet a requirement, or only supports it."""

    PRIMARY = "primary"
    SUPPORTING = "supporting"


@dataclass(frozen=True, slots=True)
class SuccessFactor:
    """A named outcome that a practice must achieve."""

    id: Id
    name: Text


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a practice contributes to one value chain activity."""

    degree: Annotated[ContributionDegree, Field(alias="contribution")]
    how: Text


@dataclass(frozen=True, slots=True)
class PracticeRole:
    """A role in a practice, and what the person in that role does."""

    name: Text
    does: Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of a practice: formula, unit, direction, healthy range, and how people game it.

    Attributes:
        from_level: the lowest level at which it can be measured; below that, what it counts isn't recorded yet.
    """

    name: Text
    formula: Text
    unit: Text
    direction: Direction
    healthy: Text
    gamed: Text
    from_level: Level = 1


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A practice that must reach `level` before the dependent one can reach `for_level`; if soft, only advice."""

    practice: Id
    level: Level
    for_level: Level
    hard: bool
    why: Text


@dataclass(frozen=True, slots=True)
class Effort:
    """Person-days of work: `low` if things go well, `high` with the usual setbacks."""

    low: Fraction
    high: Fraction

    @property
    def middle(self) -> Fraction:
        """The figure that roadmaps use."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class LevelEffort:
    """The effort of reaching a level from the level below, by organization size; `driver` says what it depends on."""

    level: int
    days: abc.Mapping[OrganizationSize, Effort]
    driver: str

    def of(self, size: OrganizationSize, it_staff: int | None) -> Effort:
        """Return the effort in an organization of a size, for the number of its IT staff if that is known."""
        low = {each: effort.low for each, effort in self.days.items()}
        high = {each: effort.high for each, effort in self.days.items()}
        return Effort(figure_for(low, size, it_staff), figure_for(high, size, it_staff))


@dataclass(frozen=True, slots=True)
class Practice:
    """One of the 34 practices.

    Attributes:
        group: its group in the catalogue's edition.
        efforts: the effort of reaching each of levels 1 to 5, in this order.
        mandate: what the sponsor must decide so that the steps to levels 1 and 2 can work, as one sentence, or None.
        grave: whether level 0 matters even if nobody has noticed a problem yet, as with untested backups.
    """

    id: str
    name: str
    group: str
    purpose: str
    success_factors: tuple[SuccessFactor, ...]
    value_chain: abc.Mapping[ValueChainActivity, Contribution]
    roles: tuple[PracticeRole, ...]
    indicators: tuple[Indicator, ...]
    prerequisites: tuple[Prerequisite, ...]
    efforts: tuple[LevelEffort, ...]
    mandate: str | None = None
    grave: bool = False

    def effort(self, size: OrganizationSize, it_staff: int | None = None) -> tuple[Effort, ...]:
        """Return the effort of reaching levels 1 to 5, each from the level below."""
        return tuple(each.of(size, it_staff) for each in self.efforts)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of a framework; `outside` says why no practice is mapped to it, and is None otherwise."""

    id: Text
    title: Text
    parent: Text | None = None
    outside: Text | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a practice relates to a requirement; `level` is the capability level that the requirement expects of it."""

    practice: str
    framework: str
    requirement: str
    relation: Relation
    strength: Strength
    level: int
    rationale: str


@dataclass(frozen=True, slots=True)
class NoCounterpart:
    """Why a practice has no counterpart in a framework."""

    practice: Id
    why: Text


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that has to be done a given number of weeks before the certification audit.

    Attributes:
        do: as an instruction.
        needs_levels: whether the practices must have reached their levels by then.
    """

    do: Text
    weeks_before: Annotated[int, Field(ge=1)]
    needs_levels: bool = False


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate for a framework requires beyond the levels of practices.

    Attributes:
        largely: what largely achieved requirements (L) are enough for, in one sentence.
        also_needs: requirements that raising levels won't cover; each continues a list within a sentence.
        milestones: the deadlines on the way to the audit, earliest first.
    """

    largely: Text
    also_needs: Annotated[tuple[Text, ...], Field(min_length=1)]
    milestones: tuple[Milestone, ...] = ()

    @property
    def weeks_of_records(self) -> int:
        """How many weeks before the audit levels must be reached, so that there are records of them; 0 if it's open."""
        return next((each.weeks_before for each in self.milestones if each.needs_levels), 0)


@dataclass(frozen=True)
class Framework:
    """A framework: a tree of requirements and the mappings of practices to them.

    Attributes:
        owner: who owns the trademark or publishes the framework.
        expects_level: the capability level (1 to 5) that its requirements expect; `why_level` gives the reason.
        requirements: in the framework's own order, parents before children.
        certificate: what else a certificate requires; None if organizations can't be certified.
    """

    id: str
    name: str
    edition: str
    owner: str
    expects_level: int
    why_level: str
    requirements: tuple[Requirement, ...]
    mappings: tuple[Mapping, ...]
    no_counterpart: tuple[NoCounterpart, ...]
    certificate: Certificate | None = None

    @cached_property
    def mappings_by_requirement(self) -> abc.Mapping[str, tuple[Mapping, ...]]:
        """The mappings of each requirement; an empty tuple if it has none."""
        return {
            requirement.id: tuple(m for m in self.mappings if m.requirement == requirement.id)
            for requirement in self.requirements
        }


@dataclass(frozen=True, slots=True)
class Signal:
    """A symptom that points to an approach, with its weight and a reason in one sentence."""

    symptom: Id
    weight: Annotated[int, Field(ge=1, le=5)]
    why: Text


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class Approach:
    """An approach: entry practices in order, supporting practices, a weight for every practice, and signals.

    Attributes:
        promise: what an organization gains by choosing the approach, in one sentence.
        targets: the target levels of its entry and supporting practices, unless the target is 3.
        order: its place in the catalogue, lowest first.
    """

    id: Id
    name: Text
    promise: Text
    entry: Annotated[tuple[Id, ...], Field(min_length=1)]
    supporting: tuple[Id, ...]
    weights: abc.Mapping[Id, Annotated[int, Field(ge=0, le=10)]]
    signals: Annotated[tuple[Signal, ...], Field(min_length=1)]
    targets: abc.Mapping[Id, Level] = field(default_factory=dict)
    order: int = 100

    def target(self, practice: str) -> int:
        """Return the default target level of one of its entry or supporting practices."""
        return self.targets.get(practice, OWN_TARGET)


@dataclass(frozen=True, slots=True)
class PracticeGroup:
    """A group of practices in an edition."""

    id: Id
    name: Text


@dataclass(frozen=True, slots=True)
class NameWithoutPractice:
    """Names that people use for something that isn't a practice in this edition.

    Attributes:
        names: by language.
        why: where their work belongs instead; continues the sentence "ITIL 4 has no such practice, as".
        near: the practices that may be meant.
    """

    names: abc.Mapping[Id, Annotated[tuple[Text, ...], Field(min_length=1)]]
    why: Text
    near: Annotated[tuple[Id, ...], Field(min_length=1)]


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class PracticeNames:
    """Other names of practices in one language and one edition, from one file in `names/`.

    Attributes:
        language: a language code, such as `de`.
        edition: the edition whose names these are, such as `itil-3`, or an organization's own.
        names: by practice.
    """

    language: Text
    edition: Id
    names: abc.Mapping[Id, Annotated[tuple[Text, ...], Field(min_length=1)]]
    without_practice: tuple[NameWithoutPractice, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """Everything known about practices, frameworks and approaches, in catalogue order.

    Attributes:
        edition: id of the edition whose groups are used, such as `itil-4`.
        version: short hash of the content files; results cite it.
        names: other names of the practices, by language and edition.
    """

    edition: str
    edition_name: str
    version: str
    groups: tuple[PracticeGroup, ...]
    practices: tuple[Practice, ...]
    frameworks: tuple[Framework, ...]
    approaches: tuple[Approach, ...]
    names: tuple[PracticeNames, ...] = ()

    @cached_property
    def finder(self) -> PracticeFinder:
        """Finds practices by any of their names."""
        return PracticeFinder(self.practices, self.names)

    @cached_property
    def practice(self) -> abc.Mapping[str, Practice]:
        """Practices by id."""
        return {practice.id: practice for practice in self.practices}

    @cached_property
    def framework(self) -> abc.Mapping[str, Framework]:
        """Frameworks by id."""
        return {framework.id: framework for framework in self.frameworks}

    @cached_property
    def approach(self) -> abc.Mapping[str, Approach]:
        """Approaches by id."""
        return {approach.id: approach for approach in self.approaches}
