"""Text of the slides: paragraphs of runs, and writing them into shapes, placeholders, cells and notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from reports.printable_text import printable

LANGUAGE = "en-US"
NUMBERED, DOTTED = "number", "dot"
INDENT = 16.0
"""The space for a bullet or number, in points."""
EMU = 12_700
"""English metric units in a point."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `color` is a theme color such as `tx1`, an RGB value such as `#16222b`, or "" to inherit."""

    text: str
    bold: bool = False
    color: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        size: in points; 0 inherits it.
        before: the space above, in points; the first paragraph of a shape has none.
        bullet: `NUMBERED`, `DOTTED` or "".
        align: `l`, `ctr`, `r`, or "" to inherit.
    """

    runs: tuple[Run, ...]
    size: float = 0
    before: float = 0
    bullet: str = ""
    align: str = ""

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(run.text for run in self.runs)


def plain(text: str, size: float = 0, **look: Any) -> Paragraph:
    """Return a paragraph of one run; `look` has the other attributes of a paragraph."""
    return Paragraph((Run(text),), size, **look)


def write_text(body: Any, paragraphs: Iterable[Paragraph]) -> None:
    """Replace the paragraphs of a text body, an element `txBody`."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    made = [_element(each, first=not number) for number, each in enumerate(paragraphs)]
    body.extend(made or [etree.Element(qn("a:p"))])


def solid_fill(color: str) -> Any:
    """Return the element that fills with a theme color or an RGB value."""
    fill = etree.Element(qn("a:solidFill"))
    if color.startswith("#"):
        etree.SubElement(fill, qn("a:srgbClr"), val=color[1:].upper())
    else:
        etree.SubElement(fill, qn("a:schemeClr"), val=color)
    return fill


def _element(paragraph: Paragraph, *, first: bool) -> Any:
    element = etree.Element(qn("a:p"))
    element.append(_properties(paragraph, first=first))
    runs = [run for run in paragraph.runs if run.text]
    for run in runs:
        _add_run(element, run, paragraph.size)
    if not runs and paragraph.size:  # an empty cell would be as high as a line of the default, larger size
        etree.SubElement(element, qn("a:endParaRPr"), lang=LANGUAGE, sz=_hundredths(paragraph.size))
    return element


def _properties(paragraph: Paragraph, *, first: bool) -> Any:
    found = etree.Element(qn("a:pPr"))
    if paragraph.align:
        found.set("algn", paragraph.align)
    if paragraph.bullet:
        found.set("marL", str(int(INDENT * EMU)))
        found.set("indent", str(int(-INDENT * EMU)))
    if paragraph.before and not first:
        before = etree.SubElement(found, qn("a:spcBef"))
        etree.SubElement(before, qn("a:spcPts"), val=_hundredths(paragraph.before))
    if paragraph.bullet == NUMBERED:
        etree.SubElement(found, qn("a:buFont"), typeface="+mj-lt")
        etree.SubElement(found, qn("a:buAutoNum"), type="arabicPeriod")
    elif paragraph.bullet == DOTTED:
        etree.SubElement(found, qn("a:buFont"), typeface="Arial")
        etree.SubElement(found, qn("a:buChar"), char="\u2022")
    return found


def _add_run(element: Any, run: Run, size: float) -> None:
    added = etree.SubElement(element, qn("a:r"))
    look = etree.SubElement(added, qn("a:rPr"), lang=LANGUAGE)
    if size:
        look.set("sz", _hundredths(size))
    if run.bold:
        look.set("b", "1")
    if run.color:
        look.append(solid_fill(run.color))
    etree.SubElement(added, qn("a:t")).text = printable(run.text).replace("\n", " ").replace("\t", " ")


def _hundredths(points: float) -> str:
    return str(int(points * 100))
