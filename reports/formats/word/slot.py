"""Where the report goes in a house template: in place of `{{ report }}`, or else after the template's content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from practices_catalog.faults import refuse
from reports.formats.house_templates import PLACE

MARKER = "{{ report }}"
MARKED = re.compile(r"\{\{\s*report\s*\}\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the report goes: before an element of the body.

    Attributes:
        has_cover: whether the template has content before it.
        section: the number, from 0, of the section whose pages the report fills.
    """

    before: Any
    has_cover: bool
    section: int


def slot_in(document: Document) -> Slot:
    """Return where the report goes: in place of the marker's paragraph, or else after everything.

    Raises:
        InputError: the marker is inside a table or a box, or there are several.
    """
    body = document.element.body
    marked = [each for each in body.iter(qn("w:p")) if MARKED.search(_text(each))]
    if len(marked) > 1:
        raise refuse(f"has {MARKER} in {len(marked)} paragraphs", "keep one of them", PLACE)
    if marked and (marked[0].getparent() is not body or MARKED.fullmatch(_text(marked[0]).strip()) is None):
        raise refuse(f"has {MARKER} next to other text, in a table or in a box", "give it its own paragraph", PLACE)
    end = _replaced(marked[0]) if marked else _end(body)
    before = list(end.itersiblings(preceding=True))
    return Slot(end, any(map(_shows_something, before)), sum(map(_ends_section, before)))


def _replaced(marker: Any) -> Any:
    """Return what follows the marker after removing it; a paragraph that ends a section is emptied instead."""
    if _ends_section(marker):
        for each in list(marker):
            if each.tag != qn("w:pPr"):
                marker.remove(each)
        return marker
    following = marker.getnext()
    marker.getparent().remove(marker)
    return following


def _end(body: Any) -> Any:
    """Return the last section's properties, after removing the empty paragraphs before them."""
    end = body.get_or_add_sectPr()
    while (last := end.getprevious()) is not None and last.tag == qn("w:p") and not _shows_something(last):
        if _ends_section(last):
            break
        body.remove(last)
    return end


def _text(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def _ends_section(element: Any) -> bool:
    return element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None


def _shows_something(element: Any) -> bool:
    """Return whether an element has text or a picture, or ends a section with its own pages."""
    shown = {qn(tag) for tag in ("w:drawing", "w:pict", "w:object", "w:tbl", "w:sdt")}
    return (
        element.tag in shown
        or _ends_section(element)
        or bool(_text(element).strip())
        or any(each.tag in shown for each in element.iter())
    )
