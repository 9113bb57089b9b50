"""Faults in what users hand in: where, what is wrong, and what to do about it.

Every reader gathers all faults of its input and raises them once, as an `InputError`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault lies; only what is known is filled.

    Attributes:
        file: the file as the user named it.
        sheet: a workbook's sheet.
        key: a path of keys in YAML or JSON, or the id of a statement or practice.
        line: one-based line, or the row that a spreadsheet shows.
        column: heading or letter of a column, or a range of cells.
    """

    file: str = ""
    sheet: str = ""
    key: str = ""
    line: int | None = None
    column: str = ""

    def __str__(self) -> str:
        """Return the place as one reads it aloud: file, sheet, row, column, key."""
        line = f"{'row' if self.sheet else 'line'} {self.line}" if self.line else ""
        column = f"column {self.column}" if self.column else ""
        sheet = f"sheet {self.sheet}" if self.sheet else ""
        return ", ".join(part for part in (self.file, sheet, line, column, self.key) if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: a statement of what is wrong, and an instruction that mends it."""

    place: Place
    wrong: str
    mend: str

    def __str__(self) -> str:
        """Return the fault as one line: place, what is wrong, the mend."""
        where = f"{self.place}: " if str(self.place) else ""
        return f"{where}{self.wrong}; {self.mend}"


class InputError(Exception):
    """All faults that one reading found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def refuse(wrong: str, mend: str, place: Place | None = None) -> InputError:
    """Return the error of a single fault, to be raised."""
    return InputError([Fault(place or Place(), wrong, mend)])
