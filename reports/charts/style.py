"""The style of all charts: design tokens as Matplotlib's settings, and the shipped fonts as its only fonts."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache

import matplotlib as mpl
from matplotlib.font_manager import FontEntry, fontManager

from reports.tokens import tokens
from reports.typefaces import FONTS, TYPEFACES, typefaces_for

SANS = "Report Sans"
POINTS_PER_MM = 72 / 25.4
HATCH = "/" * 5


@dataclass(frozen=True, slots=True)
class ShapeStyle:
    """The fill and edge of a shape as names of tokens; "" means no fill or no edge."""

    fill: str = ""
    edge: str = ""
    hatched: bool = False


def points(token: str) -> float:
    """Return a font size, such as `text-s`, in points."""
    return float(tokens()[token].removesuffix("pt"))


def mm(token: str) -> float:
    """Return a font size in millimeters."""
    return points(token) / POINTS_PER_MM


@cache
def shape_style(kind: str) -> ShapeStyle:
    """Return the style of a tile or share by its kind: level-0 to level-5, share-n to share-f, or neither."""
    if kind.startswith("share-"):
        return ShapeStyle(kind, "muted")
    if kind.startswith("level-"):
        # The lowest level is nearly white, so it would be invisible on paper without an edge.
        return ShapeStyle(kind, "hatch" if kind == "level-0" else "")
    return ShapeStyle("paper", "rule", hatched=kind == "not-assessed")


def families(words: str) -> list[str]:
    """Return the fonts that a text needs, in the order in which Matplotlib tries them."""
    return [SANS, *(face.family for face in typefaces_for(words) if not face.always)]


def apply() -> None:
    """Set Matplotlib's parameters from the tokens, and discard the host's settings."""
    mpl.rcdefaults()
    mpl.rcParams.update(
        {
            "font.family": [SANS],
            "font.size": points("text-s"),
            "text.color": tokens()["ink"],
            "text.hinting": "none",
            "text.parse_math": False,
            "figure.facecolor": tokens()["paper"],
            "figure.dpi": 72,
            "savefig.facecolor": tokens()["paper"],
            "hatch.color": tokens()["hatch"],
            "hatch.linewidth": 0.6,
            "svg.fonttype": "none",
            "svg.hashsalt": "wayfinder",
            "pdf.fonttype": 42,
        }
    )
    # The shipped fonts contain no date, so that builds are reproducible; fontTools warns about this for each PDF.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    fontManager.ttflist = [
        FontEntry(
            str(FONTS / f"{face.stem}.ttf"),
            name=face.family,
            style="italic" if face.italic else "normal",
            weight=face.weight,
            size="scalable",
        )
        for face in TYPEFACES
    ]


apply()
