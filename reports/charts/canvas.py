"""A figure measured in millimeters from the upper left corner, like the page that shows it."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from reports.charts.style import POINTS_PER_MM, ShapeStyle, families, points, shape_style
from reports.charts.text import width_of
from reports.printable_text import printable
from reports.tokens import tokens

BASELINE = 1.02
"""The distance from the middle of a row to the baseline of its text, in millimeters."""
QUARTERS = {"P": 90, "L": 270}
"""How many degrees of a Harvey ball are filled."""
SAMPLE, BETWEEN, RADIUS = 4.4, 5.0, 1.25
"""In a key: the width of a symbol, the space between two entries, and the radius of a ring."""
HAIR, THIN, TICK = 0.18, 0.25, 0.7
"""Stroke widths in millimeters."""

Rectangle = tuple[float, float, float, float]


class Canvas:
    """Draws shapes and texts; shapes of the same style become one path, so the image stays small and prints fast."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / 25.4, height / 25.4))
        # No axes: nobody would see their ticks and spines, and building them takes longer than the whole chart.
        upright = Affine2D().scale(1 / 25.4, -1 / 25.4).translate(0, height / 25.4)
        self._millimeters = upright + self.figure.dpi_scale_trans
        self._rectangles: dict[ShapeStyle, list[Rectangle]] = {}

    def tile(self, x: float, y: float, width: float, height: float, kind: str | ShapeStyle) -> None:
        """Draw a rectangle of a kind: a level, a share, hatched."""
        chosen = shape_style(kind) if isinstance(kind, str) else kind
        inset = HAIR / 2 if chosen.edge else 0.0
        size = (max(width - 2 * inset, 0), max(height - 2 * inset, 0))
        self._rectangles.setdefault(chosen, []).append((x + inset, y + inset, *size))

    def line(  # noqa: PLR0913, PLR0917 - both ends and the style of a line
        self, x1: float, y1: float, x2: float, y2: float, color: str = "rule", width: float = HAIR
    ) -> None:
        """Draw a line."""
        stroke = width * POINTS_PER_MM
        line = Line2D((x1, x2), (y1, y2), color=tokens()[color], linewidth=stroke, solid_capstyle="butt")
        self._add(line)

    def dot(self, x: float, y: float, radius: float, fill: str = "paper", edge: str = "ink") -> None:
        """Draw a disc with an edge."""
        self._patch(Path.circle((x, y), radius), ShapeStyle(fill, edge), width=0.35, above=3)

    def text(  # noqa: PLR0913 - position, words and style of a text
        self,
        x: float,
        middle: float,
        words: str,
        *,
        size: str = "text-s",
        color: str = "ink",
        bold: bool = False,
        align: str = "left",
    ) -> None:
        """Write a line of text, centered on the middle of a row."""
        shown = printable(words)
        if not shown:
            return
        self.figure.text(
            x,
            middle + BASELINE * points(size) / points("text-s"),
            shown,
            fontfamily=families(shown),
            fontsize=points(size),
            fontweight=600 if bold else 400,
            color=tokens()[color],
            horizontalalignment=align,
            verticalalignment="baseline",
            transform=self._millimeters,
        )

    def ball(self, x: float, y: float, radius: float, rating: str) -> None:
        """Draw a rating as a Harvey ball, filled clockwise from the top."""
        self.dot(x, y, radius)
        if rating == "F":
            self.dot(x, y, radius, fill="ink")
        elif rating in QUARTERS:
            # Degrees run clockwise here, because y grows downward.
            slice_of = Path.wedge(-90, -90 + QUARTERS[rating])
            placed = Affine2D().scale(radius).translate(x, y)
            self._patch(placed.transform_path(slice_of), ShapeStyle("ink"), above=4)

    def key(self, x: float, middle: float, entries: Sequence[tuple[str | ShapeStyle, str]]) -> None:
        """Write the key in one row, farther left if it would otherwise run past the edge of the image.

        Args:
            x: where the row begins.
            middle: the vertical center of the row.
            entries: a style, or the name of a symbol (ring, dot, tick, rule), and its meaning.
        """
        steps = [SAMPLE + width_of(words, "text-xs") + BETWEEN for _, words in entries]
        x = max(0.0, min(x, self.width - sum(steps) + BETWEEN))
        for (kind, words), step in zip(entries, steps, strict=True):
            self._sample(x, middle, kind)
            self.text(x + SAMPLE, middle, words, size="text-xs", color="muted")
            x += step

    def _sample(self, x: float, middle: float, kind: str | ShapeStyle) -> None:
        if kind in {"ring", "dot"}:
            self.dot(x + 1.7, middle, RADIUS, "paper" if kind == "ring" else "ink")
        elif kind == "tick":
            self.line(x + 1.7, middle - 1.7, x + 1.7, middle + 1.7, "ink", TICK)
        elif kind == "rule":
            self.line(x, middle, x + 3.4, middle, "muted")
        else:
            self.tile(x, middle - 1.3, 3.4, 2.6, kind)

    def done(self) -> Figure:
        """Return the figure with everything that was drawn."""
        for chosen, rectangles in self._rectangles.items():
            self._patch(Path.make_compound_path(*map(_rectangle, rectangles)), chosen)
        self._rectangles.clear()
        return self.figure

    def _patch(self, path: Path, chosen: ShapeStyle, width: float = HAIR, above: int = 1) -> None:
        patch = PathPatch(
            path,
            facecolor=tokens()[chosen.fill] if chosen.fill else "none",
            edgecolor=tokens()[chosen.edge] if chosen.edge else "none",
            linewidth=width * POINTS_PER_MM if chosen.edge else 0,
            zorder=above,
        )
        if chosen.hatched:
            patch.set_hatch("/" * 5)
            patch.set_hatchcolor(tokens()["hatch"])
        self._add(patch)

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._millimeters)
        artist.set_clip_on(False)
        self.figure.add_artist(artist)


def _rectangle(place: Rectangle) -> Path:
    x, y, width, height = place
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    return Path(corners, [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY])
