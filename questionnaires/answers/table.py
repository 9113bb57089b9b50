"""Rows below a heading row, in CSV and workbooks: columns are found by their headings, never by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from practices_catalog.faults import Place
from practices_catalog.nearest import nearest
from questionnaires.answers.fields import Fields
from questionnaires.answers.heading_words import RESPONDENT, meant_columns
from questionnaires.answers.raw_values import RawValue, Record, ValueKind
from questionnaires.answers.text import fold, one_line, shown

SUBJECTS = ("id", "statement id", "field", "statement", "practice")
VALUES = {"rating": "rating", "rung": "rung", "value": "value", "answer": "value"}
TEXTS = {"evidence": "evidence", "comment": "comment", "reason": "reason", "note": "note"}
READ_BY_PEOPLE = ("text", "level", "answered", "symptom", "question", "about", "hint", "group")
MAIN = ("statement", "rating", "rung", *TEXTS)
NEAR = 0.75
HEADING_WITHIN = 40
HEADINGS = (*SUBJECTS, *VALUES, *TEXTS, *READ_BY_PEOPLE)


@dataclass(frozen=True)
class Columns:
    """What each column, counted from 0, contains.

    Attributes:
        subjects: the columns that can name the subject; the first nonblank one does.
        fields: column by the name of a record's field.
        unnamed: columns without a heading.
    """

    subjects: tuple[int, ...]
    fields: dict[str, int]
    unnamed: frozenset[int]

    def subject(self, row: Sequence[RawValue]) -> RawValue:
        """Return the value that names a row's subject."""
        given = [row[column] for column in self.subjects]
        return next((raw for raw in given if not raw.blank), given[0])

    def record(self, row: Sequence[RawValue], prefix: str = "", *, hidden: bool = False) -> Record:
        """Return a row as a record."""
        subject = self.subject(row)
        found = {name: row[column] for name, column in self.fields.items()}
        return Record(prefix + one_line(subject.text), subject.place, found, hidden)


def headings(row: Sequence[RawValue]) -> list[str]:
    """Return the headings of a row, case-folded, without a hint in parentheses after them."""
    return [_without_hint(fold(raw.text)) if raw.kind is ValueKind.TEXT else "" for raw in row]


def _without_hint(heading: str) -> str:
    """Remove what follows a word in parentheses: `rating (N, P, L or F)` becomes `rating`."""
    if not heading.endswith(")"):
        return heading
    last, end = "", 0
    for at, letter in enumerate(heading):
        if letter == "(" and (last.isalnum() or last == "_"):
            return heading[:end]
        if not letter.isspace():
            last, end = letter, at + 1
    return heading


def is_heading(row: Sequence[RawValue]) -> bool:
    """Return whether a row has a heading for the subject and one for a value."""
    found = set(headings(row))
    return bool(found & {*SUBJECTS} and found & VALUES.keys())


def is_foreign_heading(row: Sequence[RawValue]) -> bool:
    """Return whether a row would be a heading row if its headings were ours."""
    found = {name if name in HEADINGS else meant_columns().get(name, "") for name in headings(row)}
    return bool(found & {*SUBJECTS} and found & VALUES.keys())


def _mend_heading(name: str) -> str:
    """Return what to do about an unknown heading: to write ours, or to leave the column out."""
    near = nearest(name, HEADINGS, NEAR)
    meant = meant_columns().get(name)
    if meant == RESPONDENT:
        return "remove it; a file has the answers of one respondent, named in the row 'respondent.name'"
    if meant or near:
        return f"write {meant or near!r}"
    return f"remove it; the valid columns are {', '.join(MAIN)}"


def columns(row: Sequence[RawValue], place: Place, fields: Fields) -> Columns | None:
    """Return the columns below a heading row, or None if required ones are missing; faults are kept."""
    names = headings(row)
    for position, name in enumerate(names):
        if not name:
            continue
        if name not in HEADINGS:
            wrong = f"the column {shown(row[position].text)} isn't recognized"
            fields.wrong(row[position].place, wrong, _mend_heading(name))
        elif name in names[:position]:
            fields.wrong(row[position].place, f"the column {shown(name)} appears twice", "remove one of the two")
    # Beside a column of ids, columns such as `statement` and `practice` contain text for people.
    ids = [names.index(name) for name in SUBJECTS[:3] if name in names][:1]
    subjects = ids or [names.index(name) for name in SUBJECTS[3:] if name in names]
    values = {VALUES[name]: names.index(name) for name in VALUES if name in names}
    meant = {meant_columns().get(name) for name in names}
    if not subjects and not meant & {*SUBJECTS}:
        fields.wrong(place, "there is no column of statements", "add the column 'statement', with their ids")
    if not values and not meant & VALUES.keys():
        fields.wrong(place, "there is no column of ratings", "add the column 'rating', or 'rung' for whole practices")
    if not subjects or not values:
        return None
    if len(values) == 1:
        values = {"value": next(iter(values.values()))}
    texts = {field: names.index(name) for name, field in TEXTS.items() if name in names}
    unnamed = frozenset(position for position, name in enumerate(names) if not name)
    return Columns(tuple(subjects), values | texts, unnamed)
