"""A roadmap as a `plan/1` document."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from practices_catalog.model import Effort, OrganizationSize
from reports.documents.plan import plan_document
from roadmaps.model import ChosenBy, Phase, PlannedStep, Roadmap, RoadmapSettings, Step

START = date(2026, 1, 5)


def test_a_full_phase_has_nothing_free() -> None:
    """Three steps of 6 2/3 days fill 20 days exactly, though their rounded figures add up to 20.000001."""
    days = Effort(Fraction(20, 3), Fraction(20, 3))
    steps = tuple(
        PlannedStep(Step(practice, 0, 1, days, weight=1), days.middle, ends=True, why="", actions=(), part=days)
        for practice in "abc"
    )
    settings = RoadmapSettings(
        START, OrganizationSize.SMALL, phases=1, capacity=Fraction(20), aim=None, pace=1, breadth=3
    )
    phase = Phase(1, START, date(2026, 4, 5), Fraction(20), steps, {})
    roadmap = Roadmap("a", ChosenBy.USER, settings, {}, (phase,), (), (), Fraction(3), Fraction(3))

    (shown,) = plan_document(roadmap)["phases"]

    assert [step["effort"] for step in shown["steps"]] == [6.666667] * 3
    assert (shown["used"], shown["free"]) == (20, 0)
