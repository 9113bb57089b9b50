"""Tables: a rule below each row and nothing else, columns in proportion, as many rows as fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from reports.formats.slides.box import Box
from reports.formats.slides.deck import Deck, describe
from reports.formats.slides.fitting import LINE, SMALLEST
from reports.formats.slides.text import Paragraph, Run, solid_fill, write_text
from reports.tokens import tokens
from reports.views.marks import Tile

PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's built-in style without fills and lines."""
SIDE, ABOVE = 4.0, 3.0
"""The margins in a cell, in points."""
RULE = 9_525
"""The width of a rule."""
EMU = 12_700


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `lead` is bold text before the other text, and `level`, such as `level-2`, colors the cell."""

    text: str
    lead: str = ""
    bold: bool = False
    align: str = "l"
    level: str = ""


def level_cell(tile: Tile) -> Cell:
    """Return a level, centered on its color; a practice without a level has no color."""
    return Cell(tile.text, align="ctr", level=tile.kind if tile.kind.startswith("level") else "")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `shares` are the proportions of its columns, and `alt` says what it shows."""

    alt: str
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]


def rows_that_fit(deck: Deck, box: Box, table: Table) -> int:
    """Return how many rows of a table, starting with the first, fit into a box."""
    room = box.height - _height(deck, _bold(table.head), box, table)
    for number, row in enumerate(table.rows):
        room -= _height(deck, row, box, table)
        if room < 0:
            return number
    return len(table.rows)


def add_table(deck: Deck, slide: Any, box: Box, table: Table) -> float:
    """Add the rows of a table that fit, and return their height; if no row fits, nothing is added."""
    many = rows_that_fit(deck, box, table)
    if not many:
        return 0
    rows = [_bold(table.head), *table.rows[:many]]
    heights = [_height(deck, row, box, table) for row in rows]
    size = Box(box.left, box.top, box.width, sum(heights))
    frame = slide.shapes.add_table(len(rows), len(table.head), *size.emu)
    describe(frame, table.alt)
    made = frame.table
    made.horz_banding = False
    next(frame.element.iter(qn("a:tableStyleId"))).text = PLAIN_STYLE
    for column, wide in enumerate(_widths(box, table)):
        made.columns[column].width = Pt(wide)
    for number, (row, high) in enumerate(zip(rows, heights, strict=True)):
        made.rows[number].height = Pt(high)
        for column, cell in enumerate(row):
            _write(made.cell(number, column), cell)
    return size.height


def _bold(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(replace(cell, bold=True) for cell in row)


def _widths(box: Box, table: Table) -> list[float]:
    return [column.width for column in box.columns(table.shares, 0)]


def _height(deck: Deck, row: Sequence[Cell], box: Box, table: Table) -> float:
    rooms = [wide - 2 * SIDE for wide in _widths(box, table)]
    lines = (
        deck.ruler.lines(f"{cell.lead} {cell.text}", SMALLEST, room, bold=cell.bold)
        for cell, room in zip(row, rooms, strict=True)
    )
    return max(lines) * SMALLEST * LINE + 2 * ABOVE


def _write(made: Any, cell: Cell) -> None:
    color = tokens()[f"{cell.level}-ink"] if cell.level else ""
    lead = (Run(f"{cell.lead} ", bold=True, color=color),) if cell.lead else ()
    runs = (*lead, Run(cell.text, cell.bold, color))
    element = made._tc  # noqa: SLF001 - there is no other access to a cell's element
    write_text(element.txBody, [Paragraph(runs, SMALLEST, align=cell.align)])
    look = element.get_or_add_tcPr()
    for side, margin in (("marL", SIDE), ("marR", SIDE), ("marT", ABOVE), ("marB", ABOVE)):
        look.set(side, str(int(margin * EMU)))
    line = etree.SubElement(look, qn("a:lnB"), w=str(RULE))
    line.append(solid_fill("tx2"))
    if cell.level:
        look.append(solid_fill(tokens()[cell.level]))
    else:
        etree.SubElement(look, qn("a:noFill"))
