"""What stands twice where each thing may stand once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def repeated(each: Iterable[str]) -> list[str]:
    """Return what stands twice or more, each once, in order."""
    return [value for value, count in Counter(each).items() if count > 1]
