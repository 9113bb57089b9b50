"""What stopped a practice's level, for readers who don't know the scoring rules."""

from __future__ import annotations

from questionnaires.model import Method, Rating
from questionnaires.scoring.gates import OPEN_WORDS, required
from questionnaires.scoring.model import Gate, PracticeScore
from reports.views import figures

HOLDS = {
    Rating.N: "isn't in place",
    Rating.P: "is only partly in place",
    Rating.L: "is largely, but not fully, in place",
}


def gate_sentence(score: PracticeScore, method: Method) -> str:
    """Return a sentence that says what stopped the level, or that nothing did."""
    gate = score.gate
    if gate is None:
        return "Level 5, the highest, has been reached."
    if gate.rating is None or gate.achievement is None:
        return gate.why
    level = score.level or 0
    head = f"Level {level + 1} hasn't been reached"
    if gate.open_kinds:
        return f"{head}: {_open_words(score, gate)}"
    if method is Method.ITIL_SELF:
        return f"{head}: one of the statements of level {gate.level} doesn't hold well enough (below L)."
    return head + _by_mean(gate, gate.rating, level, method)


def _by_mean(gate: Gate, rating: Rating, reached: int, method: Method) -> str:
    """Return in plain words how far the gate's level holds, then its rating and the rating required."""
    holds = HOLDS[rating]
    if gate.level > reached:
        needed = "" if rating is Rating.N else f"; {required(gate.level, method)} is required"
        return f": what it asks for {holds} (rated {rating}{needed})."
    what = f"one statement of level {gate.level} isn't met" if gate.hole else f"level {gate.level} {holds}"
    above = "at least L" if method is Method.LADDER else "F"
    return f" because {what} (rated {rating}; {above} is required)."


def _open_words(score: PracticeScore, gate: Gate) -> str:
    """Return why a gate's statements are open: nobody answered, nobody knows, or too few answered anonymously."""
    asked = sum(s.statement.level == gate.level and s.rating is not Rating.NA for s in score.statements)
    which = "the" if asked == 1 else "a"
    words = " or ".join(OPEN_WORDS[kind] for kind in gate.open_kinds)
    return f"{which} statement of level {gate.level} {words}, and counts as N until it has a rating."


def index_sentence(score: PracticeScore) -> str:
    """Return why a practice's level and index seem to contradict each other, or "" if they don't.

    Source: docs/scoring.md, "Capability index".
    """
    if score.level is None or score.index is None:
        return ""
    shown = figures.one_decimal(score.index)
    if score.gate and score.index >= score.level + 1:
        return (
            f"The index is {shown} at level {score.level} because it also counts what is achieved above level "
            f"{score.gate.level}, where the level stops."
        )
    if score.index <= score.level - 1:
        return f"The index is {shown} at level {score.level} because its levels are reached, but not fully achieved."
    return ""
