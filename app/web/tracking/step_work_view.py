"""The view model of the work in a step: what it is for, what to do, and what shows that it is done."""

from __future__ import annotations

from dataclasses import dataclass

from practices_catalog.model import Catalogue
from questionnaires.model import Rating, Statement
from questionnaires.scoring.model import Scores
from reports.views.marks import Tile, level_tile

MET = (Rating.F, Rating.NA)


@dataclass(frozen=True, slots=True)
class StepAction:
    """What to do about a statement that isn't fully achieved, and the evidence that shows that it is done."""

    level: Tile
    text: str
    shows: str


@dataclass(frozen=True, slots=True)
class StepWork:
    """The work in a step; `practice_id` is "" for a practice that the catalogue no longer has."""

    practice_id: str
    purpose: str
    why: str
    actions: tuple[StepAction, ...]


def step_work(catalogue: Catalogue, scores: Scores, practice: str, to_level: int, why: str) -> StepWork:
    """Return the work in a step: the actions of the statements up to its level that aren't fully achieved.

    Nobody's ratings are shown, because the owner of a step may not be allowed to see the results.
    """
    known = catalogue.practice.get(practice)
    score = scores.practice.get(practice)
    met = {each.statement.id for each in score.statements if each.rating in MET} if score else set()
    statements = scores.questionnaire.by_practice.get(practice, ())
    open_ones = [each for each in statements if each.level <= to_level and each.id not in met]
    return StepWork(
        practice_id=practice if known else "",
        purpose=known.purpose if known else "",
        why=why,
        actions=tuple(map(_action, sorted(open_ones, key=lambda each: each.level))),
    )


def _action(statement: Statement) -> StepAction:
    return StepAction(level_tile(statement.level), statement.action, statement.evidence)
