"""The planner's worth compared with the bound of an integer program for the same rules, and its time."""

from benchmarks.planner.measuring import measure

__all__ = ["measure"]
