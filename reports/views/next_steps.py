"""What raising a practice by one level takes, and where the roadmap has it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from questionnaires.scoring.model import PracticeScore
from reports.views.subject import Subject
from roadmaps.steps import effort_days


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step that comes next in a practice; `phase` is None where the roadmap does not have it."""

    to_level: int
    days: Fraction
    phase: int | None


def next_step(subject: Subject, score: PracticeScore) -> NextStep | None:
    """Return a practice's next step, None where no higher level can be reached."""
    standing = subject.standings[score.practice]
    level = standing.level + 1
    if level > standing.ceiling:
        return None
    for phase in subject.roadmap.phases if subject.roadmap else ():
        for planned in phase.steps:
            if (planned.step.practice, planned.step.to_level) == (score.practice, level):
                return NextStep(level, planned.step.effort_days, phase.number)
    effort = subject.catalogue.practice[score.practice].effort[subject.size]
    return NextStep(level, effort_days(effort, standing, level), None)


def highest_planned(subject: Subject, practice: str) -> int:
    """Return the highest level to which the roadmap raises a practice, 0 where it does not."""
    phases = subject.roadmap.phases if subject.roadmap else ()
    return max((p.step.to_level for phase in phases for p in phase.steps if p.step.practice == practice), default=0)
