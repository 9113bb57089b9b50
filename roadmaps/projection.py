"""Projection: the scores at the end of a phase if its planned levels are reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from practices_catalog.model import Catalogue
from questionnaires.model import Method, Rating
from questionnaires.scoring.model import FrameworkScore, PracticeScore, Scores, StatementScore
from questionnaires.scoring.readiness import framework_score_after
from questionnaires.scoring.score import practice_score
from roadmaps.model import Readiness

MET = (Rating.L, Rating.F)


def readiness_after(
    catalogue: Catalogue, scores: Scores, levels_after: Mapping[str, int]
) -> tuple[FrameworkScore, ...]:
    """Return the projected readiness for each framework once some levels have been reached."""
    practices = {score.practice: score for score in projected_scores(scores, levels_after)}
    raised = {practice for practice, score in practices.items() if score is not scores.practice[practice]}
    today = {each.framework: each for each in scores.frameworks}
    return tuple(framework_score_after(each, today[each.id], practices, raised) for each in catalogue.frameworks)


def readiness_today(scores: Scores) -> dict[str, Readiness]:
    """Return how many of the requirements that have a rating are met today, by framework."""
    return {each.framework: met_of(each, each) for each in scores.frameworks}


def met_of(today: FrameworkScore, then: FrameworkScore) -> Readiness:
    """Return how many of the requirements that have a rating today are L or F at another time.

    They are the same in every phase, so that a figure never falls because more has become known.
    """
    rated = [each.requirement for each in today.requirements if each.rating is not None]
    return Readiness(sum(then.requirement[each].rating in MET for each in rated), len(rated))


def projected_scores(scores: Scores, levels_after: Mapping[str, int]) -> tuple[PracticeScore, ...]:
    """Return the practices' projected scores.

    No rating is lowered, NA stays NA, and a practice that the plan hasn't raised keeps its scores. So does one that
    nobody has assessed: what it adds to a requirement isn't known today.
    """
    return tuple(_projected(score, levels_after.get(score.practice), scores.method) for score in scores.practices)


def _projected(score: PracticeScore, level: int | None, method: Method) -> PracticeScore:
    if level is None or score.level is None or level <= score.level:
        return score
    return raised_score(score, level, method)


def raised_score(score: PracticeScore, level: int, method: Method) -> PracticeScore:
    """Return a practice's score once the plan has raised it to a level.

    The statements of the levels that it rises by are F. So are those below by a method that wants them at F; by the
    others they are at least L.
    """
    least_below = Rating.F if method is Method.ISO_33020 else Rating.L
    now = score.level or 0
    raised = tuple(
        _raised(each, Rating.F if each.statement.level > now else least_below)
        if each.statement.level <= level
        else each
        for each in score.statements
    )
    return practice_score(score.practice, raised, method)


def _raised(score: StatementScore, least: Rating) -> StatementScore:
    if score.rating is Rating.NA or (score.rating is not None and score.rating.step >= least.step):
        return score
    return replace(score, rating=least, open_kind=None)
