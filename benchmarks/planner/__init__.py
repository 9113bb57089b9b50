"""The planner's worth against the bound of an integer programme for the same rules, and its time."""

from benchmarks.planner.measuring import measure

__all__ = ["measure"]
