"""Indicators in words."""

from __future__ import annotations

from practices_catalog.model import Indicator


def healthy(indicator: Indicator) -> str:
    """Return the healthy range with its unit, which comes before any remark on the range."""
    span, mark, remark = indicator.healthy.partition(";")
    return f"{span} {indicator.unit}{mark}{remark}"
