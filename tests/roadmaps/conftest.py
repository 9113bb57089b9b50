"""Small worlds to plan in: a catalogue of a few practices, and scores built from levels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

import pytest

from practices_catalog.model import (
    Approach,
    Catalogue,
    Effort,
    Framework,
    LevelEffort,
    OrganizationSize,
    Practice,
    Prerequisite,
    Relation,
    Requirement,
    Signal,
    Strength,
)
from practices_catalog.model import Mapping as FrameworkMapping
from questionnaires.answers.model import Answer, Assessment, Organization, Respondent, Response
from questionnaires.model import Dimension, Method, Questionnaire, Rating, Statement, Symptom, Triage, UnderlyingCause
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from roadmaps.model import ChosenBy, Roadmap, RoadmapSettings, Unknown
from roadmaps.planner import plan

START = date(2026, 1, 5)
Need = tuple[str, int, int]
"""A prerequisite: practice, level, for which level."""


@dataclass
class PlanningWorld:
    """Practices with their efforts and prerequisites, what they are worth, and their current levels.

    Attributes:
        efforts: person-days of levels 1 to 5, by practice in catalogue order, the same for every size.
        ratings: of the statements of levels 1 to 5, one a level, as letters such as "FFLNN"; "-" is not applicable,
            "." is unanswered. A practice without an entry is not assessed.
        left_out: why, by practice that the assessment does not ask about.
        symptoms: the practices that each symptom speaks of; `reported` has the answers.
        own_targets: of the approach's practices, where they aren't 3.
        risks: the practices that are marked grave.
        answers: by statement, in place of those that the ratings give, such as one with a comment.
        starts: whether statements of levels 1 to 3 say what one person can start at once.
        requirements: the practices that are mapped to each requirement of the framework; one for all by default.
        causes: the underlying causes of the triage.
    """

    efforts: dict[str, tuple[int, ...]]
    weights: dict[str, int]
    entry: tuple[str, ...]
    ratings: dict[str, str] = field(default_factory=dict)
    hard: dict[str, tuple[Need, ...]] = field(default_factory=dict)
    soft: dict[str, tuple[Need, ...]] = field(default_factory=dict)
    supporting: tuple[str, ...] = ()
    left_out: dict[str, str] = field(default_factory=dict)
    method: Method = Method.ISO_33020
    symptoms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reported: dict[str, int] = field(default_factory=dict)
    own_targets: dict[str, int] = field(default_factory=dict)
    requirements: dict[str, tuple[str, ...]] = field(default_factory=dict)
    grave: tuple[str, ...] = ()
    explained_by: tuple[int, ...] = ()
    starts: bool = False
    risks: tuple[str, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)
    causes: tuple[UnderlyingCause, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue, with one framework whose only requirement every practice is mapped to."""
        practices = tuple(self._practice(practice) for practice in self.efforts)
        served = self.requirements or {"1": tuple(self.efforts)}
        mappings = tuple(
            FrameworkMapping(p, "standard", requirement, Relation.INTERSECTS, Strength.PRIMARY, 3, "")
            for requirement, mapped in served.items()
            for p in mapped
        )
        requirements = tuple(Requirement(each, f"Requirement {each}", None, None) for each in served)
        framework = Framework("standard", "Standard", "1", "Nobody", 3, "", requirements, mappings, ())
        return Catalogue("test", "Test", "1", (), practices, (framework,), (self.approach,))

    @property
    def approach(self) -> Approach:
        """The approach."""
        signals = tuple(Signal(symptom, 1, "") for symptom in self.symptoms)
        return Approach("way", "The way", "", self.entry, self.supporting, self.weights, signals, self.own_targets)

    @property
    def triage(self) -> Triage:
        """The symptoms and the causes."""
        symptoms = tuple(
            Symptom(each, f"Symptom {each}", "", spoken, grave=each in self.grave, explained_by=self.explained_by)
            for each, spoken in self.symptoms.items()
        )
        return Triage("", (), symptoms, self.causes)

    @property
    def scores(self) -> Scores:
        """The scores that the ratings give."""
        every = (statement(practice, level) for practice in self.efforts for level in range(1, 6))
        statements = tuple(
            replace(each, start=f"start of {each.id}") if self.starts and each.level <= 3 else each for each in every
        )
        questionnaire = Questionnaire("scan", "Scan", "1", "1", 1, "", statements).without(self.left_out)
        answers = {
            f"{practice}.{level}": Answer(RATINGS[letter], reason="none here" if letter == "-" else "")
            for practice, letters in self.ratings.items()
            for level, letter in enumerate(letters, 1)
            if letter != "."
        } | self.answers
        response = Response("scan", Respondent("r1"), answers=answers, triage=self.reported)
        assessment = Assessment("scan", Organization(), "", (response,), {}, self.left_out)
        return score(self.catalogue, questionnaire, self.triage, assessment, self.method)

    def plan(self, capacity: int | Fraction | None = 10, **options: object) -> Roadmap:
        """Plan with phases of ten person-days, four of them, unless the options say otherwise."""
        return plan(
            self.catalogue, self.triage, self.scores, self.approach, ChosenBy.USER, settings(capacity, **options)
        )

    def plan_from(self, start: date) -> Roadmap:
        """Plan with a given start."""
        return plan(
            self.catalogue,
            self.triage,
            self.scores,
            self.approach,
            ChosenBy.USER,
            RoadmapSettings(start=start, size=OrganizationSize.SMALL),
        )

    def _practice(self, practice: str) -> Practice:
        needs = [Prerequisite(*need, hard=True, why=f"Because {need[0]}.") for need in self.hard.get(practice, ())]
        advice = [Prerequisite(*need, hard=False, why=f"Softly {need[0]}.") for need in self.soft.get(practice, ())]
        efforts = tuple(
            LevelEffort(level, dict.fromkeys(OrganizationSize, Effort(Fraction(days), Fraction(days))), "")
            for level, days in enumerate(self.efforts[practice], 1)
        )
        name = practice.capitalize()
        return Practice(
            practice, name, "general", "", (), {}, (), (), (*needs, *advice), efforts, grave=practice in self.risks
        )


RATINGS = {"N": Rating.N, "P": Rating.P, "L": Rating.L, "F": Rating.F, "-": Rating.NA}


def statement(practice: str, level: int) -> Statement:
    """Return the only statement of a practice's level."""
    dimension = Dimension.VALUE_STREAMS_PROCESSES
    return Statement(f"{practice}.{level}", practice, "factor", dimension, level, "text", "evidence", "action")


def settings(capacity: int | Fraction | None = 10, **options: object) -> RoadmapSettings:
    """Return settings of a medium organization from the first Monday of 2026.

    The rules that most tests aren't about are off: pace, breadth, further targets, filling.
    """
    given = None if capacity is None else Fraction(capacity)
    options = {
        "size": OrganizationSize.MEDIUM,
        "pace": 5,
        "breadth": 34,
        "leave_free": True,
        "only_approach": True,
        **options,
    }
    options.setdefault("unknown", Unknown.BUILD)
    return RoadmapSettings(start=START, capacity=given, **options)  # type: ignore[arg-type]


def placed(roadmap: Roadmap) -> dict[tuple[str, int], tuple[int, int]]:
    """Return the phases in which each finished step, by practice and level reached, starts and ends."""
    found: dict[tuple[str, int], tuple[int, int]] = {}
    for phase in roadmap.phases:
        for planned in phase.steps:
            goal = planned.step.practice, planned.step.to_level
            found[goal] = found.get(goal, (phase.number, 0))[0], phase.number if planned.ends else 0
    return found


def reasons(roadmap: Roadmap) -> dict[tuple[str, int], str]:
    """Return the reason for each step's place."""
    return {(p.step.practice, p.step.to_level): p.why for phase in roadmap.phases for p in phase.steps}


def remarks(roadmap: Roadmap) -> tuple[str, ...]:
    """Return the notes, without the one on free capacity."""
    return tuple(note for note in roadmap.notes if " are free" not in note)


@pytest.fixture
def world() -> Callable[..., PlanningWorld]:
    """A function that builds worlds."""
    return PlanningWorld


@pytest.fixture(name="placed")
def placed_steps() -> Callable[[Roadmap], Mapping[tuple[str, int], tuple[int, int]]]:
    """A function that returns where each step starts and ends."""
    return placed


@pytest.fixture(name="reasons")
def reasons_of_steps() -> Callable[[Roadmap], Mapping[tuple[str, int], str]]:
    """A function that returns the reason for each step's place."""
    return reasons


@pytest.fixture(name="remarks")
def remarks_of_roadmaps() -> Callable[[Roadmap], tuple[str, ...]]:
    """A function that returns the notes of a roadmap, without the one on free capacity."""
    return remarks
