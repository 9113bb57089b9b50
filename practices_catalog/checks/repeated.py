"""Duplicates in lists whose values must be unique."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def repeated(each: Iterable[str]) -> list[str]:
    """Return each value that occurs more than once, in order of first appearance."""
    return [value for value, count in Counter(each).items() if count > 1]
