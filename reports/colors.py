"""An organization's own two colors for reports, and whether they stand out on white paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from practices_catalog.faults import Place, refuse

HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
TEXT, SHAPES = 4.5, 3.0
"""The minimum contrast of text and of shapes with their background (WCAG 2.2, 1.4.3 and 1.4.11)."""
DARKER = 0.97
"""The share of its brightness that a color keeps in each step toward a color that is dark enough."""


@dataclass(frozen=True, slots=True)
class Colors:
    """Colors as `#rrggbb`; "" is Wayfinder's own.

    Attributes:
        main: the color of headings, links and marks.
        second: the color of the cover's band and the lines under headings.
    """

    main: str = ""
    second: str = ""

    @property
    def tokens(self) -> dict[str, str]:
        """The design tokens that they replace."""
        chosen = {"accent": self.main, "band": self.second or self.main, "rule-strong": self.second}
        return {token: color for token, color in chosen.items() if color}


OWN = Colors()
"""Wayfinder's own."""
_chosen: ContextVar[Colors] = ContextVar("colors", default=OWN)


@contextmanager
def in_colors(colors: Colors) -> Iterator[None]:
    """Draw and write everything in the block in these colors."""
    token = _chosen.set(colors)
    try:
        yield
    finally:
        _chosen.reset(token)


def chosen_colors() -> Colors:
    """Return the colors to draw and write in."""
    return _chosen.get()


def read_color(text: str, least: float = TEXT) -> str:
    """Return a color such as `#17577D` or `17577d` as `#17577d`; "" for "".

    Args:
        text: six or three hexadecimal digits.
        least: the contrast with white that it needs.

    Raises:
        InputError: it isn't a color, or is too light; the fault names a darker color of the same hue.
    """
    found = HEX.fullmatch(text.strip())
    if not text.strip():
        return ""
    if found is None:
        raise refuse(f"{text.strip()!r} isn't a color", "give six hexadecimal digits, such as #17577d", Place())
    digits = found[1].lower()
    color = f"#{digits}" if len(digits) == len("rrggbb") else f"#{''.join(2 * each for each in digits)}"
    contrast = contrast_with_white(color)
    if contrast < least:
        rounded_down = int(contrast * 100) / 100  # `4.50` would contradict the rest
        wrong = f"{color} is too light: its contrast with white is {rounded_down:.2f}, and it needs at least {least:g}"
        raise refuse(wrong, f"choose a darker color, such as {_darkened(color, least)}", Place())
    return color


def contrast_with_white(color: str) -> float:
    """Return the contrast of `#rrggbb` with white, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB


def _darkened(color: str, least: float) -> str:
    channels = [float(int(color[at : at + 2], 16)) for at in (1, 3, 5)]
    while contrast_with_white(made := "#" + "".join(f"{int(each):02x}" for each in channels)) < least:
        channels = [each * DARKER for each in channels]
    return made
