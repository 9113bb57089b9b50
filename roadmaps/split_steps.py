"""The person-days of split steps, which are larger than a phase."""

from __future__ import annotations

from fractions import Fraction

from roadmaps.problem import Problem


def least_share(problem: Problem, step: int) -> Fraction:
    """Return the minimum person-days of a split step in each of its phases."""
    return min(Fraction(1), problem.capacity, problem.efforts[step] - problem.capacity) / (10 * problem.phases)


def split_days(problem: Problem, starts: tuple[int, ...], ends: tuple[int, ...]) -> dict[int, dict[int, Fraction]]:
    """Return the exact person-days of each split step by phase, given where all steps start and end.

    Each step gets its minimum share in each of its phases; the rest goes to the steps that end first, as early as
    possible.
    """
    room = list(problem.room)
    split = [step for step in problem.steps if ends[step] and problem.is_large(step)]
    for step in problem.steps:
        if ends[step] and step not in split:
            room[ends[step] - 1] -= problem.efforts[step]
    spent = {step: dict.fromkeys(range(starts[step], ends[step] + 1), least_share(problem, step)) for step in split}
    for step in split:
        for phase, days in spent[step].items():
            room[phase - 1] -= days
    left = {step: problem.efforts[step] - sum(spent[step].values(), Fraction(0)) for step in split}
    for phase in range(1, problem.phases + 1):
        for step in sorted(split, key=lambda each: (ends[each], each)):
            if starts[step] <= phase <= ends[step]:
                more = min(left[step], max(room[phase - 1], Fraction(0)))
                spent[step][phase] += more
                left[step] -= more
                room[phase - 1] -= more
    if any(left.values()) or min(room) < 0:
        raise ArithmeticError("the schedule exceeds the capacity of a phase")
    return spent
