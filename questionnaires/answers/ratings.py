"""From what a file holds to a rating or a rung, never by guessing: what is not clear is a fault with its mend."""

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
}
MEANT = {
    **dict.fromkeys(("fully", "full"), "F"),
    **dict.fromkeys(("largely", "large"), "L"),
    **dict.fromkeys(("partially", "partly"), "P"),
    **dict.fromkeys(("not", "not at all"), "N"),
    **dict.fromkeys(("na.", "n.a", "n.v."), "NA"),
    **dict.fromkeys(("?", "ukn", "unknown", "dont know", "do not know"), "DK"),
}
TRUTHS = ("yes", "no", "true", "false", "on", "off", "y", "x", "ja", "nein")
NULLS = ("null", "~", "none", "nil", "nan", "-", "--", "\u2013", "\u2014", ".")
DAY_ZERO = date(1899, 12, 30)
SERIALS = range((date(2000, 1, 1) - DAY_ZERO).days, (date(2100, 1, 1) - DAY_ZERO).days)

_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)*([.,]?e[-+]?\d+)?")
_DASHES = "-\u2013\u2014"
_RANGE = re.compile(
    rf"[~<>≤≥]?\s*\d([.,]\d+)?\s*([{_DASHES}/+]|to|or|bis|\.\.+)\s*(\d([.,]\d+)?)?|[~<>≤≥]\s*\d([.,]\d+)?"
)
_RATING_RANGE = re.compile(rf"[nplf]\s*([{_DASHES}/+]|to|or)\s*[nplf]?")
_MONTH = r"(jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zäé]*\.?"
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d([t ].*)?|\d{1,2}[./]\d{1,2}[./](\d{2}|\d{4})?|"
    rf"\d{{1,2}}[-. ]+{_MONTH}([-. ]+\d+)?|{_MONTH}[-. ]+\d+"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value cannot be read: what it holds, and the mend."""

    wrong: str
    mend: str


@dataclass(frozen=True, slots=True)
class _Expected:
    """How the mends speak of what is due."""

    noun: str
    allowed: str
    single: str


_RATING = _Expected("rating", ALLOWED, "type a single rating")
_RUNG = _Expected("rung", "a whole number from 0 to 5, or NA or DK", "type a single rung")


def read_rating(raw: RawValue) -> Rating | Refusal | None:
    """Return a rating, None where nothing stands, or what is wrong."""
    if raw.blank:
        return None
    found = SPELLINGS.get(fold(raw.text)) if raw.kind is ValueKind.TEXT else None
    return found or _wrong(raw, _RATING)


def read_rung(raw: RawValue) -> int | Rating | Refusal | None:
    """Return a rung from 0 to 5, NA or DK for the whole ladder, None where nothing stands, or what is wrong."""
    if raw.blank:
        return None
    text = fold(raw.text)
    if raw.kind in {ValueKind.TEXT, ValueKind.NUMBER} and re.fullmatch("[0-5]", text):
        return int(text)
    found = SPELLINGS.get(text) if raw.kind is ValueKind.TEXT else None
    if found in {Rating.NA, Rating.DK}:
        return found
    if found:
        return Refusal(f"holds the rating {found}, not a rung", f"{_RUNG.single}, or rate the statements one by one")
    return _wrong(raw, _RUNG)


def _wrong(raw: RawValue, due: _Expected) -> Refusal:
    """Return what a value is instead of a rating or rung; the first description that fits."""
    if raw.kind in {ValueKind.FORMULA, ValueKind.STRUCTURE}:
        return unreadable(raw, due.allowed)
    text, quoted = fold(raw.text), shown(raw.text)
    found = _disguised(raw.kind, text, quoted, due) or _unsure(raw.kind, text, quoted, due)
    return found or _misspelt(text, quoted, due)


def _disguised(kind: ValueKind, text: str, quoted: str, due: _Expected) -> Refusal | None:
    """Name what a spreadsheet makes of a rating: an error value, a date, a percentage."""
    if kind is ValueKind.ERROR or text.startswith("#"):
        return Refusal(f"holds the error value {quoted}", f"write {due.allowed}, or leave it empty if it is unanswered")
    if kind is ValueKind.DATE or _DATE.fullmatch(text):
        return Refusal(f"holds the date {quoted}", _date_mend(due))
    if kind is ValueKind.PERCENTAGE or text.endswith("%"):
        return Refusal(f"holds the percentage {quoted}; percentages are not accepted", _percentage_mend(due))
    return None


def _unsure(kind: ValueKind, text: str, quoted: str, due: _Expected) -> Refusal | None:
    """Name what people write instead of a rating: yes or no, nothing in letters, a number, a range."""
    if kind is ValueKind.TRUTH_VALUE or text in TRUTHS:
        return Refusal(f"holds the yes-or-no value {quoted}, which is no {due.noun}", _letters_mend(due))
    if kind is ValueKind.NULL or text in NULLS:
        return Refusal(f"holds {quoted}", f"leave it empty if it is unanswered, else write {due.allowed}")
    if kind is ValueKind.NUMBER or _NUMBER.fullmatch(text):
        return _wrong_number(text, quoted, due)
    if _RANGE.fullmatch(text) or _RATING_RANGE.fullmatch(text):
        return Refusal(f"holds {quoted}, which is between or beside two {due.noun}s", f"{due.single}: {due.allowed}")
    return None


def _misspelt(text: str, quoted: str, due: _Expected) -> Refusal:
    meant = MEANT.get(text)
    if meant and (due is _RATING or meant in {"NA", "DK"}):
        return Refusal(f"{quoted} is no {due.noun}", f"write {meant} if that is meant; allowed are {due.allowed}")
    return Refusal(f"{quoted} is no {due.noun}", f"write {due.allowed}")


def unreadable(raw: RawValue, due: str) -> Refusal:
    """Return what is wrong with a formula or structure where a plain value is due."""
    if raw.kind is ValueKind.FORMULA:
        return Refusal(f"holds a formula, {shown(raw.text)}", "paste it as a value")
    return Refusal(f"holds a {raw.kind}", f"write {due}")


def _date_mend(due: _Expected) -> str:
    return f"the spreadsheet has probably turned something like 3-4 into a date; {due.single} ({due.allowed})"


def _percentage_mend(due: _Expected) -> str:
    if due is _RUNG:
        return f"write {due.allowed}"
    return "write N (0 to 15 %), P (over 15 to 50 %), L (over 50 to 85 %) or F (over 85 %)"


def _letters_mend(due: _Expected) -> str:
    return f"write {due.allowed}" if due is _RUNG else f"write N if it does not hold, F if it fully does ({ALLOWED})"


def _wrong_number(text: str, quoted: str, due: _Expected) -> Refusal:
    if text.isdecimal() and len(text) == len(str(SERIALS.start)) and int(text) in SERIALS:
        day = DAY_ZERO + timedelta(days=int(text))
        return Refusal(f"holds {quoted}, the number behind the date {day.isoformat()}", _date_mend(due))
    if due is _RATING and re.fullmatch("[0-5]", text):
        return Refusal(
            f"holds the number {quoted}, which is no rating",
            f"write {ALLOWED}; a rung from 0 to 5 belongs in the practice's own row",
        )
    return Refusal(f"holds the number {quoted}, which is no {due.noun}", f"write {due.allowed}")
