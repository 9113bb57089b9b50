"""The initial lists of the search: steps ranked by worth per effort, together with the steps they wait for.

No single rule is best for every problem, so the search starts with one list per rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from roadmaps.problem import Problem


class PriorityRule(NamedTuple):
    """How a list ranks steps: worth / effort ** power, where worth includes a share of what the step unlocks."""

    power: float
    unlocks: float


PRIORITY_RULES = tuple(PriorityRule(power, unlocks) for power in (0.0, 0.5, 1.0, 2.0) for unlocks in (0.0, 0.3, 1.0))


def first_lists(problem: Problem) -> Iterator[list[int]]:
    """Yield a list by each rule; every step comes after the steps it waits for, and ties keep catalogue order."""
    return (_list_by(rule, problem) for rule in PRIORITY_RULES)


def _list_by(rule: PriorityRule, problem: Problem) -> list[int]:
    worth = [_worth(rule, problem, step) for step in range(len(problem.efforts))]
    listed: dict[int, None] = {}
    left = list(range(len(problem.efforts)))
    while left:
        best = max(left, key=lambda step: _rank(rule, problem, worth, listed, step))
        listed.update(dict.fromkeys((*problem.ancestors[best], best)))
        left = [step for step in left if step not in listed]
    return list(listed)


def _worth(rule: PriorityRule, problem: Problem, step: int) -> float:
    unlocked = sum(problem.benefits[other] for other in problem.descendants[step])
    return problem.bonus[step] + problem.benefits[step] + rule.unlocks * unlocked


def _rank(rule: PriorityRule, problem: Problem, worth: list[float], listed: dict[int, None], step: int) -> float:
    together = [step, *(other for other in problem.ancestors[step] if other not in listed)]
    effort: int = sum(problem.efforts[each] for each in together)
    return sum(worth[each] for each in together) / float(effort**rule.power)
