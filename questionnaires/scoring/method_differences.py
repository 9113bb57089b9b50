"""Why another method would give a practice a different level."""

from __future__ import annotations

from collections.abc import Mapping

from practices_catalog.model import LEVELS
from questionnaires.model import Method
from questionnaires.scoring.capability import LevelValues

FIRST = LEVELS[0]


def methods_differ(levels: Mapping[Method, int], values: LevelValues, method: Method) -> str:
    """Return a sentence on which methods give a different level from the chosen one, and why; "" if none does.

    Source: docs/scoring.md, "Capability level".
    """
    causes: dict[tuple[int, str], list[str]] = {}
    for other, level in levels.items():
        if level != levels[method]:
            causes.setdefault((level, _why(levels, values, method, other)), []).append(other)
    others = [f"under {' and '.join(who)} it would be {level}, because {why}" for (level, why), who in causes.items()]
    return f"The level is {levels[method]} under {method}; {'; '.join(others)}." if others else ""


def _why(levels: Mapping[Method, int], values: LevelValues, one: Method, other: Method) -> str:
    """Say what stops the method with the lower level, but not the other.

    The reason depends on this pair alone: `ladder` is never below `iso-33020`, and below `itil-self` only for level 1.
    """
    lower, higher = sorted((one, other), key=lambda method: levels[method])
    if lower is Method.ITIL_SELF:
        below = f"one at level {levels[lower] + 1} falls short"
        return f"{higher} rates the mean of a level, but {lower} requires L or F for every statement, and {below}"
    if higher is Method.ITIL_SELF and (lower is Method.LADDER or not levels[lower]):
        return f"{higher} starts at 1 and doesn't check level 1, {_first(values)}"
    if not levels[lower]:
        return f"{higher} accepts P at level 1, but {lower} requires L or F"
    return f"{lower} requires F for every lower level, and level {levels[lower]} is rated L"


def _first(values: LevelValues) -> str:
    rating = values.rating(FIRST)
    if rating is None:
        return "where no statement applies"
    return "which has no rating" if values.is_open(FIRST) else f"which is rated {rating}"
