"""The order of planning: from a catalogue, scores and an approach to a roadmap."""

from __future__ import annotations

from practices_catalog.faults import InputError
from practices_catalog.model import Approach, Catalogue
from questionnaires.scoring.model import Scores
from roadmaps.conflicts import conflicts
from roadmaps.current_state import current_states
from roadmaps.draft import Draft
from roadmaps.missed import missed_targets
from roadmaps.model import ChosenBy, Roadmap, RoadmapSettings
from roadmaps.notes import notes
from roadmaps.precedence import Precedence, possible_steps
from roadmaps.problem import problem_of
from roadmaps.reasons import why
from roadmaps.search import best_schedule
from roadmaps.settings import resolved, settings_faults, sound_part
from roadmaps.steps import steps_of
from roadmaps.targets import targets_of
from roadmaps.timeline import phases_of


def plan(
    catalogue: Catalogue, scores: Scores, approach: Approach, chosen_by: ChosenBy, settings: RoadmapSettings
) -> Roadmap:
    """Return the best roadmap that the planner finds; the same input always gives the same roadmap.

    Args:
        catalogue: with the prerequisites and efforts.
        scores: the levels and achievements to start from.
        approach: its weights say what a step is worth.
        chosen_by: who chose the approach; recorded in the roadmap.
        settings: the person's decisions; recorded in the roadmap, with the capacity filled in.

    Raises:
        InputError: with every fault of the settings, and every conflict between them.
    """
    draft = drafted(catalogue, scores, approach, settings)
    whys = tuple(why(draft, index) for index in range(len(draft.steps)))
    return Roadmap(
        approach=approach.id,
        chosen_by=chosen_by,
        settings=draft.settings,
        targets=draft.precedence.targets,
        phases=phases_of(draft, whys),
        unplanned=missed_targets(draft),
        notes=notes(draft),
        worth=draft.worth,
    )


def drafted(catalogue: Catalogue, scores: Scores, approach: Approach, settings: RoadmapSettings) -> Draft:
    """Return the schedule, and everything it was made from, before its reasons and notes are written.

    Raises:
        InputError: as `plan` does.
    """
    current = current_states(catalogue, scores)
    faults = list(settings_faults(catalogue, current, approach, settings))
    settings = resolved(sound_part(current, settings))
    targets = targets_of(catalogue, current, approach, settings)
    precedence = Precedence(catalogue, current, targets, settings.excluded)
    wanted = steps_of(catalogue, current, approach, settings, targets)
    faults.extend(conflicts(precedence, wanted, approach, settings))
    if faults:
        raise InputError(faults)
    steps = possible_steps(wanted, precedence)
    problem, first = problem_of(steps, precedence, settings, approach)
    return Draft(catalogue, approach, settings, precedence, steps, problem, first, best_schedule(problem))
