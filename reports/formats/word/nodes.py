"""Elements of WordprocessingML: paragraphs, runs of text and their properties, in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TWIPS_PER_MM = 1440 / 25.4
NOT_IN_NAMES = re.compile(r"\W", re.ASCII)
LONGEST_NAME = 40
CENTER, RIGHT = "center", "right"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text differs from its paragraph's style; colors are hexadecimal without `#`."""

    bold: bool = False
    color: str = ""
    fill: str = ""


def node(tag: str, *children: Any, **values: Any) -> Any:
    """Return an element such as `w:p`, with its attributes in the namespace `w`; None among the children is skipped."""
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def twips(millimeters: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimeters * TWIPS_PER_MM)


def color(token: str) -> str:
    """Return a design token's color as Word writes it: `#17577d` as `17577D`."""
    return token.removeprefix("#").upper()


def shading(fill: str, pattern: str = "clear", ink: str = "auto") -> Any:
    """Return the shading of a cell or run; a pattern is drawn in `ink`."""
    return node("shd", val=pattern, color=ink, fill=fill)


def run(text: str, look: Look | None = None) -> Any:
    """Return a run of text, whose line feeds become line breaks."""
    made = node("r", _run_properties(look or Look()))
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(node("br"))
        if line:
            written = node("t")
            written.text = line
            written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(written)
    return made


def _run_properties(look: Look) -> Any | None:
    properties = [
        node("b") if look.bold else None,
        node("color", val=look.color) if look.color else None,
        shading(look.fill) if look.fill else None,
    ]
    return node("rPr", *properties) if any(each is not None for each in properties) else None


def paragraph(  # noqa: PLR0913 - one argument per property
    style: str,
    content: Iterable[Any],
    *,
    numbering: int | None = None,
    align: str = "",
    keep_next: bool = False,
    before: int | None = None,
) -> Any:
    """Return a paragraph.

    Args:
        style: the id of its style, which differs from the name in templates in other languages.
        content: runs, links and bookmarks.
        numbering: the id of a numbering that replaces the style's.
        align: `center` or `right`.
        keep_next: whether it stays on the page of the next paragraph.
        before: the space above it in twips, instead of the style's.
    """
    properties = node(
        "pPr",
        node("pStyle", val=style),
        node("keepNext") if keep_next else None,
        _numbering(numbering) if numbering is not None else None,
        node("spacing", before=before) if before is not None else None,
        node("jc", val=align) if align else None,
    )
    return node("p", properties, *content)


def _numbering(number: int) -> Any:
    return node("numPr", node("ilvl", val=0), node("numId", val=number))


def mark_name(anchor: str) -> str:
    """Return an anchor as the name of a bookmark: letters, digits and underscores, 40 characters at most."""
    name = NOT_IN_NAMES.sub("_", anchor)
    return name if len(name) <= LONGEST_NAME else f"{name[:31]}_{crc32(name.encode()):08x}"


def bookmark(name: str, number: int, content: Iterable[Any]) -> list[Any]:
    """Return the content between the marks of a bookmark."""
    return [node("bookmarkStart", id=number, name=mark_name(name)), *content, node("bookmarkEnd", id=number)]


def link(bookmark_name: str, content: Iterable[Any]) -> Any:
    """Return a link to a bookmark."""
    return node("hyperlink", *content, anchor=mark_name(bookmark_name), history=1)
