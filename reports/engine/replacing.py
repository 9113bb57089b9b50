"""Replaces a function of the engine in every module that has imported it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


def replace_everywhere(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    """Replace a function in the engine's modules, most of which import functions by name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint"):
            for attribute in [each for each, value in vars(module).items() if value is old]:
                setattr(module, attribute, new)
