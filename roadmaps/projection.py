"""Projection: the scores at the end of a phase if its planned levels are reached."""

from __future__ import annotations

from dataclasses import replace

from practices_catalog.model import Catalogue
from questionnaires.model import Rating
from questionnaires.scoring.model import FrameworkScore, PracticeScore, Scores, StatementScore
from questionnaires.scoring.readiness import framework_score
from questionnaires.scoring.score import practice_score
from roadmaps.model import Phase


def readiness_after(catalogue: Catalogue, scores: Scores, phase: Phase) -> tuple[FrameworkScore, ...]:
    """Return the projected readiness for each framework at the end of a phase."""
    practices = {score.practice: score for score in projected_scores(scores, phase)}
    return tuple(framework_score(framework, practices) for framework in catalogue.frameworks)


def projected_scores(scores: Scores, phase: Phase) -> tuple[PracticeScore, ...]:
    """Return the practices' projected scores at the end of a phase.

    Statements up to a raised level count as F. No rating is lowered, NA stays NA, and a practice that the plan hasn't
    raised by then keeps its scores.
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
