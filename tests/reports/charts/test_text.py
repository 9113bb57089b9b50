"""Texts in charts: measured as the font sets them, and shortened to the space they have."""

from __future__ import annotations

import pytest

from reports.charts.text import fitted, widest, width_of

NAME = "Infrastructure and platform management of everything"


def test_a_long_label_is_shortened_to_fit() -> None:
    """A shortened label ends in an ellipsis."""
    assert fitted("Short", 40) == "Short"
    assert fitted(NAME, 40).endswith("\u2026")
    assert width_of(fitted(NAME, 40)) <= 40


def test_bold_and_larger_text_is_wider() -> None:
    """Widths depend on the typeface and the size."""
    assert width_of(NAME, bold=True) > width_of(NAME) > width_of(NAME, "text-xs")


def test_a_character_of_another_script_is_one_em_wide() -> None:
    """Two characters are two em wide."""
    assert width_of("\u4e2d\u592e") == pytest.approx(2 * 8.25 * 25.4 / 72)


def test_a_character_missing_from_all_fonts_is_as_wide_as_its_code() -> None:
    """The chart shows the code in its place."""
    assert width_of("\u16a0") == width_of("[U+16A0]")


def test_the_first_wording_that_fits_is_taken() -> None:
    """If none fits, there is none."""
    assert widest(("Phase 1", "1"), 40) == "Phase 1"
    assert widest(("Phase 1", "1"), 5) == "1"
    assert widest(("Phase 1", "1"), 0.5) == ""
