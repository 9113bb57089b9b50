"""Solving an integer programme with HiGHS: one thread, a fixed seed, and limits that don't depend on the machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roadmaps.programme import Rows

LEAST_NODES, MOST_NODES = 100, 2000
NODES_BY_SIZE = 30_000_000
MORE_NODES = 1000
FEW_NODES = 25
ROUNDING = 1e-6
OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_allow_restart": False,  # a restart costs more than it brings in programmes of this size
}
NO_OPTIONS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Solved:
    """The best values found, and the bound: no values are worth more."""

    values: list[float]
    bound: float


def maximize(rows: Rows, start: list[float] | None = None, *, any_values: bool = False) -> Solved | None:
    """Return the best values of an integer programme, or None if no values that meet its rows are found.

    Args:
        rows: the programme.
        start: values to begin with; ignored if they don't meet the rows.
        any_values: stop at the first values that meet the rows. Where it is hard to tell whether there are any, the
            answer is None: without a limit, a plan could take minutes.
    """
    import highspy  # noqa: PLC0415 - it loads numpy, and only planning needs it

    if not rows.costs:
        return Solved([], 0.0)
    solver = _solved(rows, start, {"mip_max_nodes": FEW_NODES, "mip_max_improving_sols": 1} if any_values else {})
    if any_values:
        return _solution(solver)
    if start is not None and _lost_its_optimum(solver, rows):
        solver = _solved(rows, None)
    if not _found(solver) and solver.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
        # The nodes ran out before any values were found: any values will do.
        solver = _solved(rows, start, {"mip_max_nodes": MORE_NODES, "mip_max_improving_sols": 1})
    return _solution(solver)


def nodes_for(rows: Rows) -> int:
    """Return how many nodes a search may take: many where each is quick, so that the optimum is proven there."""
    return max(LEAST_NODES, min(MOST_NODES, NODES_BY_SIZE // len(rows.costs) ** 2))


def _solution(solver: Any) -> Solved | None:
    if not _found(solver):
        return None
    return Solved(list(solver.getSolution().col_value), float(solver.getInfo().mip_dual_bound))


def _solved(rows: Rows, start: list[float] | None, options: Mapping[str, int] = NO_OPTIONS) -> Any:
    """Return a solver that has run, perhaps into its limits; `options` go before the usual ones."""
    import highspy  # noqa: PLC0415 - as above

    solver: Any = _quiet_solver()
    for option, value in {**OPTIONS, "mip_max_nodes": nodes_for(rows), **options}.items():
        solver.setOptionValue(option, value)
    solver.passModel(_model(rows))
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start
        solver.setSolution(solution)
    solver.run()
    return solver


def _lost_its_optimum(solver: Any, rows: Rows) -> bool:
    """Return whether the values aren't those of the optimum that the solver reports.

    HiGHS 1.16 returns the start instead if presolving alone solves the programme.
    """
    import highspy  # noqa: PLC0415 - as above

    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return False
    worth = sum(cost * value for cost, value in zip(rows.costs, solver.getSolution().col_value, strict=True))
    return bool(worth < solver.getInfo().mip_dual_bound - ROUNDING)


def _quiet_solver() -> object:
    """Return a solver that prints nothing: the package's own constructor prints a banner on standard output."""
    import highspy  # noqa: PLC0415 - as above

    class Quiet(highspy.Highs):
        def __init__(self) -> None:
            super(highspy.Highs, self).__init__()  # the base class, without the callbacks that print the banner

    return Quiet()


def _found(solver: Any) -> bool:
    import highspy  # noqa: PLC0415 - as above

    feasible: bool = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return feasible


def _model(rows: Rows) -> object:
    import highspy  # noqa: PLC0415 - as above

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(rows.costs), len(rows.row_upper)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_, model.col_lower_, model.col_upper_ = rows.costs, rows.lower, rows.upper
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in rows.whole]
    model.row_lower_, model.row_upper_ = [-highspy.kHighsInf] * len(rows.row_upper), rows.row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = rows.starts, rows.columns, rows.factors
    return model
