"""The view model of the work in a step: its purpose, and its actions in the saved roadmap."""

from __future__ import annotations

from dataclasses import dataclass

from practices_catalog.model import Catalogue
from roadmaps.model import Roadmap


@dataclass(frozen=True, slots=True)
class StepAction:
    """Something to do: when it begins, who does it, and what shows that it's done."""

    when: str
    who: str
    text: str
    shows: str


@dataclass(frozen=True, slots=True)
class StepWork:
    """The work in a step.

    Attributes:
        practice_id: "" for a practice that is no longer in the catalogue.
        why: why the step is in the roadmap; "" if the step has been removed from it.
    """

    practice_id: str
    purpose: str
    why: str
    actions: tuple[StepAction, ...]


def step_work(catalogue: Catalogue, roadmap: Roadmap, practice: str, to_level: int) -> StepWork:
    """Return the work in a step, as the saved roadmap plans it in one or several phases.

    Nobody's ratings are shown, because the owner of a step may not be allowed to see the results.
    """
    known = catalogue.practice.get(practice)
    parts = [
        (phase, planned)
        for phase in roadmap.phases
        for planned in phase.steps
        if (planned.step.practice, planned.step.to_level) == (practice, to_level)
    ]
    return StepWork(
        practice_id=practice if known else "",
        purpose=known.purpose if known else "",
        why=next((planned.why for _, planned in parts if planned.why), ""),
        actions=tuple(
            StepAction(f"Phase {phase.number}, week {action.week}", action.who, action.text, action.shows)
            for phase, planned in parts
            for action in planned.actions
        ),
    )
