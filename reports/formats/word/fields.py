"""Fields that Word calculates: page numbers, the number of a figure, the running chapter, the contents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reports.formats.word.nodes import link, node, paragraph, run

LISTED_LEVELS = 2
"""The levels of headings that the contents list."""
CONTENTS = rf'TOC \o "1-{LISTED_LEVELS}" \h \z \u'
CHAPTER = "STYLEREF 1"
"""The last heading of level 1; by its number, because Word translates the names of its own styles."""


def field(instruction: str, shown: str) -> list[Any]:
    """Return the runs of a field with the result that is shown until it is updated."""
    return [*_opening(instruction), run(shown), _mark("end")]


def contents_field(entries: Sequence[tuple[str, str, str]]) -> Iterable[Any]:
    """Return the paragraphs of the table of contents.

    Word adds the page numbers when it updates the field; only a layout engine knows them.

    Args:
        entries: the style's id, the bookmark and the text of each heading.
    """
    for number, (style, mark, text) in enumerate(entries):
        content = [link(mark, [run(text)])]
        if number == 0:
            content = [*_opening(CONTENTS), *content]
        if number == len(entries) - 1:
            content.append(_mark("end"))
        yield paragraph(style, content)


def _opening(instruction: str) -> list[Any]:
    code = node("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [_mark("begin"), node("r", code), _mark("separate")]


def _mark(kind: str) -> Any:
    return node("r", node("fldChar", fldCharType=kind))
