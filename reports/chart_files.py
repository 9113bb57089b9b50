"""A chart as a separate file: SVG with embedded fonts, PNG at 2x, or PDF."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from reports.chart import Chart
from reports.embedded_fonts import embedded
from reports.typefaces import Typeface, typefaces_for

FORMATS = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
"""Media type by file extension."""
FAMILY = re.compile(r"(<text style=\"[^\"]*font-family: [^;\"]+)")
TITLE = "</title>"
TEXT = "{http://www.w3.org/2000/svg}text"


def chart_file(chart: Chart, form: str) -> bytes:
    """Return the file of a chart in one of the formats, with a margin and its caption below.

    Outside the report, there is no font called Report Sans, so an SVG embeds the glyphs that it needs. Programs that
    ignore embedded fonts, such as most slide editors, use the nearest common font.
    """
    from reports.charts.frame import frame  # noqa: PLC0415 - imports Matplotlib

    frame(chart)
    if form == "png":
        return chart.png()
    if form == "pdf":
        return chart.pdf()
    drawing = chart.svg().decode()
    used = "".join(text.text or "" for text in ET.fromstring(drawing).iter(TEXT))  # noqa: S314 - our own drawing
    rules = "".join(_rule(face, used) for face in typefaces_for(used) if f"'{face.family}'" in drawing)
    return FAMILY.sub(r"\1, Arial, sans-serif", drawing).replace(TITLE, f"{TITLE}<style>{rules}</style>", 1).encode()


def _rule(face: Typeface, used: str) -> str:
    """Return the style rule that embeds a font, reduced to the characters used."""
    if face.italic:
        return ""
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; src: url({embedded(face, used)}) }}'
    )
