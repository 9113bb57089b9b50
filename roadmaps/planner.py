"""The order of planning: from a catalogue, scores and an approach to a roadmap."""

from __future__ import annotations

from practices_catalog.faults import InputError
from practices_catalog.model import Approach, Catalogue
from questionnaires.diagnosis import named_causes
from questionnaires.model import Triage
from questionnaires.scoring.model import Scores
from roadmaps.aim_result import aim_result
from roadmaps.aims import AimLevels, cheapest_levels
from roadmaps.conflicts import conflicts
from roadmaps.current_state import current_states
from roadmaps.dated import dated_practices
from roadmaps.draft import Basis, Draft
from roadmaps.missed import missed_targets
from roadmaps.model import ChosenBy, Roadmap, RoadmapSettings
from roadmaps.notes import notes
from roadmaps.precedence import Precedence
from roadmaps.projection import readiness_today
from roadmaps.reasons import why
from roadmaps.scheduling import scheduled
from roadmaps.settings import resolved
from roadmaps.settings_faults import settings_faults, sound_part
from roadmaps.steps import StepMaker
from roadmaps.strong_words import known_risks
from roadmaps.symptoms import easing, reports_by_practice, treating_levels, urgent_practices
from roadmaps.targets import default_targets, own_practices, with_prerequisites
from roadmaps.timeline import phases_of


def plan(  # noqa: PLR0913, PLR0917 - what a roadmap depends on
    catalogue: Catalogue,
    triage: Triage,
    scores: Scores,
    approach: Approach,
    chosen_by: ChosenBy,
    settings: RoadmapSettings,
) -> Roadmap:
    """Return the best roadmap; the same input always gives the same one.

    Args:
        catalogue: has the prerequisites and efforts.
        triage: says which practices each symptom points to.
        scores: the levels and achievements to start from, and the symptoms reported.
        approach: the approach, whose weights say what a step is worth.
        chosen_by: who chose the approach; recorded in the roadmap.
        settings: the person's decisions; recorded in the roadmap, with the defaults filled in.

    Raises:
        InputError: lists every error in the settings, and every conflict between them.

    Source: docs/planning.md.
    """
    draft = drafted(catalogue, triage, scores, approach, settings)
    whys = tuple(why(draft, index) for index in range(len(draft.steps)))
    phases = phases_of(draft, whys)
    return Roadmap(
        approach=approach.id,
        chosen_by=chosen_by,
        settings=draft.settings,
        targets=draft.precedence.targets,
        phases=phases,
        unplanned=missed_targets(draft),
        notes=notes(draft),
        worth=draft.worth,
        bound=draft.optimum.bound,
        readiness_before=readiness_today(scores),
        aim=aim_result(draft, phases),
    )


def drafted(
    catalogue: Catalogue, triage: Triage, scores: Scores, approach: Approach, settings: RoadmapSettings
) -> Draft:
    """Return the schedule, and everything it was made from, before its reasons and notes are written.

    Raises:
        InputError: as `plan` does.
    """
    current = current_states(catalogue, scores)
    faults = list(settings_faults(catalogue, current, approach, settings))
    sound = resolved(sound_part(current, settings))
    reports = reports_by_practice(triage, scores.assessment.responses)
    diagnosis = next(iter(named_causes(triage, scores)), None)
    treating, dated = treating_levels(diagnosis), dated_practices(scores, sound)
    urgent = urgent_practices(current, triage, scores.assessment.responses, treating)
    eases = easing(catalogue, current, urgent)
    meant = own_practices(approach) if sound.only_approach else current
    at_risk = known_risks(catalogue, {each: current[each] for each in meant}, scores)
    maker = StepMaker(catalogue, current, approach, reports, sound, urgent, treating, eases, at_risk)
    aimed = AimLevels()
    if sound.aim and not faults:
        aimed = cheapest_levels(maker, scores, sound.aim)
    wanted = default_targets(current, approach, reports, aimed.targets, sound, treating, {*dated, *at_risk})
    targets = with_prerequisites(catalogue, current, wanted, sound)
    precedence = Precedence(catalogue, current, targets, sound)
    basis = Basis(scores, triage, maker, sound, precedence, aimed, diagnosis, dated)
    faults.extend(conflicts(basis))
    if faults:
        raise InputError(faults)
    return scheduled(basis)
