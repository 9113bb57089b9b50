"""What all charts look like: the design tokens as Matplotlib's settings, and the shipped fonts as its only ones."""

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
    """How a shape is filled and edged, by the names of tokens; "" leaves either out."""

    fill: str = ""
    edge: str = ""
    hatched: bool = False


def points(token: str) -> float:
    """Return a size of type in points, such as that of `text-s`."""
    return float(tokens()[token].removesuffix("pt"))


def mm(token: str) -> float:
    """Return a size of type in millimeters."""
    return points(token) / POINTS_PER_MM


@cache
def shape_style(kind: str) -> ShapeStyle:
    """Return the look of a tile or share by its kind: level-0 to level-5, share-n to share-f, and what has none."""
    if kind.startswith("share-"):
        return ShapeStyle(kind, "muted")
    if kind.startswith("level-"):
        # The lowest level is nearly white: without an edge it would be lost on paper.
        return ShapeStyle(kind, "hatch" if kind == "level-0" else "")
    return ShapeStyle("paper", "rule", hatched=kind == "not-assessed")


def families(words: str) -> list[str]:
    """Return the fonts that a text needs, in the order in which they are tried."""
    return [SANS, *(face.family for face in typefaces_for(words) if not face.always)]


def apply() -> None:
    """Make Matplotlib draw by the tokens. Settings found on the host are undone."""
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
    # The shipped fonts carry no date, so that they are the same each time they are made; a PDF's subsets tell of it.
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
