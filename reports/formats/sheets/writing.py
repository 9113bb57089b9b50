"""Writing a table as a sheet: heads that stay in view, filters, rows as high as their text, and print setup."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from questionnaires.answers.workbook_look import row_height
from reports.formats.sheets.look import Look
from reports.formats.sheets.table import Cell, Kind, Table
from reports.printable_text import visible

A3, A4 = 8, 9
WIDE = 250.0
"""Anything wider would be too small to read on A4."""
LONGEST = 32_767
FORMULA_SIGNS = ("=", "+", "-", "@")
READABLE = 110.0


def write_table(book: Workbook, look: Look, table: Table) -> None:
    """Add a sheet with a table."""
    sheet = book.add_worksheet(table.name)
    sheet.hide_gridlines(2)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
    head = _above(sheet, look, table)
    sheet.set_row(head, row_height((column.heading, column.width) for column in table.columns) + 4)
    for number, column in enumerate(table.columns):
        sheet.write_string(head, number, column.heading, look.head(column.kind))
    for row, cells in enumerate(table.rows, head + 1):
        _row(sheet, look, table, row, [_clean(cell) for cell in cells])
    last = head + len(table.rows)
    if table.rows:
        sheet.autofilter(head, 0, last, len(table.columns) - 1)
        for number, column in enumerate(table.columns):
            look.color(sheet, column.kind, number, (head + 1, last))
        sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, last, len(table.columns) - 1)})
    sheet.freeze_panes(head + 1, table.wide_head)
    _print_setup(sheet, head, sum(column.width for column in table.columns))


def _above(sheet: Worksheet, look: Look, table: Table) -> int:
    """Write the title and the notes, and return the row of the heads."""
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, _text(table.title), look.title())
    row, last = 1, len(table.columns) - 1
    for note in filter(None, table.notes):
        width, merged = 0.0, 0
        while merged <= last and (width < READABLE or merged == 0):
            width, merged = width + table.columns[merged].width, merged + 1
        text = _text(note)
        sheet.set_row(row, row_height([(text, width)]))
        if merged > 1:
            sheet.merge_range(row, 0, row, merged - 1, "", look.note())
        sheet.write_string(row, 0, text, look.note())
        row += 1
    return row + 1


def _row(sheet: Worksheet, look: Look, table: Table, row: int, cells: Sequence[Cell]) -> None:
    texts = zip(cells, table.columns, strict=True)
    sheet.set_row(row, row_height((cell, column.width) for cell, column in texts if isinstance(cell, str)))
    for number, (cell, column) in enumerate(zip(cells, table.columns, strict=True)):
        _write(sheet, look, (row, number), cell, column.kind)


def _write(sheet: Worksheet, look: Look, place: tuple[int, int], cell: Cell, kind: Kind) -> None:
    """Write a cell as the type it has: text is never taken for a number, a link or a formula."""
    if cell is None or cell == "":
        sheet.write_blank(*place, None, look.cell(kind))
    elif isinstance(cell, str):
        own = kind if kind in {Kind.RATING, Kind.LEVEL} else Kind.TEXT
        sheet.write_string(*place, cell, look.cell(own, quoted=cell.startswith(FORMULA_SIGNS)))
    elif isinstance(cell, date):
        sheet.write_datetime(*place, datetime.combine(cell, time()), look.cell(kind))
    else:
        sheet.write_number(*place, cell, look.cell(kind))


def _clean(cell: Cell) -> Cell:
    return _text(cell) if isinstance(cell, str) else cell


def _text(text: str) -> str:
    """Return a text that fits in a cell: without invisible characters, and no longer than Excel allows."""
    shown = visible(text)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}\u2026"


def _print_setup(sheet: Worksheet, head: int, width: float) -> None:
    sheet.set_landscape()
    sheet.set_paper(A3 if width > WIDE else A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer("&L&8&A&R&8&P of &N")
