"""Indicators in words, and those that fit a level."""

from __future__ import annotations

from practices_catalog.model import Indicator, Practice

BARE = {"count", "ratio", "money"}
"""Units that say what kind of figure it is, which nobody would read out after a number."""


def healthy(indicator: Indicator) -> str:
    """Return the healthy range with its unit, if it has a real one, before any remark on the range."""
    span, mark, remark = indicator.healthy.partition(";")
    unit = "" if indicator.unit in BARE else f" {indicator.unit}"
    return f"{span}{unit}{mark}{remark}"


def measurable(practice: Practice, level: int) -> tuple[Indicator, ...]:
    """Return the indicators that can be measured at a level."""
    return tuple(each for each in practice.indicators if each.from_level <= level)
