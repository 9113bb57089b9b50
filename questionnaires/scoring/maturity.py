"""Maturity of the service value system: the lowest of its five components, once all five are assessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from questionnaires.scoring.model import Component, Maturity, PracticeScore, PracticeStatus


def maturity(catalogue: Iterable[str], practices: Mapping[str, PracticeScore]) -> Maturity:
    """Return what a questionnaire about practices says about the system's maturity.

    The practices component is the lowest level of all applicable practices, at least 1, once all of them are assessed.
    The other components need questions of their own.

    Args:
        catalogue: ids of all practices, including those that the questionnaire doesn't ask about.
        practices: scores by practice id.

    Source: docs/scoring.md, "Maturity".
    """
    components: dict[Component, int | None] = dict.fromkeys(Component)
    known = [practices.get(practice) for practice in catalogue]
    applicable = [p for p in known if p is None or p.status is not PracticeStatus.NOT_APPLICABLE]
    levels = [p.level for p in applicable if p is not None and p.level is not None]
    if levels and len(levels) == len(applicable):
        components[Component.PRACTICES] = max(1, min(levels))
    assessed = [level for level in components.values() if level is not None]
    complete = len(assessed) == len(Component)
    return Maturity(
        level=min(assessed) if complete else None,
        components=components,
        why="" if complete else _incomplete(len(assessed)),
    )


def _incomplete(assessed: int) -> str:
    have = "has" if assessed == 1 else "have"
    return f"{assessed} of the {len(Component)} components {have} been assessed; a maturity level requires all of them."
