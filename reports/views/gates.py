"""What stopped a practice's level, in words for those who do not know the rule."""

from __future__ import annotations

from questionnaires.scoring.model import Gate, Method, PracticeScore
from reports.views.marks import WORDS


def gate_sentence(score: PracticeScore, method: Method) -> str:
    """Return what stopped the level, or that nothing did."""
    gate = score.gate
    if gate is None:
        return "Level 5 is reached; there is none above it."
    if gate.rating is None or gate.achievement is None:
        return gate.why
    head = f"Stops at level {score.level}"
    if any(s.rating is None and s.statement.id in gate.statements for s in score.statements):
        return f"{head}: level {gate.level} has a statement without a rating, which counts as N until it has one."
    if method is Method.ITIL_SELF:
        return f"{head}: a statement of level {gate.level} is rated below L."
    return head + _by_mean(gate, score.level or 0)


def _by_mean(gate: Gate, reached: int) -> str:
    words = WORDS[gate.rating] if gate.rating else ""
    if gate.level > reached:
        return f": level {gate.level} is {words} ({gate.rating}); it takes L or F."
    hole = ", as one of its statements is N" if gate.achievement == 1 else ""
    return f", which is {words} ({gate.rating}){hole}; level {gate.level + 1} needs it in full (F)."
