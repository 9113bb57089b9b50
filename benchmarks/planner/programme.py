"""The planning rules as an integer program, written independently of the planner's own search and solved by HiGHS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy

from roadmaps.draft import Draft
from roadmaps.precedence import goal_of

SECONDS = 30.0
ROUNDING = 1e-6


@dataclass(frozen=True)
class StepVariables:
    """Binary variables of one step by phase: whether it starts and ends there; both are the same unless it is split."""

    starts: list[Any]
    ends: list[Any]


def proven_bound(draft: Draft) -> int:
    """Return the greatest worth that any roadmap by the rules can have, or the bound proven in the time allowed.

    It first secures as many steps of pinned practices as fit, then maximizes the worth.
    """
    pinned = [i for i, step in enumerate(draft.steps) if step.practice in draft.settings.pins]
    firm = 0
    if pinned:
        programme = Programme(draft)
        firm = programme.maximise(sum(variable for i in pinned for variable in programme.steps[i].ends))
    programme = Programme(draft)
    if pinned:
        programme.require_at_least(firm, [variable for i in pinned for variable in programme.steps[i].ends])
    return programme.maximise(programme.worth())


class Programme:
    """The variables and constraints of one draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.phases = range(draft.settings.phases)
        self.capacity = float(draft.phase_days)
        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # its stub leaves the constructor bare
        for option, value in (("output_flag", False), ("time_limit", SECONDS), ("threads", 1), ("mip_rel_gap", 0.0)):
            self.solver.setOptionValue(option, value)
        self.load: list[list[Any]] = [[] for _ in self.phases]
        self.steps = [self._step(index) for index in range(len(draft.steps))]
        for load in self.load:
            if load:
                self.solver.addConstr(sum(load) <= self.capacity)
        self._precedence()
        self._pins()
        self._first_practice()

    def worth(self) -> Any:
        """Return the sum over finished steps of benefit x (phases - phase it ends in + 1)."""
        count = len(self.phases)
        return sum(
            step.benefit * (count - phase) * variables.ends[phase]
            for step, variables in zip(self.draft.steps, self.steps, strict=True)
            for phase in self.phases
        )

    def require_at_least(self, number: int, variables: list[Any]) -> None:
        """Require at least this many of some variables to be chosen."""
        self.solver.addConstr(sum(variables) >= number)

    def maximise(self, objective: Any) -> int:
        """Return the proven bound of an integer objective."""
        self.solver.maximize(objective)
        return int(self.solver.getInfo().mip_dual_bound + ROUNDING)

    def _step(self, index: int) -> StepVariables:
        effort = float(self.draft.steps[index].effort_days)
        starts = [self.solver.addBinary() for _ in self.phases]
        self.solver.addConstr(sum(starts) <= 1)
        if self.draft.steps[index].effort_days <= self.draft.phase_days:
            for phase in self.phases:
                self.load[phase].append(effort * starts[phase])
            return StepVariables(starts, starts)
        ends = [self.solver.addBinary() for _ in self.phases]
        self.solver.addConstr(sum(ends) == sum(starts))
        self._spread(effort, starts, ends)
        return StepVariables(starts, ends)

    def _spread(self, effort: float, starts: list[Any], ends: list[Any]) -> None:
        """Give a large step days in each phase from its start to its end, and in no other."""
        least = 1 / self.draft.problem.scale
        days = [self.solver.addVariable(0, self.capacity) for _ in self.phases]
        self.solver.addConstr(sum(days) == effort * sum(starts))
        for phase in self.phases:
            at_work = sum(starts[: phase + 1]) - sum(ends[:phase])
            self.solver.addConstr(days[phase] <= self.capacity * at_work)
            self.solver.addConstr(days[phase] >= least * at_work)
            self.load[phase].append(days[phase])

    def _precedence(self) -> None:
        for step, variables in zip(self.draft.steps, self.steps, strict=True):
            for before in self.draft.precedence.waits_for(goal_of(step)):
                ends = self.steps[self.draft.number[before]].ends
                for phase in self.phases:
                    self.solver.addConstr(sum(variables.starts[: phase + 1]) <= sum(ends[: phase + 1]))

    def _pins(self) -> None:
        for step, variables in zip(self.draft.steps, self.steps, strict=True):
            pin = self.draft.settings.pins.get(step.practice)
            for phase in self.phases:
                if pin and phase != pin - 1:
                    self.solver.addConstr(1 * variables.starts[phase] <= 0)

    def _first_practice(self) -> None:
        """Start the first step of the first entry practice that has one in phase 1, if possible."""
        if self.draft.first and self.draft.first.fits:
            self.solver.addConstr(1 * self.steps[self.draft.first.step].starts[0] >= 1)
