"""A table of the workbook: columns of a certain kind, and rows with real numbers and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from reports.views import figures

Cell = str | int | float | date | None


class Kind(StrEnum):
    """What a column contains; determines the number format, the alignment and the colors."""

    TEXT = "text"
    LEVEL = "level"
    RATING = "rating"
    ORDINAL = "ordinal"
    WHOLE = "whole"
    INDEX = "index"
    SHARE = "share"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` is in the units of spreadsheets."""

    heading: str
    width: float
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, the text above the table, and the table.

    Attributes:
        name: a name that Excel accepts: at most 31 characters, without brackets, colon, asterisk, question mark or
            slashes, and other than History.
        notes: sentences between the title and the table; empty ones are left out.
        wide_head: how many of the first columns stay in view.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    notes: tuple[str, ...] = ()
    wide_head: int = 0


def share(value: Fraction | None) -> float | None:
    """Return a share in whole percent, as in the report, so that the sheet and the report never differ."""
    return None if value is None else figures.whole_per_cent(value) / 100


def index(value: Fraction | None) -> float | None:
    """Return an index with one decimal, as in the report."""
    return None if value is None else float(figures.half_up(value, 1))


def upper(value: Cell, low: Cell) -> Cell:
    """Return the upper end of a range; None if it is the lower end."""
    return None if value == low else value
