"""The gate: the level that stopped a practice, the statements that fall short there, and why."""

from __future__ import annotations

from practices_catalog.model import LEVELS
from questionnaires.model import Method, Rating
from questionnaires.scoring.achievement import rating_of
from questionnaires.scoring.capability import HOLDS, LevelValues, capability_level
from questionnaires.scoring.model import Gate, OpenKind, StatementScore

ENOUGH = {Method.LADDER: Rating.L, Method.ISO_33020: Rating.F, Method.ITIL_SELF: Rating.L}
"""The lowest rating at which a statement no longer counts as falling short."""

OPEN_WORDS = {
    OpenKind.UNANSWERED: "is unanswered",
    OpenKind.DONT_KNOW: "has only “don't know” answers",
    OpenKind.WITHHELD: "has too few anonymous answers",
}


def gate(values: LevelValues, method: Method) -> Gate | None:
    """Return what stopped the level, or None at level 5.

    Source: docs/scoring.md, "Capability level".
    """
    reached = capability_level(values, method)
    if reached == LEVELS[-1]:
        return None
    level = _gate_level(values, reached, method)
    failing = tuple(
        score
        for score, value in zip(values.statements[level], values.values[level], strict=True)
        if value < ENOUGH[method].worth
    )
    return Gate(
        level=level,
        achievement=values.achievement(level),
        rating=values.rating(level),
        statements=tuple(score.statement.id for score in failing),
        why=_why(values, level, reached, method) + _open_sentence(failing, values, level),
        hole=_has_hole(values, level),
        open_kinds=_open_kinds(failing),
    )


def _gate_level(values: LevelValues, reached: int, method: Method) -> int:
    """Return the level that stops the practice: the one it has reached, if not well enough, or else the next one."""
    if method is Method.ITIL_SELF:
        return reached + 1 if values.values[LEVELS[0]] else LEVELS[0]
    goes_on = HOLDS if method is Method.LADDER else (Rating.F,)
    return reached if reached and values.rating(reached) not in goes_on else reached + 1


def _why(values: LevelValues, level: int, reached: int, method: Method) -> str:
    rating = values.rating(level)
    if rating is None:
        barred = "no higher level" if level == reached else "neither it nor a higher level"
        return f"No statement of level {level} applies, so {barred} can be reached."
    if method is Method.ITIL_SELF:
        return f"Level {level} hasn't been reached: L or F is required for each of its statements."
    if level > reached:
        state = "has no rating" if values.is_open(level) else f"is rated {rating}"
        return f"Level {level} {state}; {required(level, method)} is required."
    hole = " because one of its statements is N" if _has_hole(values, level) else ""
    above = "L or F" if method is Method.LADDER else "F"
    return (
        f"Level {level} is rated {rating}{hole}. That is enough for level {level}, "
        f"but level {level + 1} requires {above} here."
    )


def required(level: int, method: Method) -> str:
    """Return the ratings with which a level is reached, by a method that rates levels."""
    return "P, L or F" if method is Method.LADDER and level == LEVELS[0] else "L or F"


def _has_hole(values: LevelValues, level: int) -> bool:
    """Return whether a level is rated L only because one of its statements is N."""
    achieved = values.achievement(level)
    return achieved is not None and rating_of(achieved) is Rating.F and values.rating(level) is Rating.L


def _open_kinds(failing: tuple[StatementScore, ...]) -> tuple[OpenKind, ...]:
    """Return why statements that fall short are open, each reason once."""
    found = {score.open_kind for score in failing}
    return tuple(kind for kind in OpenKind if kind in found)


def _open_sentence(failing: tuple[StatementScore, ...], values: LevelValues, level: int) -> str:
    """Say how many of a level's statements are open, so that a missing answer isn't mistaken for N."""
    asked = len(values.statements[level])
    said = []
    for kind in _open_kinds(failing):
        many = sum(score.open_kind is kind for score in failing)
        who = "Its statement" if asked == 1 else f"{many} of its {asked} statements"
        words = OPEN_WORDS[kind] if many == 1 else _plural(OPEN_WORDS[kind])
        said.append(f"{who} {words} and {'counts' if many == 1 else 'count'} as N.")
    return "".join(f" {sentence}" for sentence in said)


def _plural(words: str) -> str:
    return words.replace("is ", "are ").replace("has ", "have ")
