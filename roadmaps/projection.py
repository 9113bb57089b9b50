"""What a phase leads to: scores as they would be if its planned levels are reached."""

from __future__ import annotations

from dataclasses import replace

from practices_catalog.model import Catalogue
from questionnaires.model import Rating
from questionnaires.scoring.model import FrameworkScore, PracticeScore, Scores, StatementScore
from questionnaires.scoring.readiness import framework_score
from questionnaires.scoring.score import practice_score
from roadmaps.model import Phase


def readiness_after(catalogue: Catalogue, scores: Scores, phase: Phase) -> tuple[FrameworkScore, ...]:
    """Return the readiness for each framework projected for a phase's end, computed as any other readiness."""
    practices = {score.practice: score for score in projected_scores(scores, phase)}
    return tuple(framework_score(framework, practices) for framework in catalogue.frameworks)


def projected_scores(scores: Scores, phase: Phase) -> tuple[PracticeScore, ...]:
    """Return the practices' scores at a phase's end: statements up to a level that was raised are F, none is lowered.

    A practice whose level the plan has not raised by then keeps its scores. What is rated NA stays so.
    """
    return tuple(_projected(score, phase.levels_after.get(score.practice), scores) for score in scores.practices)


def _projected(score: PracticeScore, level: int | None, scores: Scores) -> PracticeScore:
    if level is None or level == score.level:
        return score
    raised = tuple(_raised(statement, level) for statement in score.statements)
    return practice_score(score.practice, raised, scores.method)


def _raised(score: StatementScore, level: int) -> StatementScore:
    if score.rating is Rating.NA or score.statement.level > level:
        return score
    return replace(score, rating=Rating.F, open_kind=None)
