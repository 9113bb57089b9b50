"""Solves an integer program with HiGHS: one thread, a fixed seed, and limits that don't depend on the machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roadmaps.programme import Rows

Option = bool | int | float | str
LEAST_NODES, MOST_NODES = 100, 2000
NODES_BY_SIZE = 120_000_000
MOST_COLUMNS_PROVEN = 500
LARGE_GAP = 0.02
ROUNDING = 1e-6
OPTIONS: Mapping[str, Option] = MappingProxyType(
    {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.0,
        "mip_allow_restart": False,  # a restart costs more than it gains in programs of this size
        "mip_pscost_minreliable": 1,
    }
)
# From a good start, the search for better values takes longer than the proof that there are none.
NO_SEARCH: Mapping[str, Option] = MappingProxyType(
    {
        "mip_heuristic_effort": 0.0,
        "mip_heuristic_run_rins": False,
        "mip_heuristic_run_rens": False,
        "mip_heuristic_run_root_reduced_cost": False,
    }
)
ANY_VALUES: Mapping[str, Option] = MappingProxyType({"mip_max_nodes": 100, "mip_max_improving_sols": 1})


class Possible(Enum):
    """Whether any values meet the rows of a program, as far as a limited search can tell."""

    YES = auto()
    NO = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Solved:
    """The best values found, and the bound: no values are worth more."""

    values: list[float]
    bound: float


def maximize(rows: Rows, start: list[float] | None = None) -> Solved | None:
    """Return the best values of an integer program, or None if no values are found that meet its rows.

    Args:
        rows: the program.
        start: values to begin with, which meet the rows.
    """
    import highspy  # noqa: PLC0415 - it loads numpy, and only planning needs it

    if not rows.costs:
        return Solved([], 0.0)
    solver = _solved(rows, start, _options(rows, started=start is not None))
    if start is not None and _lost_its_optimum(solver, rows):
        solver = _solved(rows, None, _options(rows, started=False))
    if not _found(solver) and solver.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
        # The nodes ran out before any values were found: any values will do.
        solver = _solved(rows, None, ANY_VALUES)
    if not _found(solver):
        return None
    return Solved(list(solver.getSolution().col_value), float(solver.getInfo().mip_dual_bound))


def possible(rows: Rows) -> Possible:
    """Return whether any values meet the rows; without a limit to this search, a plan could take minutes."""
    import highspy  # noqa: PLC0415 - as above

    if not rows.costs:
        return Possible.YES
    solver = _solved(rows, None, ANY_VALUES)
    if _found(solver):
        return Possible.YES
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible
    return Possible.NO if proven else Possible.UNKNOWN


def nodes_for(rows: Rows) -> int:
    """Return how many nodes a search may visit: many if each is quick, so that the optimum can be proven."""
    return max(LEAST_NODES, min(MOST_NODES, NODES_BY_SIZE // len(rows.costs) ** 2))


def _options(rows: Rows, *, started: bool) -> Mapping[str, Option]:
    if len(rows.costs) > MOST_COLUMNS_PROVEN:
        return {"mip_max_nodes": nodes_for(rows), "mip_rel_gap": LARGE_GAP}
    return {"mip_max_nodes": nodes_for(rows), **(NO_SEARCH if started else {})}


def _solved(rows: Rows, start: list[float] | None, options: Mapping[str, Option]) -> Any:
    """Return a solver that has run, perhaps into its limits; `options` override the usual ones."""
    import highspy  # noqa: PLC0415 - as above

    solver: Any = _quiet_solver()
    for option, value in {**OPTIONS, **options}.items():
        solver.setOptionValue(option, value)
    solver.passModel(_model(rows))
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start
        solver.setSolution(solution)
    solver.run()
    return solver


def _lost_its_optimum(solver: Any, rows: Rows) -> bool:
    """Return whether the values differ from the optimum that the solver reports.

    HiGHS 1.16 returns the start values instead if presolving alone solves the program.
    """
    import highspy  # noqa: PLC0415 - as above

    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return False
    worth = sum(cost * value for cost, value in zip(rows.costs, solver.getSolution().col_value, strict=True))
    gap = solver.getOptionValue("mip_rel_gap")[1]
    return bool(worth * (1 + gap) < solver.getInfo().mip_dual_bound - ROUNDING)


def _quiet_solver() -> object:
    """Return a solver that doesn't print anything; the package's constructor prints a banner on standard output."""
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
