"""Projection: the scores at the end of a phase if its planned levels are reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from practices_catalog.model import Catalogue
from questionnaires.model import Method, Rating
from questionnaires.scoring.model import FrameworkScore, PracticeScore, Scores, StatementScore
from questionnaires.scoring.readiness import framework_score_after
from questionnaires.scoring.score import practice_score
from roadmaps.model import Readiness

MET = (Rating.L, Rating.F)


@dataclass(frozen=True)
class Projection:
    """The scores at some point of a roadmap; each phase starts from the one before and adds only its own steps.

    Attributes:
        practices: the practices' scores by id, in the order of the scores.
        frameworks: the readiness for each framework.
    """

    catalogue: Catalogue
    method: Method
    practices: Mapping[str, PracticeScore]
    frameworks: tuple[FrameworkScore, ...]

    @classmethod
    def today(cls, catalogue: Catalogue, scores: Scores) -> Projection:
        """Return the scores before anything is raised."""
        known = {each.framework: each for each in scores.frameworks}
        return cls(catalogue, scores.method, scores.practice, tuple(known[each.id] for each in catalogue.frameworks))

    def after(self, levels: Mapping[str, int]) -> Projection:
        """Return the projection once practices have reached the given levels.

        No rating is lowered, NA stays NA, and a practice that the plan hasn't raised keeps its scores. An unassessed
        practice keeps its scores too, because nobody knows today what it contributes to a requirement.
        """
        raised = {
            practice: raised_score(score, levels[practice], self.method)
            for practice, score in self.practices.items()
            if score.level is not None and levels.get(practice, 0) > score.level
        }
        practices = {**self.practices, **raised}
        frameworks = tuple(
            framework_score_after(framework, before, practices, raised)
            for framework, before in zip(self.catalogue.frameworks, self.frameworks, strict=True)
        )
        return replace(self, practices=practices, frameworks=frameworks)


def readiness_today(scores: Scores) -> dict[str, Readiness]:
    """Return how many of the requirements that have a rating are met today, by framework."""
    return {each.framework: met_of(each, each) for each in scores.frameworks}


def met_of(today: FrameworkScore, then: FrameworkScore) -> Readiness:
    """Return how many of the requirements that have a rating today are L or F at another time.

    The requirements are the same in every phase, so that no figure falls just because more has become known.
    """
    rated = [each.requirement for each in today.requirements if each.rating is not None]
    return Readiness(sum(then.requirement[each].rating in MET for each in rated), len(rated))


def raised_score(score: PracticeScore, level: int, method: Method) -> PracticeScore:
    """Return a practice's score once the plan has raised it to a level.

    The statements of the levels by which it rises are F. The statements below are F too under a method that requires
    F for them, and at least L under the other methods.
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
