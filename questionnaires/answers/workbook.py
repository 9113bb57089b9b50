"""Answers in a workbook: sheets are found by name or headings, rows by their ids, never by position."""

from __future__ import annotations

import warnings
import zipfile
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from operator import itemgetter
from typing import Any, cast

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from practices_catalog.faults import InputError, Place, refuse
from practices_catalog.nearest import nearest
from questionnaires.answers.fields import Fields
from questionnaires.answers.raw_values import RawValue, Record, ValueKind
from questionnaires.answers.sheet_names import AGREED, ANSWERS, INSTRUCTIONS, ORGANIZATION, SYMPTOMS
from questionnaires.answers.table import (
    HEADING_WITHIN,
    HEADINGS,
    Columns,
    columns,
    headings,
    is_foreign_heading,
    is_heading,
)
from questionnaires.answers.text import clean, fold, shown
from questionnaires.answers.vocabulary import CONSENSUS, TRIAGE
from questionnaires.answers.workbook_notes import read_notes
from questionnaires.answers.workbook_safety import open_safely
from questionnaires.answers.workbook_sheet import LAST_ROW, WorkbookSheet, read_layout, read_strings

PREFIXES = {ANSWERS: "", ORGANIZATION: "", SYMPTOMS: TRIAGE, AGREED: CONSENSUS}
NEEDED = (ANSWERS, ORGANIZATION, SYMPTOMS)
MOST_IDS = 10  # in the message about a merge
SEVERAL = 2
VALUE_FIELDS = {"rating", "rung", "value"}
COMMENTED = {ValueKind.TEXT, ValueKind.NUMBER, ValueKind.DATE, ValueKind.PERCENTAGE}
# The columns of our own sheet of answers: if one is missing, answers may be missing too.
OURS = ("rung", "rating", "evidence", "comment", "reason")
# A sheet under any other name is recognized by one of these headings.
TELLING = {ANSWERS: {"rating", "rung"}, ORGANIZATION: {"value"}, SYMPTOMS: {"answer"}, AGREED: {"note"}}


def read_workbook(content: bytes, file: str, fields: Fields) -> list[Record]:
    """Return the records of a workbook; `fields` collects faults in cells, and a fault in the whole file is raised.

    Raises:
        InputError: it isn't a workbook, or can't be read.
    """
    place = Place(file)
    with open_safely(content, place) as archive:
        try:
            sheets = _sheets(content, archive, file)
            return list(_records(sheets, file, fields))
        except (InputError, MemoryError):
            raise
        except Exception:  # noqa: BLE001 - a damaged part can make openpyxl raise anything
            raise refuse(
                "is a damaged workbook", "open it in a spreadsheet program and save it again as .xlsx", place
            ) from None


def _sheets(content: bytes, archive: zipfile.ZipFile, file: str) -> list[WorkbookSheet]:
    with warnings.catch_warnings():
        # openpyxl warns about drop-downs and styles that it skips; we read only values.
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    strings = read_strings(archive)
    sheets = []
    for source in cast("list[Any]", book.worksheets):
        # openpyxl has no public access to a sheet's part and strings; `workbook_sheet` says why we need them.
        source._shared_strings = strings  # noqa: SLF001
        layout = read_layout(archive, source._worksheet_path)  # noqa: SLF001
        notes = read_notes(archive, source._worksheet_path)  # noqa: SLF001
        sheets.append(WorkbookSheet(source.title, file, source, source.sheet_state == "visible", layout, notes))
    return sheets


def _records(sheets: list[WorkbookSheet], file: str, fields: Fields) -> Iterator[Record]:
    known = {fold(name): name for name in (*PREFIXES, INSTRUCTIONS)}
    found = {known[fold(sheet.title)]: sheet for sheet in sheets if fold(sheet.title) in known}
    for name in PREFIXES:
        named = [found[name]] if name in found else []
        alike = named + [sheet for sheet in sheets if sheet not in found.values() and _tells(sheet, name)]
        if len(alike) > 1:
            titles = " and ".join(shown(sheet.title) for sheet in alike)
            fields.wrong(Place(file), f"the sheets {titles} all look like {name!r}", "delete all but one of them")
        if alike:
            found[name] = alike[0]
    for name in NEEDED:
        # A workbook with only the sheet of answers was made by hand from a list of ratings; ours have all the sheets.
        if name not in found and (name == ANSWERS or found.keys() - {ANSWERS}):
            fields.wrong(Place(file), f"the sheet {name!r} is missing", _mend_missing(name, sheets))
    by_hand = not found.keys() - {ANSWERS}
    for name, prefix in PREFIXES.items():
        if name in found:
            needed = OURS if name == ANSWERS and not by_hand else ()
            yield from _Table(found[name], prefix, fields, needed).records()


def _mend_missing(name: str, sheets: list[WorkbookSheet]) -> str:
    near = nearest(name, [sheet.title for sheet in sheets])
    return f"rename the sheet {shown(near)}" if near and near != name else "copy it from a new template"


def _tells(sheet: WorkbookSheet, name: str) -> bool:
    """Return whether a sheet has the headings of this sheet, and not those of another."""
    for number, row in sheet.rows:
        if number > HEADING_WITHIN:
            break
        if is_heading(row):
            names = set(headings(row))
            others = TELLING[AGREED] if name == ANSWERS else set()
            return bool(names & TELLING[name]) and not names & others and names <= {"", *HEADINGS}
        if name == ANSWERS and is_foreign_heading(row):
            return True
    return False


@dataclass
class _Table:
    """The table of one sheet."""

    sheet: WorkbookSheet
    prefix: str
    fields: Fields
    needed: tuple[str, ...] = ()

    def records(self) -> Iterator[Record]:
        rows = iter(self.sheet.rows)
        heading = next(((n, row) for n, row in rows if n > HEADING_WITHIN or is_heading(row)), None)
        if heading is None or heading[0] > HEADING_WITHIN:
            heading = next(((n, row) for n, row in self.sheet.rows if self._nearly_heading(row)), None)
        place = Place(self.sheet.file, self.sheet.title, line=heading[0] if heading else None)
        if heading is None:
            self.fields.wrong(place, "has no heading row", "copy the sheet from a new template")
            return
        found = columns(_trimmed(heading[1]), place, self.fields)
        if found is None:
            return
        self._refuse_merges(found, heading[0])
        self._refuse_missing(headings(heading[1]), place)
        names = [clean(raw.text) for raw in heading[1]]
        yield from self._below(rows, found, names)

    @staticmethod
    def _nearly_heading(row: list[RawValue]) -> bool:
        """Return whether a row has at least two headings, so that we can report which one is missing."""
        names = set(headings(row))
        if is_foreign_heading(row):
            return True
        return len(names & {"id", "statement", "practice", "evidence", "comment", "reason", "rating", "rung"}) > 1

    def _below(self, rows: Iterator[tuple[int, list[RawValue]]], found: Columns, names: list[str]) -> Iterator[Record]:
        for number, row in rows:
            named = self._with_headings(number, row, found, names)
            hidden = number in self.sheet.layout.hidden or not self.sheet.visible
            record = self._with_notes(found.record(named, self.prefix, hidden=hidden), number)
            if found.subject(named).blank:
                if not record.blank:
                    self.fields.wrong(
                        self.sheet.place(number), "the row has an answer but no id", "copy the row from a new template"
                    )
                continue
            if number > LAST_ROW:
                self.fields.wrong(self.sheet.place(number), f"is below row {LAST_ROW}", "move it up")
                return
            self._refuse_unnamed(named, found)
            yield record

    def _with_notes(self, record: Record, number: int) -> Record:
        """Return a record whose comment (in a consensus, the note) ends with the notes on the row's cells."""
        notes = self.sheet.notes.get(number)
        if not notes:
            return record
        name = "note" if self.prefix == CONSENSUS else "comment"
        written = record.fields.get(name, RawValue("", self.sheet.place(number)))
        if written.kind not in COMMENTED:  # the fault in this cell comes first
            return record
        text = "\n".join(filter(None, (clean(written.text), *notes)))
        return replace(record, fields=record.fields | {name: RawValue(text, written.place)}, notes=len(notes))

    def _with_headings(self, number: int, row: list[RawValue], found: Columns, names: list[str]) -> list[RawValue]:
        """Return a row whose places name the headings, in the columns that are read."""
        named = list(row)
        for at in (*found.subjects, *found.fields.values()):
            named[at] = replace(row[at], place=self.sheet.place(number, at, names[at]))
        return named

    def _refuse_missing(self, names: list[str], place: Place) -> None:
        """Refuse a table without its columns, unless an unknown heading has been reported already."""
        if any(name and name not in HEADINGS for name in names):
            return
        for column in (each for each in self.needed if each not in names):
            self.fields.wrong(place, f"the column {column!r} is missing", "copy the sheet from a new template")

    def _refuse_unnamed(self, row: list[RawValue], found: Columns) -> None:
        for column, raw in enumerate(row):
            if column in found.unnamed and not raw.blank:
                wrong = f"{shown(raw.text)} is in a column without a heading"
                self.fields.wrong(raw.place, wrong, "move it to the comment, or delete it")

    def _refuse_merges(self, found: Columns, heading: int) -> None:
        """Refuse cells merged across the answers, evidence or comments of several rows; elsewhere they don't matter."""
        rows = [(number, clean(found.subject(row).text)) for number, row in self.sheet.rows if number > heading]
        named = [(number, subject) for number, subject in rows if subject]
        for left, top, right, bottom in self.sheet.layout.merges:
            columns = [name for name, column in found.fields.items() if left <= column + 1 <= right]
            if bottom <= max(heading, top) or not columns:
                continue
            first, end = (bisect_left(named, at, key=itemgetter(0)) for at in (top, bottom + 1))
            answers = [name for name in columns if name in VALUE_FIELDS]
            if not answers and end - first < SEVERAL:
                continue
            area = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
            wrong = f"one {'answer' if answers else columns[0]} is merged across {bottom - top + 1} rows"
            self.fields.wrong(
                Place(self.sheet.file, self.sheet.title, line=top, column=area),
                f"{wrong} ({_listed([subject for _, subject in named[first : min(end, first + MOST_IDS + 1)]])})",
                "unmerge the cells, and fill each",
            )


def _listed(ids: list[str]) -> str:
    """Return ids as text, at most a few of them."""
    return ", ".join(ids if len(ids) <= MOST_IDS else [*ids[:MOST_IDS], "…"]) or "no ids"


def _trimmed(row: list[RawValue]) -> list[RawValue]:
    """Return a heading row with all its cells; those without text are blank."""
    return [raw if clean(raw.text) else RawValue("", raw.place) for raw in row]
