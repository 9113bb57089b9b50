"""What stopped a practice's level, for readers who don't know the scoring rules."""

from __future__ import annotations

from questionnaires.scoring.model import Gate, Method, PracticeScore
from reports.views.marks import WORDS


def gate_sentence(score: PracticeScore, method: Method) -> str:
    """Return a sentence that says what stopped the level, or that nothing did."""
    gate = score.gate
    if gate is None:
        return "Level 5, the highest, is reached."
    if gate.rating is None or gate.achievement is None:
        return gate.why
    head = f"Stops at level {score.level}"
    if any(s.rating is None and s.statement.id in gate.statements for s in score.statements):
        return f"{head}: a statement of level {gate.level} has no rating, and counts as N until it gets one."
    if method is Method.ITIL_SELF:
        return f"{head}: a statement of level {gate.level} is rated below L."
    return head + _by_mean(gate, score.level or 0)


def _by_mean(gate: Gate, reached: int) -> str:
    words = WORDS[gate.rating] if gate.rating else ""
    if gate.level > reached:
        return f": level {gate.level} is {words} ({gate.rating}), but L or F is required."
    hole = " because one of its statements is N" if gate.achievement == 1 else ""
    return f", which is {words} ({gate.rating}){hole}; level {gate.level + 1} requires it fully achieved (F)."
