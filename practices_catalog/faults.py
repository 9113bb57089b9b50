"""Faults in users' input: where they are, what is wrong, and how to fix it.

Every reader collects all the faults in its input and raises them together as one `InputError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault is; only the known parts are set.

    Attributes:
        file: the path as the user typed it.
        sheet: the name of a workbook's sheet.
        key: a path of keys in YAML or JSON, or the id of a statement or practice.
        line: the line, counted from 1, or the row number that the spreadsheet shows.
        column: the heading or letter of a column, or a range of cells.
    """

    file: str = ""
    sheet: str = ""
    key: str = ""
    line: int | None = None
    column: str = ""

    def __str__(self) -> str:
        """Return the place as text: file, sheet, row, column, key."""
        line = f"{'row' if self.sheet else 'line'} {self.line}" if self.line else ""
        column = f"column {self.column}" if self.column else ""
        sheet = f"sheet {self.sheet}" if self.sheet else ""
        return ", ".join(part for part in (self.file, sheet, line, column, self.key) if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem with the input: what is wrong, and an instruction that fixes it."""

    place: Place
    wrong: str
    mend: str

    def __str__(self) -> str:
        """Return the fault on one line: the place, what is wrong, the fix."""
        where = f"{self.place}: " if str(self.place) else ""
        return f"{where}{self.wrong}; {self.mend}"


class InputError(Exception):
    """All the faults found while reading some input."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def refuse(wrong: str, mend: str, place: Place | None = None) -> InputError:
    """Return an error with a single fault, for the caller to raise."""
    return InputError([Fault(place or Place(), wrong, mend)])


@contextmanager
def naming(place: Place) -> Iterator[None]:
    """Set this place on every fault raised in the block, for code that knows only the content."""
    try:
        yield
    except InputError as error:
        raise InputError(replace(fault, place=place) for fault in error.faults) from None
