"""The shipped fonts and the information about them."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from reports.tokens import tokens
from reports.typefaces import FONTS, TYPEFACES, Typeface, coverage, typefaces_for


@pytest.mark.parametrize("face", TYPEFACES, ids=lambda face: face.stem)
def test_every_font_has_the_characters_that_its_coverage_lists(face: Typeface) -> None:
    """A listed character has a glyph."""
    with TTFont(FONTS / f"{face.stem}.ttf") as font:
        held = set(font.getBestCmap())

    assert coverage()[face.stem] <= held


def test_each_font_comes_with_its_license() -> None:
    """There is a license text for each package that the fonts come from."""
    packages = runpy.run_path(str(Path(__file__).parents[2] / "tools/refresh_fonts.py"))["PACKAGES"]

    assert {f"OFL-{package}.txt" for package in packages} == {file.name for file in FONTS.glob("OFL-*.txt")}


def test_fallback_fonts_are_loaded_only_if_a_text_needs_them() -> None:
    """Latin, Greek and Cyrillic need none; Chinese needs one."""
    usual = typefaces_for("Organization \u0395\u03bb\u03ad\u03bd\u03b7 \u0429")

    assert usual == tuple(face for face in TYPEFACES if face.always)
    assert {face.family for face in typefaces_for("\u4e2d")} - {face.family for face in usual} == {"Report Han"}


def test_every_family_is_in_the_style_sheet() -> None:
    """A font that no rule names would never be used."""
    named = tokens()["sans"] + tokens()["serif"] + tokens()["balls"]

    assert all(f'"{face.family}"' in named for face in TYPEFACES)
