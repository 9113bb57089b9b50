"""Questionnaires: statements bound to a practice, a success factor, a dimension and a capability level."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Annotated

from pydantic import Field, with_config

from practices_catalog.model import Id, Level, Text


class Dimension(StrEnum):
    """The four dimensions of service management."""

    ORGANIZATIONS_PEOPLE = "organizations-people"
    INFORMATION_TECHNOLOGY = "information-technology"
    PARTNERS_SUPPLIERS = "partners-suppliers"
    VALUE_STREAMS_PROCESSES = "value-streams-processes"

    @property
    def label(self) -> str:
        """The dimension as a heading."""
        first, _, second = self.value.rpartition("-")
        return f"{first.replace('-', ' ').capitalize()} and {second}"


class Rating(StrEnum):
    """How far something is achieved, from N to F, or not applicable or don't know."""

    N = "N"
    P = "P"
    L = "L"
    F = "F"
    NA = "NA"
    DK = "DK"

    @property
    def on_scale(self) -> bool:
        """Whether this is one of N, P, L and F."""
        return self in SCALE

    @property
    def step(self) -> int:
        """Position on the scale, 0 for N to 3 for F; ValueError for NA and DK."""
        return SCALE.index(self)

    @property
    def worth(self) -> Fraction:
        """The rating's value: N 0, P 1/3, L 2/3, F 1; ValueError for NA and DK."""
        return _WORTHS[self.step]


SCALE = (Rating.N, Rating.P, Rating.L, Rating.F)
_WORTHS = tuple(Fraction(rating.step, len(SCALE) - 1) for rating in SCALE)


class Method(StrEnum):
    """The rules that turn ratings into capability levels; docs/scoring.md says when to use which."""

    LADDER = "ladder"
    ISO_33020 = "iso-33020"
    ITIL_SELF = "itil-self"


@dataclass(frozen=True, slots=True)
class Statement:
    """One assessable sentence about how work is really done.

    Attributes:
        level: the capability level, 1 to 5, that the statement belongs to.
        evidence: what an assessor would ask to see.
        action: what to do if the statement doesn't hold.
        requirements: `framework:requirement` ids; for these, only statements that name them count for the practice.
        lineage: ids that the statement had in earlier versions.
        unmet: what is true if the statement doesn't hold, as a clause for headlines; "" if nobody has written it.
        partly: the same if the statement holds in part (P or L).
        goal: what is true once the statement holds, in a few words for a board; "" if nobody has written it.
        start: what one person can do right away, in one to three days, before there is time for the whole level; "" if
            nobody has written it.
    """

    id: str
    practice: str
    success_factor: str
    dimension: Dimension
    level: int
    text: str
    evidence: str
    action: str
    requirements: tuple[str, ...] = ()
    lineage: tuple[str, ...] = ()
    unmet: str = ""
    partly: str = ""
    goal: str = ""
    start: str = ""


def is_ladder(statements: Collection[Statement]) -> bool:
    """Return whether a practice's statements form a ladder: at most one per level."""
    return len({statement.level for statement in statements}) == len(statements)


@dataclass(frozen=True)
class Questionnaire:
    """A version of a questionnaire; statements are in the catalogue's order of practices, then by level.

    Attributes:
        content: short hash of its files, shown with the version in results.
        minutes: how long it takes to answer honestly.
        method: how its levels are found unless an assessment chooses another method.
    """

    id: str
    name: str
    version: str
    content: str
    minutes: int
    intro: str
    statements: tuple[Statement, ...]
    method: Method = Method.ISO_33020

    @cached_property
    def statement(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def by_practice(self) -> Mapping[str, tuple[Statement, ...]]:
        """Statements of each practice, in order."""
        grouped: dict[str, list[Statement]] = {}
        for statement in self.statements:
            grouped.setdefault(statement.practice, []).append(statement)
        return {practice: tuple(statements) for practice, statements in grouped.items()}

    @cached_property
    def ladders(self) -> Mapping[str, Mapping[int, Statement]]:
        """The practices whose statements form a ladder (one per level), by practice and level."""
        return {
            practice: {statement.level: statement for statement in statements}
            for practice, statements in self.by_practice.items()
            if is_ladder(statements)
        }

    def without(self, practices: Container[str]) -> Questionnaire:
        """Return the questionnaire without the statements of some practices, and with fewer minutes to match."""
        statements = tuple(each for each in self.statements if each.practice not in practices)
        return replace(self, statements=statements, minutes=self.minutes_for(len(statements)))

    def minutes_for(self, statements: int) -> int:
        """Return how many minutes this number of statements takes, rounded up."""
        return ceil(Fraction(self.minutes * statements, len(self.statements) or 1))


Scale = Annotated[tuple[Text, ...], Field(min_length=4, max_length=4)]
"""The wording of the answer options 0 to 3 for a symptom."""


@dataclass(frozen=True, slots=True)
class Symptom:
    """A question of the triage.

    Attributes:
        short: the symptom's name in tables.
        practices: ids of the practices that the symptom points to: the ones to look at first if it occurs.
        says: what happens if it occurs, as a clause for headlines; "" if nobody has written it.
        answers: wording of the answers 0 to 3 if the triage's usual wording doesn't fit: a problem that is serious
            even once a year needs a finer scale than one that occurs every week.
        grave: whether it hurts even if it is rare, such as an outage.
        explained_by: levels of the first practice whose statements explain the symptom if they don't hold.
        resembles: ids of symptoms that describe the same harm, so that a conclusion names only one of them.
        words: words next to a length of time that show that evidence is about this symptom.
    """

    id: Id
    short: Text
    question: Text
    practices: Annotated[tuple[Id, ...], Field(min_length=1)]
    says: Text = ""
    answers: Scale | None = None
    grave: bool = False
    explained_by: tuple[Level, ...] = ()
    resembles: tuple[Id, ...] = ()
    words: tuple[Text, ...] = ()

    def is_like(self, other: Symptom) -> bool:
        """Return whether either of two symptoms is listed as resembling the other."""
        return other.id in self.resembles or self.id in other.resembles


@dataclass(frozen=True, slots=True)
class UnderlyingCause:
    """A cause that shows in several practices at once, so that raising one of them alone doesn't address it.

    Attributes:
        name: for tables.
        says: the cause as a clause, for conclusions.
        symptoms: ids of the symptoms that it leads to, those that it explains best first.
        words: words in evidence and comments about its signs that point to this cause.
        signs: levels, by practice, whose statements show the cause if they don't hold.
        only_if_told: whether it is named only if somebody's comments or evidence point to it, because it assumes
            something that not every organization has, such as suppliers or separate units.
        choice: what a sponsor has to choose.
        start: what one person can do about it at once, in one to three days.
        beware: what people try instead, and why it doesn't help; true regardless of the answers.
        share: the percentage of everybody's working time that the choice takes; 0 if it takes none.
        is_overload: whether it means that too much has been begun, so that a roadmap begins nothing optional.
        by_decision: whether its choice treats it, so that a roadmap raises only its first practice because of it.
    """

    id: Id
    name: Text
    says: Text
    symptoms: Annotated[tuple[Id, ...], Field(min_length=2)]
    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    signs: Annotated[Mapping[Id, tuple[Level, ...]], Field(min_length=2)]
    choice: Text
    start: Text
    beware: Text
    only_if_told: bool = False
    share: Annotated[int, Field(ge=0, le=100)] = 0
    is_overload: bool = False
    by_decision: bool = False


@with_config(extra="forbid")
@dataclass(frozen=True)
class Triage:
    """The symptom questions, the usual wording of the answers 0 (never) to 3 (weekly or worse), and their causes."""

    intro: Text
    answers: Scale
    symptoms: Annotated[tuple[Symptom, ...], Field(min_length=1)]
    underlying_causes: tuple[UnderlyingCause, ...] = ()

    @cached_property
    def symptom(self) -> Mapping[str, Symptom]:
        """Symptoms by id."""
        return {symptom.id: symptom for symptom in self.symptoms}

    def scale(self, symptom: str) -> Scale:
        """Return the wording of the answers 0 to 3 to a symptom; the usual one for a symptom of an earlier triage."""
        known = self.symptom.get(symptom)
        return (known.answers if known else None) or self.answers
