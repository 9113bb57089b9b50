"""The notes on the cells of a sheet, and its threaded comments.

openpyxl's streaming reader leaves them out. Spreadsheets write a threaded comment twice: as a thread, and as a note
with an explanation for programs that don't know threads. Authors' names are left out: they could reveal an anonymous
respondent.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

from questionnaires.answers.text import clean
from questionnaires.answers.workbook_sheet import LAST_COLUMN, LAST_ROW, plain_text, unescaped

Cell = tuple[int, int]
NOTES, THREADS = "comments", "threadedComment"
_THREAD_AS_NOTE = re.compile(r"\[[^\]\n]{1,60}\]\n+[^\n]+\n+[^\n:]{1,20}:\n")


def read_notes(archive: zipfile.ZipFile, sheet: str) -> dict[int, list[str]]:
    """Return the texts of the notes on a sheet's cells, by row, from left to right; replies follow their comment."""
    parts = _parts(archive, sheet)
    threads = _texts(archive, parts.get(THREADS, ""), "threadedComment")
    notes = _texts(archive, parts.get(NOTES, ""), "comment")
    by_row: dict[int, list[str]] = defaultdict(list)
    for row, column in sorted({*notes, *threads}):
        text = clean("\n".join(threads.get((row, column)) or notes[row, column]))
        if text:
            by_row[row].append(text)
    return dict(by_row)


def _parts(archive: zipfile.ZipFile, sheet: str) -> Mapping[str, str]:
    """Return a sheet's part with notes and its part with threads; no program writes more than one of each."""
    folder, name = posixpath.split(sheet)
    relations = f"{folder}/_rels/{name}.rels"
    known = set(archive.namelist())
    parts: dict[str, str] = {}
    if relations not in known:
        return parts
    with archive.open(relations) as source:
        for _, element in iterparse(source):
            kind = element.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            if kind in {NOTES, THREADS} and target in known:
                parts.setdefault(kind, target)
            element.clear()
    return parts


def _texts(archive: zipfile.ZipFile, part: str, tag: str) -> dict[Cell, list[str]]:
    found: dict[Cell, list[str]] = defaultdict(list)
    if not part:
        return found
    authors: list[str] = []
    with archive.open(part) as source:
        for _, element in iterparse(source):
            name = element.tag.rpartition("}")[2]
            if name == "author":
                authors.append(element.text or "")
            elif name == tag:
                if cell := _cell(element.get("ref", "")):
                    found[cell] += _text(element, authors)
                element.clear()
    return found


def _text(element: Any, authors: list[str]) -> Iterator[str]:
    """Yield the text of a note or a comment, without the explanation and the author's name that programs put first."""
    for child in element:
        if child.tag.rpartition("}")[2] == "text":
            text = clean(unescaped(plain_text(child) or child.text or ""))
            author = element.get("authorId", "")
            name = authors[int(author)] if author.isascii() and author.isdigit() and int(author) < len(authors) else ""
            if name and text.startswith(f"{name}:"):
                text = text[len(name) + 1 :]
            yield clean(_THREAD_AS_NOTE.sub("", text, count=1) if text.startswith("[") else text)


def _cell(reference: str) -> Cell | None:
    """Return a cell's row and column, both counted from 1, or None for one that we don't read."""
    try:
        letters, row = coordinate_from_string(reference)
        column = column_index_from_string(letters)
    except (CellCoordinatesException, ValueError):
        return None
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None
