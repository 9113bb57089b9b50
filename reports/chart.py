"""A chart as documents, pages and files take it: the figure, and the same in words and as a table."""

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
"""Of CSS: a PNG at 2x has twice as many."""
SCALE = 2
NEEDLESS = re.compile(
    r"<defs>\s*<style.*?</style>\s*</defs>\s*"  # joins and caps, which each shape says or does not need
    r"|<metadata>.*?</metadata>\s*"
    r"|</?g(?: id=\"[^\"]*\")?>\s*"  # a group around each shape
    r"|(?<=\") transform=\"rotate\(-?0 [^\"]*\"",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, as rows for those who read rather than look."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Attributes:
        title: what it is, for the file's title.
        caption: how to read it, below the picture.
        alt: what it shows, for those who don't see it.
    """

    name: str
    title: str
    caption: str
    alt: str
    table: Table
    figure: Figure

    def svg(self) -> bytes:
        """Return the picture as SVG, its text as text.

        Without what Matplotlib writes for editors, the report's engine draws it in three quarters of the time.
        """
        drawing = self._saved("svg", dict.fromkeys(("Date", "Creator", "Format", "Type"))).decode()
        head, start, shapes = NEEDLESS.sub("", drawing).partition("<svg ")
        opening, end, rest = shapes.partition(">")
        return f"{head}{start}{opening}{end}\n <title>{escape(printable(self.alt))}</title>{rest}".encode()

    def png(self) -> bytes:
        """Return the picture as PNG, at 2x."""
        about = {"Title": self.title, "Description": self.alt, "Software": None}
        return self._saved("png", about, PIXELS_PER_INCH * SCALE)

    def pdf(self) -> bytes:
        """Return the picture as a PDF of one page of its size."""
        return self._saved("pdf", {"Title": self.title, "CreationDate": None, "Creator": None, "Producer": None})

    def _saved(self, form: str, about: dict[str, str | None], dots: float = 72) -> bytes:
        """Return the figure in a format; nothing in it tells when or with what it was made."""
        out = io.BytesIO()
        self.figure.savefig(out, format=form, metadata=about, dpi=dots)
        return out.getvalue()
