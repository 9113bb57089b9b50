"""The statements about a practice, lowest level first."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.model import Questionnaire


@dataclass(frozen=True, slots=True)
class LadderStatement:
    """One statement: what is true at its level, what proves it, and how to get there."""

    id: str
    level: int
    text: str
    dimension: str
    evidence: str
    action: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The statements of one questionnaire about a practice."""

    questionnaire: str
    statements: tuple[LadderStatement, ...]


def ladder(questionnaire: Questionnaire, practice: str) -> Ladder:
    """Return a questionnaire's statements about a practice, lowest level first."""
    statements = sorted(questionnaire.by_practice.get(practice, ()), key=lambda each: each.level)
    return Ladder(
        questionnaire.name,
        tuple(LadderStatement(s.id, s.level, s.text, s.dimension.label, s.evidence, s.action) for s in statements),
    )
