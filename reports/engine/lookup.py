"""A shortcut to the computed values of properties that no rule sets, most of which are looked up only once."""

from __future__ import annotations

from typing import Any

from weasyprint.css import ComputedStyle, check_math
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

SPECIAL = {"page", "position", "float", "display"}
INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in INHERITED | INITIAL_NOT_COMPUTED | SPECIAL and not name.startswith("text_decoration_")
}
LOGICAL = {
    (name, direction): function(block="ttb", inline=direction)
    for name, function in PHYSICAL_FUNCTIONS.items()
    for direction in ("ltr", "rtl")
}


def shorten_lookup() -> None:
    """Use the parent's value or the initial value if nothing has to be computed."""
    long_way = ComputedStyle.__missing__

    def missing(style: Any, name: str) -> Any:
        if name in style.cascaded or _is_logical(style, name):
            return long_way(style, name)
        if name in INHERITED and style.parent_style is not None and not check_math(style.parent_style[name]):
            value = style.parent_style[name]
        elif name in INITIAL:
            value = INITIAL[name]
        else:
            return long_way(style, name)
        style[name] = value
        return value

    ComputedStyle.__missing__ = missing


def _is_logical(style: Any, name: str) -> bool:
    """Return whether a rule sets a property by its logical name, such as `margin-inline-start`."""
    return name in PHYSICAL_FUNCTIONS and LOGICAL[name, style["direction"]] in style.cascaded
