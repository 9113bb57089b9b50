"""The effort of raising a practice by one level, and the phase in which the roadmap does so."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from questionnaires.scoring.model import PracticeScore
from reports.views.subject import Subject
from roadmaps.steps import step_effort


@dataclass(frozen=True, slots=True)
class NextLevel:
    """The level that comes next in a practice; `phase` is None if it isn't planned."""

    to_level: int
    days: Fraction
    phase: int | None


def next_level(subject: Subject, score: PracticeScore) -> NextLevel | None:
    """Return a practice's next level, or None if no higher level can be reached."""
    standing = subject.standings[score.practice]
    level = standing.level + 1
    if level > standing.ceiling:
        return None
    for phase in subject.roadmap.phases if subject.roadmap else ():
        for planned in phase.steps:
            if (planned.step.practice, planned.step.to_level) == (score.practice, level):
                return NextLevel(level, planned.step.effort_days, phase.number)
    effort = subject.effort(score.practice)
    factor = subject.roadmap.settings.effort_factor if subject.roadmap else Fraction(1)
    return NextLevel(level, step_effort(effort, standing, level, factor).middle, None)


def highest_planned(subject: Subject, practice: str) -> int:
    """Return the highest level to which the roadmap raises a practice, or 0 if it doesn't."""
    phases = subject.roadmap.phases if subject.roadmap else ()
    return max((p.step.to_level for phase in phases for p in phase.steps if p.step.practice == practice), default=0)
