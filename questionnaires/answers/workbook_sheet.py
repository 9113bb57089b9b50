"""One sheet of a workbook as raw values.

openpyxl's streaming reader leaves out merged cells and hidden rows and mangles some escapes, so these are read from
the XML directly. We have its parser read only the rows: the rest, such as validation rules and shared formulas, takes
quadratic time in a malicious file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, WorkSheetParser

from practices_catalog.faults import Place
from questionnaires.answers.raw_values import RawValue, ValueKind

LAST_ROW = 20_000
LAST_COLUMN = 60

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_KINDS = {"f": ValueKind.FORMULA, "e": ValueKind.ERROR, "b": ValueKind.TRUTH_VALUE}


@dataclass(frozen=True)
class Layout:
    """Merged ranges as (first column, first row, last column, last row), and hidden rows; all counted from 1."""

    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class WorkbookSheet:
    """A sheet, whose rows are read once; `notes` are the texts of the notes on its cells, by row."""

    title: str
    file: str
    source: Any
    visible: bool
    layout: Layout
    notes: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def place(self, row: int, column: int | None = None, heading: str = "") -> Place:
        """Return the place of a cell or row as the spreadsheet shows it; `column` is counted from 0."""
        letter = get_column_letter(column + 1) if column is not None else ""
        shown = f"{letter} ({heading})" if heading else letter
        return Place(self.file, self.title, line=row, column=shown)

    @cached_property
    def rows(self) -> list[tuple[int, list[RawValue]]]:
        """The rows that aren't empty, with the row numbers that the spreadsheet shows."""
        rows, last = [], 0
        book = self.source.parent
        with self.source._get_source() as part:  # noqa: SLF001 - openpyxl has no public access to a sheet's part
            parser = _RowParser(
                part,
                self.source._shared_strings,  # noqa: SLF001 - set from `read_strings`
                epoch=book.epoch,
                date_formats=book._date_formats,  # noqa: SLF001 - needed to tell days from numbers
                timedelta_formats=book._timedelta_formats,  # noqa: SLF001 - as above
            )
            for number, cells in parser.rows():
                if number > last and (row := self._row(number, cells)):
                    rows.append((number, row))
                last = max(last, number)
        return rows

    def _row(self, number: int, cells: list[dict[str, Any]]) -> list[RawValue]:
        """Return all columns of a row, or nothing if it is empty."""
        filled = [cell for cell in cells if cell["value"] is not None and cell["column"] <= LAST_COLUMN]
        if not filled:
            return []
        row = [RawValue("", self.place(number))] * LAST_COLUMN
        for cell in filled:
            column = cell["column"] - 1
            row[column] = _raw(ReadOnlyCell(self.source, **cell), self.place(number, column))
        return row


class _RowParser(WorkSheetParser):
    """Parses nothing but the cells of rows."""

    def rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Yield each row with its number."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                row = self.parse_row(element)
                element.clear()
                yield row

    def parse_formula(self, element: Any) -> str:
        """Return a formula as it is written; the other cells of a shared formula have only "="."""
        return "=" + (element.find(FORMULA_TAG).text or "")


def _raw(cell: Any, place: Place) -> RawValue:
    value, kind = cell.value, _KINDS.get(cell.data_type)
    if kind:
        return RawValue(value if isinstance(value, str) else str(value).upper(), place, kind)
    if isinstance(value, datetime | date | time | timedelta):
        return RawValue(_moment(value), place, ValueKind.DATE)
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        if "%" in (cell.number_format or ""):
            return RawValue(f"{_digits(number * 100)}%", place, ValueKind.PERCENTAGE)
        return RawValue(_digits(number), place, ValueKind.NUMBER)
    return RawValue(str(value), place)


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return str(value)


def _digits(number: Decimal) -> str:
    """Return a number as people write it: 3 for 3.0."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def read_layout(archive: zipfile.ZipFile, part: str) -> Layout:
    """Return a sheet's merged ranges and hidden rows, including filtered rows."""
    layout = Layout()
    number = 0
    with archive.open(part) as source:
        for _, element in iterparse(source):
            name = element.tag.replace(_STRICT, _MAIN)
            if name == f"{_MAIN}row":
                number = int(element.get("r", number + 1))
                if element.get("hidden") in {"1", "true"} or element.get("ht") == "0":
                    layout.hidden.add(number)
                element.clear()
            elif name == f"{_MAIN}mergeCell":
                left, top, right, bottom = range_boundaries(element.get("ref"))
                layout.merges.append((left or 1, top or 1, right or LAST_COLUMN, bottom or LAST_ROW))
    return layout


def read_strings(archive: zipfile.ZipFile) -> list[str]:
    """Return the strings that the sheets share, with each escape such as _x000D_ decoded exactly once.

    openpyxl decodes them only in part, and removes x005F_ even where someone typed it.
    """
    part = next((name for name in archive.namelist() if name.lower().endswith("sharedstrings.xml")), None)
    if part is None:
        return []
    strings = []
    with archive.open(part) as source:
        for _, element in iterparse(source):
            if element.tag.endswith("}si"):
                strings.append(unescaped(plain_text(element)))
                element.clear()
    return strings


def plain_text(element: Any) -> str:
    """Return rich text as plain text: its runs joined, without Japanese phonetic guides."""
    return "".join(
        node.text or ""
        for child in element
        for node in ([child] if child.tag.endswith("}t") else child if child.tag.endswith("}r") else ())
        if node.tag.endswith("}t")
    )


def unescaped(text: str) -> str:
    """Return a text with its escapes decoded."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
