"""What keeps a practice where it is: the statements that stopped its level, as sentences and as clauses."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.model import SCALE, Rating
from questionnaires.scoring.model import OpenKind, PracticeScore, StatementScore
from reports.findings.wording import quoted
from reports.views import figures
from reports.views.subject import Subject

UNMET, FAVORABLE = (Rating.N, Rating.P), (Rating.L, Rating.F)
SHORT = {
    Rating.N: "isn't met",
    Rating.P: "is only partially met",
    Rating.L: "is largely met, but the next level requires it to be fully met",
}
OPEN = {
    OpenKind.UNANSWERED: "hasn't been answered",
    OpenKind.DONT_KNOW: "was answered only with \u201cdon't know\u201d",
    OpenKind.WITHHELD: "has too few anonymous answers to count",
}
HEDGE = {Rating.P: "in many cases ", Rating.L: "in some cases "}
"""What precedes a clause written for N if a custom questionnaire has none for statements that hold in part."""


def gate_statements(score: PracticeScore) -> tuple[StatementScore, ...]:
    """Return the statements that stopped a practice's level."""
    stopping = score.gate.statements if score.gate else ()
    return tuple(each for each in score.statements if each.statement.id in stopping)


def weakest(score: PracticeScore) -> StatementScore | None:
    """Return the lowest-rated statement of those that stopped a level, or else the first open one."""
    failing = gate_statements(score)
    rated = [each for each in failing if each.rating in SHORT]
    return min(rated, key=lambda each: each.rating.step if each.rating else 0, default=next(iter(failing), None))


def certain(score: PracticeScore) -> bool:
    """Return whether a rating stops the level, so that the practice can't turn out higher."""
    first = weakest(score)
    return first is not None and first.rating is not None


def level_of(score: PracticeScore) -> str:
    """Return `level 1`, or both ends if the level is open."""
    return figures.level_in_words(score.level, score.level_upper)


def _holds_in_part(score: PracticeScore) -> bool:
    """Return whether the rating of the level reached is only P."""
    level = score.level or 0
    return level > 0 and level == score.level_upper and score.ratings[level - 1] is Rating.P


def level_clause(subject: Subject, score: PracticeScore) -> str:
    """Return `Incident management is at level 1`."""
    return f"{subject.practice_name(score.practice)} is at {level_of(score)}"


def cause_sentence(subject: Subject, score: PracticeScore, causes: Sequence[StatementScore]) -> str:
    """Return the level and the statements that keep it there; unanswered statements aren't called unmet.

    Only this sentence says that a level has been reached in part, because only here does a statement explain it.
    """
    head = level_clause(subject, score)
    if _holds_in_part(score):
        head = f"{subject.practice_name(score.practice)} has reached {level_of(score)} only in part"
    if score.gate is None:
        return f"{head}."
    if not causes:
        return f"{head}. {score.gate.why}"
    stopping = gate_statements(score)
    others = [each for each in stopping if each not in causes]
    more = _others(len(others)) if len(others) < len(stopping) else ""
    return f"{head}. {' '.join(map(_falls_short, causes))}{more}"


def _falls_short(cause: StatementScore) -> str:
    short = SHORT[cause.rating] if cause.rating in SHORT else OPEN[cause.open_kind or OpenKind.UNANSWERED]
    return f"This statement of level {cause.statement.level} {short}: {quoted(cause.statement.text)}."


def _others(many: int) -> str:
    if many < 1:
        return ""
    fall = "falls" if many == 1 else "fall"
    return f" {figures.count(many, 'more statement')} of that level {fall} short too."


def unmet_clause(cause: StatementScore | None) -> str:
    """Return what is true because a statement doesn't hold or holds only in part; "" if nobody has written it."""
    if cause is None or cause.rating not in SHORT:
        return ""
    if cause.rating is not Rating.N and cause.statement.partly:
        return cause.statement.partly
    return f"{HEDGE.get(cause.rating, '')}{cause.statement.unmet}" if cause.statement.unmet else ""


def shown(cause: StatementScore | None) -> bool:
    """Return whether evidence or a consensus supports the rating of a statement that doesn't hold."""
    if cause is None:
        return False
    if cause.consensus is not None:
        return True
    backing = (given.answer for given in cause.answers if given.answer.evidence)
    return cause.evidenced and any(is_on_one_side(answer.rating, cause.rating) for answer in backing)


def is_on_one_side(one: Rating | None, other: Rating | None) -> bool:
    """Return whether two ratings are both low, N or P, or both high, L or F; a rating off the scale fits any."""
    sides = {rating in FAVORABLE for rating in (one, other) if rating in SCALE}
    return len(sides) < 2  # noqa: PLR2004 - the two sides
