"""Tables that can be edited: header rows repeat, rows don't break over pages, and levels have a color and a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reports.formats.word.inline import classes, level_look, plain, runs
from reports.formats.word.manuscript import Manuscript
from reports.formats.word.nodes import CENTER, RIGHT, Look, color, node, shading, twips
from reports.formats.word.page import SIDE, WIDTH
from reports.tokens import tokens

STYLE = "Report Table"
DRAWN_FOR = WIDTH - 2 * SIDE
"""The width in millimeters that the page's column widths add up to."""
SIGNING = 14
"""The height in millimeters of the space for a signature."""
WHOLE = 5
"""A table with fewer rows stays on one page, unless it is a ladder, whose rows are high.

In any other table, neither the first row nor the last is alone on a page.
"""
CENTERED = {"tile", "mid"}
OPEN = {"m-open", "not-assessed"}
SHADED_FROM = 2
"""The first shaded cell in a row that stops a practice: level and rating keep their own color."""


def table(element: Any, manuscript: Manuscript) -> Any:
    """Write a table, as wide as the page unless it is short."""
    kinds = classes(element)
    widths = _widths(element, manuscript.frame.width, short="short" in kinds)
    heads = element.findall("thead/tr")
    rows = [_row(each, widths, manuscript, head=True) for each in heads]
    if "sign" in kinds:
        rows.append(_room(widths, manuscript))
    body = element.findall("tbody/tr")
    whole = set(body[:-1] if len(body) < WHOLE and "ladder" not in kinds else (*body[:1], *body[-2:-1]))
    rows += [_row(each, widths, manuscript, keep_next=each in whole or "group" in classes(each)) for each in body]
    return shell(manuscript, widths, rows, has_head=bool(heads))


def shell(manuscript: Manuscript, widths: list[int], rows: list[Any], *, has_head: bool = False) -> Any:
    """Return a table of rows; `widths` of its columns are in twips."""
    properties = node(
        "tblPr",
        node("tblStyle", val=manuscript.styles[STYLE]),
        node("tblW", w=sum(widths), type="dxa"),
        node("tblLayout", type="fixed"),
        node("tblLook", val="0020" if has_head else "0000", firstRow=int(has_head), noHBand=1, noVBand=1),
        node("tblCaption", val=manuscript.chapter) if manuscript.chapter else None,
    )
    grid = node("tblGrid", *(node("gridCol", w=width) for width in widths))
    return node("tbl", properties, grid, *rows)


def row(cells: list[Any], *, head: bool = False, height: float = 0) -> Any:
    """Return a row that stays on one page; a header row is repeated on each page."""
    properties = node(
        "trPr",
        node("cantSplit"),
        node("trHeight", val=twips(height), hRule="atLeast") if height else None,
        node("tblHeader") if head else None,
    )
    return node("tr", properties, *cells)


def cell(width: int, content: list[Any], *, span: int = 1, shade: Any = None, flush: tuple[str, ...] = ()) -> Any:
    """Return a cell of paragraphs; `width` is in twips. It has no margin on the sides named by `flush`."""
    properties = node(
        "tcPr",
        node("tcW", w=width, type="dxa"),
        node("gridSpan", val=span) if span > 1 else None,
        shade,
        node("tcMar", *(node(side, w=0, type="dxa") for side in flush)) if flush else None,
    )
    return node("tc", properties, *content)


def _widths(element: Any, available: float, *, short: bool) -> list[int]:
    """Return the widths of the columns in twips."""
    measured = [
        max(1.0, float(each.get("style").removeprefix("width: ").removesuffix("mm"))) for each in element.iter("col")
    ]
    full = available * (min(1.0, sum(measured) / DRAWN_FOR) if short else 1)
    return [twips(each * full / sum(measured)) for each in measured]


def _room(widths: list[int], manuscript: Manuscript) -> Any:
    """Return the empty row for signatures."""
    return row(
        [cell(width, [manuscript.paragraph("Table Text", [], keep_next=True)]) for width in widths], height=SIGNING
    )


def _row(
    element: Any, widths: list[int], manuscript: Manuscript, *, head: bool = False, keep_next: bool = False
) -> Any:
    kinds = classes(element)
    made, at = [], 0
    for place, each in enumerate(element):
        span = int(each.get("colspan", "1"))
        width = sum(widths[at : at + span])
        content = list(_paragraphs(each, manuscript, _row_look(kinds, each), head=head, keep_next=keep_next))
        made.append(cell(width, content, span=span, shade=_shade(each, kinds, place), flush=_flush(classes(each))))
        at += span
    return row(made, head=head)


def _flush(kinds: frozenset[str]) -> tuple[str, ...]:
    """Return the sides without a margin: both sides of centered text, and the left side of a number."""
    return ("left", "right") if kinds & CENTERED else ("left",) if "num" in kinds else ()


def _row_look(kinds: frozenset[str], element: Any) -> Look:
    own = classes(element)
    level = level_look(own)
    if level:
        return Look(bold=True, color=level.color)
    if "group" in kinds:
        return Look(bold=True, color=color(tokens()["accent"]))
    ink = color(tokens()["muted"]) if "ahead" in kinds else ""
    bold = bool(own & {"tile", "mark", "name"}) or "stops" in kinds or _is_label(element)
    return Look(bold=bold, color=ink)


def _is_label(element: Any) -> bool:
    """Return whether a cell labels the row of a table without a header row, such as the facts on the cover."""
    body = element.getparent().getparent()
    return element.tag == "th" and body.tag == "tbody" and body.getparent().find("thead") is None


def _shade(element: Any, row_kinds: frozenset[str], place: int) -> Any | None:
    kinds = classes(element)
    if kinds & OPEN:
        return shading("auto", "thinDiagStripe", color(tokens()["hatch"]))
    if level := level_look(kinds):
        return shading(level.fill)
    return shading(color(tokens()["panel"])) if "stops" in row_kinds and place >= SHADED_FROM else None


def _paragraphs(element: Any, manuscript: Manuscript, look: Look, *, head: bool, keep_next: bool) -> Iterator[Any]:
    kinds = classes(element)
    align = CENTER if kinds & CENTERED else RIGHT if "num" in kinds else ""
    style = "Table Heading" if head else "Table Text"
    blocks = element.findall("p")
    direct = runs(element, look)
    if direct or not blocks:
        yield manuscript.paragraph(style, direct, align=align, keep_next=keep_next)
    beside = Look(color=look.color)
    for each in blocks:
        if plain(each):
            yield manuscript.paragraph(style, runs(each, beside), align=align, keep_next=keep_next)
