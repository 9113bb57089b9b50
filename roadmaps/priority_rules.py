"""The lists to begin with: steps by what they are worth for their effort, together with what they wait for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from roadmaps.problem import Problem


class PriorityRule(NamedTuple):
    """How a list ranks: worth / effort to a power, and what of the worth that a step unlocks counts as its own."""

    power: float
    unlocks: float


RULES = tuple(PriorityRule(power, unlocks) for power in (0.0, 0.5, 1.0, 2.0) for unlocks in (0.0, 0.3, 1.0))


def first_lists(problem: Problem) -> Iterator[list[int]]:
    """Yield a list by each rule; every step stands behind what it waits for, ties by catalogue order."""
    return (_list_by(rule, problem) for rule in RULES)


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
