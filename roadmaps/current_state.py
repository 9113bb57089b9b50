"""The current state of each practice, before anything is planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from practices_catalog.model import LEVELS, Catalogue
from questionnaires.model import Method
from questionnaires.scoring.capability import level_values
from questionnaires.scoring.model import PracticeScore, PracticeStatus, Scores


@dataclass(frozen=True, slots=True)
class CurrentState:
    """A practice's level and achievements, as the planner uses them.

    Attributes:
        level: 0 if the practice wasn't assessed.
        upper: the level if every open statement held; the highest level if the practice wasn't assessed.
        applicable: False if all its statements were rated NA.
        achievements: the achievements of levels 1 to 5; None for a level without applicable statements.
        in_scope: False if the assessment left the practice out, so that nobody was asked about it.
        fills_gaps: whether the method requires F for the levels below the next one, so that their gaps are part of
            the first step.
    """

    level: int
    assessed: bool
    applicable: bool
    achievements: tuple[Fraction | None, ...]
    in_scope: bool = True
    upper: int = LEVELS[-1]
    fills_gaps: bool = True

    @property
    def ceiling(self) -> int:
        """The highest level that can be reached, which is below the first level without applicable statements."""
        barred = (level for level in LEVELS if level > self.level and self.achievements[level - 1] is None)
        return next(barred, LEVELS[-1] + 1) - 1

    @property
    def not_done(self) -> bool:
        """Whether the answers show that the practice is at level 0, however the open statements are answered."""
        return self.assessed and self.upper == 0

    def missing_up_to(self, level: int) -> Fraction:
        """Return the mean share, 0 to 1, of levels 1 to `level` that isn't achieved; 0 if none of them applies."""
        shares = [1 - achieved for achieved in self.achievements[:level] if achieved is not None]
        return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(0)

    def may_hold(self, level: int) -> bool:
        """Whether the practice may have reached a level: it has, or the answers don't say enough."""
        return self.applicable and self.level < level <= self.upper


CurrentStates = Mapping[str, CurrentState]


def current_states(catalogue: Catalogue, scores: Scores) -> dict[str, CurrentState]:
    """Return the current state of every practice, in catalogue order."""
    left_out = scores.assessment.left_out
    fills_gaps = scores.method is Method.ISO_33020
    return {
        practice.id: _current_state(
            scores.practice.get(practice.id), in_scope=practice.id not in left_out, fills_gaps=fills_gaps
        )
        for practice in catalogue.practices
    }


def _current_state(score: PracticeScore | None, *, in_scope: bool, fills_gaps: bool) -> CurrentState:
    if score is None or not in_scope:
        nothing = (Fraction(0),) * len(LEVELS)
        return CurrentState(
            0, assessed=False, applicable=True, achievements=nothing, in_scope=in_scope, fills_gaps=fills_gaps
        )
    if score.level is not None:
        upper = score.level if score.level_upper is None else score.level_upper
        return CurrentState(
            score.level,
            assessed=True,
            applicable=True,
            achievements=score.achievements,
            upper=upper,
            fills_gaps=fills_gaps,
        )
    values = level_values(score.statements)
    achievements = tuple(values.achievement(level) for level in LEVELS)
    applicable = score.status is not PracticeStatus.NOT_APPLICABLE
    return CurrentState(
        0, assessed=False, applicable=applicable, achievements=achievements, upper=LEVELS[-1], fills_gaps=fills_gaps
    )
