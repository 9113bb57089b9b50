"""Reads individual values for all file formats; a value that can't be read is a fault."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from practices_catalog.faults import Fault, InputError, Place
from questionnaires.answers.ratings import Refusal, read_rating, read_rung, unreadable
from questionnaires.answers.raw_values import RawValue, ValueKind
from questionnaires.answers.text import clean, fold, one_line, shown, trouble
from questionnaires.model import Rating, Scale

MOST_FAULTS = 20_000  # a file with more isn't a questionnaire, and listing them all would use up memory
YEARS = range(2000, 2100)
MOST_STAFF = 9_999_999


@dataclass
class Fields:
    """Reads values and collects their faults."""

    faults: list[Fault] = field(default_factory=list)

    def wrong(self, place: Place, wrong: str, mend: str) -> None:
        """Add a fault.

        Raises:
            InputError: the file has too many faults to list them all.
        """
        self.faults.append(Fault(place, wrong, mend))
        if len(self.faults) >= MOST_FAULTS:
            whole = Fault(Place(place.file), f"has more than {MOST_FAULTS:,} errors", "fill in a new template instead")
            raise InputError([*self.faults, whole])

    def rating(self, raw: RawValue | None) -> Rating | None:
        """Return a rating, or None for a blank or unreadable value."""
        read = read_rating(raw) if raw else None
        if raw and isinstance(read, Refusal):
            self.wrong(raw.place, read.wrong, read.mend)
        return read if isinstance(read, Rating) else None

    def rung(self, raw: RawValue | None) -> int | Rating | None:
        """Return a rung, or NA or DK for a whole practice."""
        read = read_rung(raw) if raw else None
        if raw and isinstance(read, Refusal):
            self.wrong(raw.place, read.wrong, read.mend)
        return None if isinstance(read, Refusal) else read

    def text(self, raw: RawValue | None) -> str:
        """Return text, which may have several lines; numbers and dates are read as the file shows them."""
        if raw is None or raw.blank:
            return ""
        if raw.kind in {ValueKind.TRUTH_VALUE, ValueKind.NULL, ValueKind.ERROR}:
            wrong = f"contains the {raw.kind} {shown(raw.text)}"
            self.wrong(raw.place, wrong, "write text in quotes, or leave it empty")
            return ""
        if raw.kind in {ValueKind.FORMULA, ValueKind.STRUCTURE}:
            found = unreadable(raw, "plain text")
            self.wrong(raw.place, found.wrong, found.mend)
            return ""
        if found_trouble := trouble(raw.text):
            self.wrong(raw.place, *found_trouble)
            return ""
        return clean(raw.text)

    def line(self, raw: RawValue | None) -> str:
        """Return text on a single line."""
        return one_line(self.text(raw))

    def staff(self, raw: RawValue | None) -> int | None:
        """Return a number of people, at least 1, written in digits only."""
        if raw is None or raw.blank:
            return None
        digits = fold(raw.text)
        if raw.kind in {ValueKind.TEXT, ValueKind.NUMBER} and re.fullmatch("[0-9]{1,7}", digits) and int(digits) > 0:
            return int(digits)
        if raw.kind in {ValueKind.FORMULA, ValueKind.STRUCTURE}:
            found = unreadable(raw, "a whole number")
            self.wrong(raw.place, found.wrong, found.mend)
            return None
        mend = f"write a whole number from 1 to {MOST_STAFF}, using digits only"
        self.wrong(raw.place, f"contains {shown(raw.text)}, which isn't a whole number of people", mend)
        return None

    def day(self, raw: RawValue | None) -> str:
        """Return an ISO date; `2.3.2026` is read as day before month, and `2/3/2026` is refused as ambiguous."""
        if raw is None or raw.blank:
            return ""
        if raw.kind in {ValueKind.TEXT, ValueKind.DATE} and (found := iso_day(raw.text)):
            return found
        two = re.fullmatch(r"\d{1,2}/\d{1,2}/\d{2,4}", fold(raw.text))
        why = "which is ambiguous" if two else "which isn't a date from 2000 to 2099"
        self.wrong(raw.place, f"contains {shown(raw.text)}, {why}", "write year-month-day, as in 2026-03-31")
        return ""

    def symptom(self, raw: RawValue | None, scale: Scale) -> int | None:
        """Return the answer to a symptom, 0 to 3, from its number, its wording, or both as in the workbook."""
        if raw is None or raw.blank:
            return None
        spellings = _symptom_spellings(scale)
        found = spellings.get(fold(raw.text)) if raw.kind in {ValueKind.TEXT, ValueKind.NUMBER} else None
        if found is None:
            words = ", ".join(symptom_words(scale))
            found_wrong = (
                unreadable(raw, "a number from 0 to 3")
                if raw.kind in {ValueKind.FORMULA, ValueKind.STRUCTURE}
                else Refusal(f"contains {shown(raw.text)}, which isn't an answer to a symptom", f"use one of: {words}")
            )
            self.wrong(raw.place, found_wrong.wrong, found_wrong.mend)
        return found


def iso_day(text: str) -> str | None:
    """Return the ISO date of `2026-3-2` or `2.3.2026` (day before month), or None for anything else."""
    text = fold(text)
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?", text)
    dotted = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text)
    if iso:
        year, month, day = map(int, iso.groups())
    elif dotted:
        day, month, year = map(int, dotted.groups())
    else:
        return None
    try:
        return date(year, month, day).isoformat() if year in YEARS else None
    except ValueError:
        return None


def symptom_words(scale: Scale) -> list[str]:
    """Return the answers as the drop-down lists show them: `0 - never`."""
    return [f"{number} - {words}" for number, words in enumerate(scale)]


def _symptom_spellings(scale: Scale) -> dict[str, int]:
    spellings: dict[str, int] = {}
    for number, words in enumerate(scale):
        for spelling in (str(number), words, *(f"{number} {dash} {words}" for dash in "-\u2013\u2014")):
            spellings.setdefault(fold(spelling), number)
    return spellings
