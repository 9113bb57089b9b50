"""Colors can be read, and levels told apart without color."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from reports.tokens import STYLES, tokens


def luminance(color: str) -> float:
    """Return relative luminance as WCAG defines it."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two tokens."""
    high, low = sorted((luminance(tokens()[one]), luminance(tokens()[other])), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("level", range(6))
def test_numerals_read_on_every_level(level: int) -> None:
    """4.5 : 1 or more."""
    assert contrast(f"level-{level}", f"level-{level}-ink") >= 4.5


@pytest.mark.parametrize("ground", ["paper", "panel", "share-n", "share-p", "share-l", "share-f"])
def test_ink_reads_on_every_ground(ground: str) -> None:
    """4.5 : 1 or more."""
    assert contrast("ink", ground) >= 4.5


def test_muted_and_accent_read_on_paper() -> None:
    """4.5 : 1 or more."""
    assert min(contrast("muted", "paper"), contrast("muted", "panel"), contrast("accent", "paper")) >= 4.5


def test_levels_grow_darker_in_grey_too() -> None:
    """One ramp: each level is darker than the one below."""
    ramp = [luminance(tokens()[f"level-{level}"]) for level in range(6)]

    assert all(lighter > 1.15 * darker for lighter, darker in pairwise(ramp))


def test_colors_stand_in_one_sheet() -> None:
    """The others name them."""
    colored = {path.name for path in STYLES.glob("*.css") if re.search(r"#[0-9a-fA-F]{3,8}\b", path.read_text("utf-8"))}

    assert colored == {"colors.css"}
