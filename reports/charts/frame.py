"""A chart on its own: with a margin, and with the caption below, which the report prints beside the image."""

from __future__ import annotations

from matplotlib.transforms import ScaledTranslation

from reports.chart import Chart
from reports.charts.style import families, mm, points
from reports.charts.text import width_of
from reports.tokens import tokens

MARGIN = 4.0
LINE_HEIGHT = 1.45
MM_PER_INCH = 25.4


def frame(chart: Chart) -> None:
    """Add the margin and the caption to a chart's figure."""
    figure = chart.figure
    width, height = (each * MM_PER_INCH for each in figure.get_size_inches())
    lines = wrapped(chart.caption, width)
    line = mm("text-xs") * LINE_HEIGHT
    below = MARGIN / 2 + len(lines) * line
    # In inches of the figure, so that the image is moved by the same distance at any resolution.
    moved = ScaledTranslation(MARGIN / MM_PER_INCH, (MARGIN + below) / MM_PER_INCH, figure.dpi_scale_trans)
    for artist in (*figure.artists, *figure.lines, *figure.patches, *figure.texts):
        artist.set_transform(artist.get_transform() + moved)
    figure.set_size_inches((width + 2 * MARGIN) / MM_PER_INCH, (height + 2 * MARGIN + below) / MM_PER_INCH)
    inches = ScaledTranslation(MARGIN / MM_PER_INCH, (MARGIN + below) / MM_PER_INCH, figure.dpi_scale_trans)
    for number, words in enumerate(lines):
        figure.text(
            0,
            -(MARGIN / 2 + (number + 1) * line) / MM_PER_INCH,
            words,
            transform=figure.dpi_scale_trans + inches,
            fontfamily=families(words),
            fontsize=points("text-xs"),
            color=tokens()["muted"],
            verticalalignment="baseline",
        )


def wrapped(words: str, room: float) -> list[str]:
    """Return a text as lines that fit a width in millimeters."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, "text-xs") <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
