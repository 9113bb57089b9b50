"""How close the planner comes to the bound of an integer program with the same rules, and how long it takes."""

from benchmarks.planner.measuring import measure

__all__ = ["measure"]
