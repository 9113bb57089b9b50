"""A chart for documents, pages and files: the figure, its description, and its data as a table."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import escape

from reports.printable_text import printable

if TYPE_CHECKING:  # Matplotlib is imported only where a chart is drawn
    from matplotlib.figure import Figure

PIXELS_PER_INCH = 96
"""The resolution of CSS; a PNG at 2x has twice as many pixels."""
SCALE = 2
NEEDLESS = re.compile(
    r"<defs>\s*<style.*?</style>\s*</defs>\s*"  # joins and caps, which shapes set themselves or don't need
    r"|<metadata>.*?</metadata>\s*"
    r"|</?g(?: id=\"[^\"]*\")?>\s*"  # a group around each shape
    r"|(?<=\") transform=\"rotate\(-?0 [^\"]*\"",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a chart as rows, for people who can't see the image."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Attributes:
        title: the title of the chart and its files.
        caption: how to read the chart; shown below the image.
        alt: what the chart shows, for people who can't see it.
    """

    name: str
    title: str
    caption: str
    alt: str
    table: Table
    figure: Figure

    def svg(self) -> bytes:
        """Return the image as SVG with its text kept as text.

        Matplotlib's markup for editors is removed, which cuts the report engine's drawing time by a quarter.
        """
        drawing = self._saved("svg", dict.fromkeys(("Date", "Creator", "Format", "Type"))).decode()
        head, start, shapes = NEEDLESS.sub("", drawing).partition("<svg ")
        opening, end, rest = shapes.partition(">")
        return f"{head}{start}{opening}{end}\n <title>{escape(printable(self.alt))}</title>{rest}".encode()

    def png(self) -> bytes:
        """Return the image as PNG, at 2x."""
        about = {"Title": self.title, "Description": self.alt, "Software": None}
        return self._saved("png", about, PIXELS_PER_INCH * SCALE)

    def pdf(self) -> bytes:
        """Return the image as a one-page PDF of the same size."""
        return self._saved("pdf", {"Title": self.title, "CreationDate": None, "Creator": None, "Producer": None})

    def _saved(self, form: str, about: dict[str, str | None], dots: float = 72) -> bytes:
        """Return the figure in a format, without its creation date or the program that made it."""
        out = io.BytesIO()
        self.figure.savefig(out, format=form, metadata=about, dpi=dots)
        return out.getvalue()
