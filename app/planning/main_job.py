"""The main job in three moves: read and score, choose an approach, plan."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from app.running.content import Content
from practices_catalog.faults import refuse
from practices_catalog.model import Approach
from practices_catalog.nearest import write_nearest
from questionnaires.answers.assessments import read_assessment
from questionnaires.loading import DATA
from questionnaires.scoring.model import Method, Scores
from questionnaires.scoring.score import score
from questionnaires.triage import approach_from_scores
from roadmaps.model import ChosenBy, Roadmap, Settings
from roadmaps.planner import plan

AUTO = "auto"
SAMPLE = DATA / "samples" / "northfield-hospitals"


@dataclass(frozen=True, slots=True)
class PlanningWishes:
    """What a user wants of a roadmap; None leaves it to the default."""

    approach: str = AUTO
    targets: Dict[str, int] = field(default_factory=dict)
    phases: int = 4
    phase_weeks: int = 13
    capacity: Fraction | None = None
    start: date | None = None
    pins: Dict[str, int] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()


def assess(content: Content, files: Sequence[Path], method: Method, left_out: Dict[str, str] | None = None) -> Scores:
    """Return the scores of one or several filled-in files.

    Args:
        content: ours, with what lies over it.
        files: one a respondent.
        method: the rulebook.
        left_out: why, by id of each practice that is not in scope; what files say about it does not count.

    Raises:
        InputError: with every fault of every file.
    """
    assessment = read_assessment(files, content.catalogue, content.questionnaires, content.triage)
    questionnaire = next(each for each in content.questionnaires if each.id == assessment.questionnaire)
    if left_out:
        assessment = replace(assessment, left_out=left_out)
        questionnaire = questionnaire.without(left_out)
    return score(content.catalogue, questionnaire, content.triage, assessment, method)


def choose_approach(content: Content, scores: Scores, wanted: str) -> tuple[Approach, ChosenBy]:
    """Return the approach that the user named, or that the triage recommends, or that the scores suggest.

    Raises:
        InputError: no approach has the id.
    """
    approaches = content.catalogue.approach
    if wanted != AUTO:
        if wanted not in approaches:
            mend = write_nearest(wanted, approaches, f"write one of {', '.join(approaches)} or {AUTO}")
            raise refuse(f"no approach has the id {wanted!r}", mend)
        return approaches[wanted], ChosenBy.USER
    if scores.triage and scores.triage.recommended:
        return approaches[scores.triage.recommended], ChosenBy.TRIAGE
    return approach_from_scores(content.catalogue.approaches, scores), ChosenBy.SCORES


def default_start(assessed_on: str) -> date:
    """Return the first Monday after the assessment, or after today where it has no date."""
    day = date.fromisoformat(assessed_on) if assessed_on else date.today()  # noqa: DTZ011 - a calendar day of the user's
    return day + timedelta(days=7 - day.weekday())


def make_roadmap(content: Content, scores: Scores, wishes: PlanningWishes) -> Roadmap:
    """Return the roadmap that a user wishes for.

    Raises:
        InputError: the wishes contradict each other, the scores or the catalogue.
    """
    approach, chosen_by = choose_approach(content, scores, wishes.approach)
    settings = Settings(
        start=wishes.start or default_start(scores.assessment.assessed_on),
        size=scores.assessment.organization.size,
        phases=wishes.phases,
        phase_weeks=wishes.phase_weeks,
        capacity=wishes.capacity,
        targets=wishes.targets,
        pins=wishes.pins,
        excluded=wishes.excluded,
    )
    return plan(content.catalogue, scores, approach, chosen_by, settings)


def sample_files() -> list[Path]:
    """Return the answers of the sample organization."""
    return sorted(SAMPLE.glob("*.yaml"))
