"""The catalogue: practices, frameworks, mappings and approaches, as they flow through the program."""

from __future__ import annotations

from collections import abc
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

LEVELS = (1, 2, 3, 4, 5)


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
    """Where an indicator moves when things get better."""

    UP = "up"
    DOWN = "down"
    RANGE = "range"


class OrganizationSize(StrEnum):
    """Size by staff in IT: small under 20, medium to 200, large above."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"

    @classmethod
    def of_it_staff(cls, it_staff: int) -> OrganizationSize:
        """Return the size of an organization with so many people in IT."""
        if it_staff < 20:  # noqa: PLR2004 - the limits are the definition
            return cls.SMALL
        return cls.MEDIUM if it_staff <= 200 else cls.LARGE  # noqa: PLR2004


class Relation(StrEnum):
    """What a practice is to a requirement, in the terms of NIST IR 8477."""

    EQUAL = "equal"
    SUBSET = "subset"
    SUPERSET = "superset"
    INTERSECTS = "intersects"


class Strength(StrEnum):
    """Whether a requirement is mainly met in a practice, or only helped by it."""

    PRIMARY = "primary"
    SUPPORTING = "supporting"


@dataclass(frozen=True, slots=True)
class SuccessFactor:
    """A named outcome that a practice must achieve."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a practice gives to one value chain activity."""

    degree: ContributionDegree
    how: str


@dataclass(frozen=True, slots=True)
class PracticeRole:
    """A role in a practice and what it does there."""

    name: str
    does: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure about a practice: formula, unit, direction, the range of healthy shops, and how it is gamed."""

    name: str
    formula: str
    unit: str
    direction: Direction
    healthy: str
    gamed: str


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """`practice` at `level` comes before the owner reaches `for_level`; soft ones are advice."""

    practice: str
    level: int
    for_level: int
    hard: bool
    why: str


@dataclass(frozen=True, slots=True)
class Practice:
    """One of the 34 practices.

    Attributes:
        group: its group in the catalogue's edition.
        effort: person-days of reaching levels 1 to 5, each from the level below, by organization size.
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
    effort: abc.Mapping[OrganizationSize, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A numbered requirement of a framework; `outside` says why no practice is mapped to it, else it is None."""

    id: str
    title: str
    parent: str | None
    outside: str | None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A practice's relation to a requirement; `level` is the capability level that the requirement expects of it."""

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

    practice: str
    why: str


@dataclass(frozen=True)
class Framework:
    """A framework: a tree of requirements and the mappings of practices to them.

    Attributes:
        owner: whose trade mark or publication it is.
        expects_level: the capability level (1 to 5) that its requirements expect; `why_level` defends it.
        requirements: in the framework's own order, parents before children.
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

    @cached_property
    def mappings_by_requirement(self) -> abc.Mapping[str, tuple[Mapping, ...]]:
        """The mappings of each requirement, an empty tuple where there is none."""
        return {
            requirement.id: tuple(m for m in self.mappings if m.requirement == requirement.id)
            for requirement in self.requirements
        }


@dataclass(frozen=True, slots=True)
class Signal:
    """A symptom that speaks for an approach, with its weight and the reason in a sentence."""

    symptom: str
    weight: int
    why: str


@dataclass(frozen=True, slots=True)
class Approach:
    """A way in: entry practices in order, supporting practices, a weight for every practice, its signals.

    Attributes:
        promise: what an organization that takes it gets, in one sentence.
        first_90_days: what the first 90 days hold, in order.
    """

    id: str
    name: str
    promise: str
    entry: tuple[str, ...]
    supporting: tuple[str, ...]
    weights: abc.Mapping[str, int]
    signals: tuple[Signal, ...]
    first_90_days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PracticeGroup:
    """A group of practices in an edition."""

    id: str
    name: str


@dataclass(frozen=True)
class Catalogue:
    """Everything known about practices, frameworks and approaches, in catalogue order.

    Attributes:
        edition: id of the edition whose groups are used, such as `itil-4`.
        version: short hash of the content files' bytes; a result names it.
    """

    edition: str
    edition_name: str
    version: str
    groups: tuple[PracticeGroup, ...]
    practices: tuple[Practice, ...]
    frameworks: tuple[Framework, ...]
    approaches: tuple[Approach, ...]

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
