"""Colors are legible, and levels can be told apart without color."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from reports.tokens import STYLES, tokens


def luminance(color: str) -> float:
    """Return the relative luminance as defined by WCAG."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two tokens."""
    high, low = sorted((luminance(tokens()[one]), luminance(tokens()[other])), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("level", range(6))
def test_numerals_are_legible_on_every_level(level: int) -> None:
    """The contrast is at least 4.5:1."""
    assert contrast(f"level-{level}", f"level-{level}-ink") >= 4.5


@pytest.mark.parametrize("ground", ["paper", "panel", "share-n", "share-p", "share-l", "share-f"])
def test_ink_is_legible_on_every_background(ground: str) -> None:
    """The contrast is at least 4.5:1."""
    assert contrast("ink", ground) >= 4.5


def test_muted_and_accent_are_legible_on_paper() -> None:
    """The contrast is at least 4.5:1."""
    assert min(contrast("muted", "paper"), contrast("muted", "panel"), contrast("accent", "paper")) >= 4.5


def test_levels_get_darker_in_grayscale_too() -> None:
    """From level 1 on, each is darker than the one below; level 0, a warm color, can be told from every other."""
    lowest, *ramp = (luminance(tokens()[f"level-{level}"]) for level in range(6))

    assert all(lighter > 1.15 * darker for lighter, darker in pairwise(ramp))
    assert all(max(lowest, other) > 1.15 * min(lowest, other) for other in ramp)


def test_colors_are_defined_in_one_style_sheet_for_each_scheme() -> None:
    """The others refer to them."""
    colored = {path.name for path in STYLES.glob("*.css") if re.search(r"#[0-9a-fA-F]{3,8}\b", path.read_text("utf-8"))}

    assert colored == {"colors.css", "dark.css"}
