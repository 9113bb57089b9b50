"""Answers in CSV: a row per statement, practice, symptom or other subject, with columns found by their headings.

A spreadsheet would run a field that begins with = + - or @ as a formula. Such a field is therefore written with an
apostrophe in front; if it already has apostrophes before the sign, it gets one more. Reading removes the apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from practices_catalog.faults import Place, refuse
from questionnaires.answers.fields import Fields
from questionnaires.answers.ladders import LadderMark
from questionnaires.answers.raw_values import MOST_COLUMNS, MOST_RECORDS, RawValue, Record
from questionnaires.answers.table import (
    HEADING_WITHIN,
    HEADINGS,
    Columns,
    columns,
    headings,
    is_foreign_heading,
    is_heading,
)
from questionnaires.answers.template import Template
from questionnaires.answers.text import clean
from questionnaires.answers.vocabulary import ABOUT, CONSENSUS, TRIAGE

SEPARATORS = ",;\t"
HEADING = ("statement", "rating", "evidence", "comment", "reason", "text")
BYTE_ORDER_MARK = "\ufeff"
_GUARDED = re.compile(r"'*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_SEP_LINE = re.compile(r"\s*sep=(.)\s*\r?\n", re.IGNORECASE)


def read_csv(text: str, file: str, fields: Fields) -> list[Record]:
    """Return the records of a CSV text; `fields` collects faults in rows, and a fault in the whole file is raised.

    Raises:
        InputError: there is no heading row, or a quote isn't closed.
    """
    heading = _heading(_rows(text, file)) or next(
        ((at, row) for at, row in _rows(text, file) if any(map(clean, row))), None
    )
    if heading is None:
        raise refuse(
            "is empty", "fill in a template; its first line begins with 'statement,rating'", Place(file, line=1)
        )
    line, cells = heading
    rows = ((at, row) for at, row in _rows(text, file) if at > line)
    found = columns(_raws(cells, cells, file, line), Place(file, line=line), fields)
    if found is None:
        return []
    return list(islice(_records(rows, cells, found, file, fields), MOST_RECORDS + 1))


def _heading(rows: Iterator[tuple[int, list[str]]]) -> tuple[int, list[str]] | None:
    """Return the heading row; a title may come first, as in a sheet of the workbook that was saved as CSV."""
    near = takewhile(lambda each: each[0] <= HEADING_WITHIN, rows)
    listed = [(at, row, _raws(row, row, "", at)) for at, row in near]
    ours = ((at, row) for at, row, raws in listed if is_heading(raws))
    return next(ours, None) or next(((at, row) for at, row, raws in listed if is_foreign_heading(raws)), None)


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line that it begins on."""
    line, separator = 0, ""
    if told := _SEP_LINE.match(text):
        line, separator, text = 1, told[1], text[told.end() :]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text), strict=True)
    skipped = line
    while True:
        line = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            wrong = "has an unclosed quote, or text after a closing quote"
            raise refuse(wrong, 'write a quote inside text as ""', Place(file, line=line)) from None
        if len(cells) > MOST_COLUMNS:
            wrong = f"has more than {MOST_COLUMNS} columns"
            raise refuse(wrong, "keep only the columns of a template", Place(file, line=line))
        yield line, cells


def _separator(text: str) -> str:
    """Return the separator that yields the most known headings in one of the first lines."""
    lines = [line for line in islice(io.StringIO(text), HEADING_WITHIN) if clean(line)] or [""]

    def known(separator: str) -> tuple[int, int]:
        cells = [
            [RawValue(cell.strip('" \r\n'), Place()) for cell in line.split(separator, MOST_COLUMNS)] for line in lines
        ]
        return max(sum(name in HEADINGS for name in headings(row)) for row in cells), lines[0].count(separator)

    return max(SEPARATORS, key=known)


def _raws(cells: Sequence[str], names: Sequence[str], file: str, line: int) -> list[RawValue]:
    return [
        RawValue(_unguarded(cell), Place(file, line=line, column=clean(name)[:30]))
        for cell, name in zip(cells, names, strict=True)
    ]


def _records(
    rows: Iterator[tuple[int, list[str]]], names: list[str], found: Columns, file: str, fields: Fields
) -> Iterator[Record]:
    for line, cells in rows:
        if not any(clean(cell) for cell in cells):
            continue
        if len(cells) != len(names):
            fields.wrong(Place(file, line=line), *_ragged(len(cells), len(names)))
            continue
        row = _raws(cells, names, file, line)
        for column in found.unnamed:
            if not row[column].blank:
                place = Place(file, line=line, column=f"{column + 1}")
                fields.wrong(place, "there is a value in a column without a heading", "give the column a heading")
        record = found.record(row)
        if record.subject:
            yield record
        elif not record.blank:
            fields.wrong(
                Place(file, line=line), "the row has no statement", "write the statement's id in the 'statement' column"
            )


def _ragged(has: int, expected: int) -> tuple[str, str]:
    """Return what is wrong with a row that is longer or shorter than the heading, and the fix."""
    wrong = f"the row has {has} field{'s' if has != 1 else ''}, but the heading has {expected}"
    if has > expected:
        return wrong, "put text that contains the separator in double quotes"
    return wrong, "add the missing separators, or put text with line breaks in double quotes"


def _unguarded(cell: str) -> str:
    text = clean(cell)
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else cell


def _guarded(text: str) -> str:
    return f"'{text}" if _GUARDED.match(text) else text


def write_csv(template: Template) -> str:
    """Write a response, or an empty one to fill in, as CSV.

    A byte order mark comes first only if the text isn't pure ASCII: only Excel needs the mark, and only then.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADING)
    for row in _written(template):
        writer.writerow([_guarded(cell) for cell in row])
    text = out.getvalue()
    return text if text.isascii() else BYTE_ORDER_MARK + text


def table_csv(heading: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """Write a table for people as CSV, with the same guard against formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(heading)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    text = out.getvalue()
    return text if text.isascii() else BYTE_ORDER_MARK + text


def _written(template: Template) -> Iterator[tuple[str, ...]]:
    response = template.response
    for subject, value in template.about().items():
        yield subject, value, "", "", "", ABOUT[subject]
    for practice, statements in template.questionnaire.by_practice.items():
        if practice in template.questionnaire.ladders:
            mark = template.marks.get(practice, LadderMark(None))
            yield (
                practice,
                mark.written,
                "",
                "",
                mark.reason,
                f"{template.name(practice)}: the highest rung that is true (0 to 5)",
            )
        for statement in statements:
            answer = template.single(statement)
            yield (
                statement.id,
                answer.rating or "",
                answer.evidence,
                answer.comment,
                answer.reason,
                f"{statement.level} {statement.text}",
            )
    for symptom in template.triage.symptoms:
        words = ", ".join(f"{number} {each}" for number, each in enumerate(template.triage.scale(symptom.id)))
        given = response.triage.get(symptom.id)
        yield TRIAGE + symptom.id, "" if given is None else str(given), "", "", "", f"{symptom.question} ({words})"
    for subject, agreed in response.consensus.items():
        yield (
            CONSENSUS + subject,
            agreed.rating,
            agreed.evidence,
            agreed.note,
            "",
            "Set by the assessor; the note is the comment",
        )
