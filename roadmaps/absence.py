"""Why a practice isn't in a roadmap, or doesn't get further, and what it would cost to raise it.

Whatever an assessment finds weakest is in the roadmap, or the roadmap says why not. This module says why not.
"""

from __future__ import annotations

from dataclasses import dataclass

from practices_catalog.model import Catalogue, Effort
from questionnaires.scoring.model import Scores
from roadmaps.current_state import CurrentState, current_states
from roadmaps.model import Roadmap
from roadmaps.steps import levels_ahead, step_effort
from roadmaps.targets import TARGET_OF_REPORTED
from roadmaps.wording import would_take


@dataclass(frozen=True, slots=True)
class Absence:
    """Why a roadmap doesn't raise a practice.

    Attributes:
        reason: one sentence, without the level and the effort of a higher one.
        cost: the effort of the next level, in a sentence; "" if no higher level can be reached.
        to_level: the level that the effort is for; None if no higher level can be reached.
        effort: person-days to reach that level; None in the same case.
    """

    practice: str
    reason: str
    cost: str
    to_level: int | None
    effort: Effort | None

    @property
    def why(self) -> str:
        """The reason and the cost."""
        return f"{self.reason} {self.cost}".rstrip()


def absence(catalogue: Catalogue, scores: Scores, roadmap: Roadmap, practice: str) -> Absence | None:
    """Return why a roadmap doesn't raise a practice and the effort of its next level; None if it raises it."""
    steps = (planned.step for phase in roadmap.phases for planned in phase.steps)
    if any(step.practice == practice and not step.completes for step in steps):
        return None
    state = current_states(catalogue, scores)[practice]
    if not state.applicable:
        return Absence(practice, "All its statements are rated not applicable, so it isn't planned.", "", None, None)
    level = state.level + 1
    if not levels_ahead(state, level):
        return Absence(practice, f"No level above {state.level} can be reached.", "", None, None)
    settings = roadmap.settings
    efforts = catalogue.practice[practice].effort(settings.size, settings.it_staff)
    effort = step_effort(efforts, state, level, settings.effort_factor)
    missed = next((each.why for each in roadmap.unplanned if each.practice == practice), "")
    cost = would_take(level, effort.low, effort.high)
    if missed:
        return Absence(practice, missed, "", level, effort)
    grave = catalogue.practice[practice].grave
    return Absence(practice, _reason(roadmap, state, practice, grave=grave), cost, level, effort)


def _reason(roadmap: Roadmap, state: CurrentState, practice: str, *, grave: bool) -> str:
    target = roadmap.targets.get(practice)
    if practice in roadmap.settings.excluded:
        return "You excluded it."
    if not state.assessed:
        return "Nobody has assessed it. Assess it before you plan it."
    if target is not None:
        return f"Its target, level {target}, has been reached."
    if roadmap.settings.only_approach:
        return "You asked to plan only the approach's practices."
    low = state.level < TARGET_OF_REPORTED
    if low and grave:
        return (
            "No frequent problem points here, but this guards against rare but serious events: decide on it separately."
        )
    so_far = "No frequent problem points here" if low else f"Level {state.level} has been reached"
    return f"{so_far}, and other steps are worth more to the approach."
