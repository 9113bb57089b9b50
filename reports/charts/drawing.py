"""Drawing charts as SVG with real text: a sheet that gathers shapes, and the style rules that they share.

Shapes bear classes and no colours of their own. As a picture in the report a chart brings its rules along
(`Chart.picture`); a page that has the same rules in its style sheet may take the bare drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from markupsafe import escape

from reports.printable_text import printable
from reports.tokens import tokens
from reports.views.figures import shortened

NARROW, WIDE = "iljtfrI.,:;'|!() ", "mwMWOQ%@"


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, as rows for those who read rather than look."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its drawing, what it says in words, and its figures as a table."""

    name: str
    width: float
    height: float
    body: str
    alt: str
    table: Table

    @property
    def picture(self) -> str:
        """The chart as a file of its own, with its style rules."""
        size = f'width="{self.width:g}mm" height="{self.height:g}mm" viewBox="0 0 {self.width:g} {self.height:g}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size}><title>{escape(self.alt)}</title>'
            f"<style>{chart_style()}</style>{hatch()}{self.body}</svg>"
        )


@dataclass
class Sheet:
    """Gathers shapes, in millimetres from the upper left."""

    parts: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """Draw a rectangle."""
        size = f'x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{max(height, 0):.2f}"'
        fill = ' fill="url(#hatch)"' if "not-assessed" in kind else ""
        self.parts.append(f'<rect class="{kind}" {size}{fill}/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "rule") -> None:
        """Draw a line."""
        self.parts.append(f'<line class="{kind}" x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"/>')

    def path(self, d: str, kind: str) -> None:
        """Draw a path."""
        self.parts.append(f'<path class="{kind}" d="{d}"/>')

    def text(self, x: float, y: float, words: str, kind: str = "label", anchor: str = "start") -> None:
        """Write a line of text with its base line at y."""
        side = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self.parts.append(f'<text class="{kind}" x="{x:.2f}" y="{y:.2f}"{side}>{escape(printable(words))}</text>')

    @property
    def body(self) -> str:
        """All shapes drawn so far."""
        return "".join(self.parts)


def width_of(words: str, size: float) -> float:
    """Return about how wide a text is at a size, both in millimetres; rather too wide than too narrow."""
    units = sum(0.3 if c in NARROW else 0.85 if c in WIDE else 0.54 if ord(c) < 0x2E80 else 1.0 for c in words)  # noqa: PLR2004 - from there on signs are square
    return units * size


def fitted(words: str, width: float, size: float) -> str:
    """Return a text shortened so that it fits a width."""
    if width_of(words, size) <= width:
        return words
    most = len(words) - 1
    while most > 1 and width_of(shortened(words, most), size) > width:
        most -= 1
    return shortened(words, most)


@cache
def chart_style() -> str:
    """Return the rules of all charts, with the tokens' values."""
    t = tokens()
    sans = t["sans"].replace('"', "'")
    rules = [f"text{{font-family:{sans};fill:{t['ink']};font-size:2.9px}}"]
    rules += [f".level-{n}{{fill:{t[f'level-{n}']}}}.on-level-{n}{{fill:{t[f'level-{n}-ink']}}}" for n in range(6)]
    rules += [f".share-{name}{{fill:{t[f'share-{name}']}}}" for name in "nplf"]
    rules += [
        f".edge{{stroke:{t['muted']};stroke-width:.18}}",
        f".empty{{fill:{t['paper']};stroke:{t['rule']};stroke-width:.18}}",
        f".not-assessed,.not-applicable{{stroke:{t['rule']};stroke-width:.18}}",
        f".not-applicable{{fill:{t['paper']}}}",
        f".rule{{stroke:{t['rule']};stroke-width:.2}}",
        f".axis{{stroke:{t['muted']};stroke-width:.25}}",
        f".panel{{fill:{t['panel']}}}",
        f".ink{{fill:{t['ink']}}}",
        f".mark{{fill:{t['paper']};stroke:{t['ink']};stroke-width:.35}}",
        f".tick{{stroke:{t['ink']};stroke-width:.7}}",
        f".small{{font-size:2.6px;fill:{t['muted']}}}",
        ".strong{font-weight:600}",
        ".numeral{font-weight:600;font-size:3px}",
        f".bar{{fill:{t['accent']}}}",
        f".head{{font-weight:600;font-size:2.9px;fill:{t['accent']}}}",
    ]
    return "".join(rules)


@cache
def hatch() -> str:
    """Return the pattern of what was not assessed."""
    stroke = tokens()["hatch"]
    return (
        '<defs><pattern id="hatch" width="1.4" height="1.4" patternUnits="userSpaceOnUse">'
        f'<path d="M0 1.4L1.4 0" stroke="{stroke}" stroke-width=".22" fill="none"/></pattern></defs>'
    )
