"""Reads a rating or a rung without guessing: an unclear value is a fault, with an instruction that fixes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from questionnaires.answers.raw_values import RawValue, ValueKind
from questionnaires.answers.text import fold, shown
from questionnaires.model import Rating

ALLOWED = "N, P, L, F, NA or DK"
SPELLINGS = {
    **{fold(rating): rating for rating in Rating},
    **dict.fromkeys(("n/a", "n.a.", "not applicable"), Rating.NA),
    **dict.fromkeys(("don't know",), Rating.DK),
    # The words of the scale: each names one rating.
    **dict.fromkeys(("not", "not achieved"), Rating.N),
    **dict.fromkeys(("partially", "partially achieved"), Rating.P),
    **dict.fromkeys(("largely", "largely achieved"), Rating.L),
    **dict.fromkeys(("fully", "fully achieved"), Rating.F),
}
MEANT = {
    **dict.fromkeys(("full", "complete", "completely"), "F"),
    **dict.fromkeys(("large", "mostly", "broadly"), "L"),
    **dict.fromkeys(("partial", "partly", "in part"), "P"),
    **dict.fromkeys(("not at all", "none at all"), "N"),
    **dict.fromkeys(("na.", "n.a", "n.v."), "NA"),
    **dict.fromkeys(("?", "ukn", "unknown", "dont know", "do not know"), "DK"),
}
TRUTHS = ("yes", "no", "true", "false", "on", "off", "y", "x", "ja", "nein")
NULLS = ("null", "~", "none", "nil", "nan", "-", "--", "\u2013", "\u2014", ".")
LONGEST_WORDS = 40
DAY_ZERO = date(1899, 12, 30)
SERIALS = range((date(2000, 1, 1) - DAY_ZERO).days, (date(2100, 1, 1) - DAY_ZERO).days)

_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)*([.,]?e[-+]?\d+)?")
_DASHES = "-\u2013\u2014"
_RANGE = re.compile(
    rf"[~<>≤≥]?\s*\d([.,]\d+)?\s*([{_DASHES}/+]|to|or|bis|\.\.+)\s*(\d([.,]\d+)?)?|[~<>≤≥]\s*\d([.,]\d+)?"
)
_RATING_RANGE = re.compile(rf"[nplf]\s*([{_DASHES}/+]|to|or)\s*[nplf]?")
_LETTER_AND_WORDS = re.compile(rf"([nplf])(?:\s*[{_DASHES}:(,=])?\s*([a-z]+(?: [a-z]+)*)\s*\)?")
_MONTH = r"(jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zäé]*\.?"
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d([t ].*)?|\d{1,2}[./]\d{1,2}[./](\d{2}|\d{4})?|"
    rf"\d{{1,2}}[-. ]+{_MONTH}([-. ]+\d+)?|{_MONTH}[-. ]+\d+"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value can't be read, and the instruction that fixes it."""

    wrong: str
    mend: str


@dataclass(frozen=True, slots=True)
class _Expected:
    """How messages describe the expected value."""

    noun: str
    allowed: str
    single: str


_RATING = _Expected("rating", ALLOWED, "type a single rating")
_RUNG = _Expected("rung", "a whole number from 0 to 5, or NA or DK", "type a single rung")


def read_rating(raw: RawValue) -> Rating | Refusal | None:
    """Return a rating, None for a blank, or what is wrong."""
    if raw.blank:
        return None
    found = SPELLINGS.get(fold(raw.text)) if raw.kind is ValueKind.TEXT else None
    return found or _wrong(raw, _RATING)


def read_rung(raw: RawValue) -> int | Rating | Refusal | None:
    """Return a rung from 0 to 5, NA or DK for the whole practice, None for a blank, or what is wrong."""
    if raw.blank:
        return None
    text = fold(raw.text)
    if raw.kind in {ValueKind.TEXT, ValueKind.NUMBER} and re.fullmatch("[0-5]", text):
        return int(text)
    found = SPELLINGS.get(text) if raw.kind is ValueKind.TEXT else None
    if found in {Rating.NA, Rating.DK}:
        return found
    if found:
        return Refusal(
            f"contains the rating {found}, not a rung", f"{_RUNG.single}, or rate the statements individually"
        )
    return _wrong(raw, _RUNG)


def _wrong(raw: RawValue, expected: _Expected) -> Refusal:
    """Describe what a value is instead of a rating or rung; the first description that fits wins."""
    if raw.kind in {ValueKind.FORMULA, ValueKind.STRUCTURE}:
        return unreadable(raw, expected.allowed)
    text, quoted = fold(raw.text), shown(raw.text)
    found = _disguised(raw.kind, text, quoted, expected) or _unsure(raw.kind, text, quoted, expected)
    return found or _misspelt(text, quoted, expected)


def _disguised(kind: ValueKind, text: str, quoted: str, expected: _Expected) -> Refusal | None:
    """Describe what a spreadsheet makes of a rating: an error value, a date or a percentage."""
    if kind is ValueKind.ERROR or text.startswith("#"):
        return Refusal(
            f"contains the error value {quoted}", f"write {expected.allowed}, or leave it empty if unanswered"
        )
    if kind is ValueKind.DATE or _DATE.fullmatch(text):
        return Refusal(f"contains the date {quoted}", _date_mend(expected))
    if kind is ValueKind.PERCENTAGE or text.endswith("%"):
        return Refusal(f"contains the percentage {quoted}; percentages aren't accepted", _percentage_mend(expected))
    return None


def _unsure(kind: ValueKind, text: str, quoted: str, expected: _Expected) -> Refusal | None:
    """Describe what people write instead of a rating: yes or no, "none", a number or a range."""
    if kind is ValueKind.TRUTH_VALUE or text in TRUTHS:
        return Refusal(f"contains the yes-or-no value {quoted}, which isn't a {expected.noun}", _letters_mend(expected))
    if kind is ValueKind.NULL or text in NULLS:
        return Refusal(f"contains {quoted}", f"leave it empty if unanswered; otherwise write {expected.allowed}")
    if kind is ValueKind.NUMBER or _NUMBER.fullmatch(text):
        return _wrong_number(text, quoted, expected)
    if _RANGE.fullmatch(text) or _RATING_RANGE.fullmatch(text):
        return Refusal(
            f"contains {quoted}, which isn't a single {expected.noun}", f"{expected.single}: {expected.allowed}"
        )
    return None


def _misspelt(text: str, quoted: str, expected: _Expected) -> Refusal:
    meant = MEANT.get(text) or _letter_and_words(text)
    if meant and (expected is _RATING or meant in {"NA", "DK"}):
        mend = f"write {meant} if that is what you mean; allowed: {expected.allowed}"
        return Refusal(f"{quoted} isn't a {expected.noun}", mend)
    return Refusal(f"{quoted} isn't a {expected.noun}", f"write {expected.allowed}")


def _letter_and_words(text: str) -> str | None:
    """Return the rating of `L - largely achieved`, where the letter and the words agree."""
    both = _LETTER_AND_WORDS.fullmatch(text) if len(text) <= LONGEST_WORDS else None
    found = SPELLINGS.get(both[2]) if both else None
    return found.value if both and found and fold(found) == both[1] else None


def unreadable(raw: RawValue, expected: str) -> Refusal:
    """Return what is wrong with a formula or structure in place of a plain value."""
    if raw.kind is ValueKind.FORMULA:
        return Refusal(f"contains the formula {shown(raw.text)}", "paste it as a value")
    return Refusal(f"contains a {raw.kind}", f"write {expected}")


def _date_mend(expected: _Expected) -> str:
    return f"the spreadsheet probably turned something like 3-4 into a date; {expected.single} ({expected.allowed})"


def _percentage_mend(expected: _Expected) -> str:
    if expected is _RUNG:
        return f"write {expected.allowed}"
    return "write N (0 to 15%), P (over 15 to 50%), L (over 50 to 85%) or F (over 85%)"


def _letters_mend(expected: _Expected) -> str:
    return (
        f"write {expected.allowed}"
        if expected is _RUNG
        else f"write N if it doesn't hold, or F if it fully holds ({ALLOWED})"
    )


def _wrong_number(text: str, quoted: str, expected: _Expected) -> Refusal:
    if text.isdecimal() and len(text) == len(str(SERIALS.start)) and int(text) in SERIALS:
        day = DAY_ZERO + timedelta(days=int(text))
        return Refusal(f"contains {quoted}, the serial number of the date {day.isoformat()}", _date_mend(expected))
    if expected is _RATING and re.fullmatch("[0-5]", text):
        return Refusal(
            f"contains the number {quoted}, which isn't a rating",
            f"write {ALLOWED}; a rung from 0 to 5 goes in the practice's own row",
        )
    return Refusal(f"contains the number {quoted}, which isn't a {expected.noun}", f"write {expected.allowed}")
