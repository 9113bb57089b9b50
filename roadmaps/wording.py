"""Wording of names, days and phases inside sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def in_sentence(name: str) -> str:
    """Return a practice's name with a lowercase first letter, unless it starts with an abbreviation such as IT."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def sentence(text: str) -> str:
    """Return the text with a capital letter and a period."""
    return f"{text[:1].upper()}{text[1:]}."


def joined(parts: Sequence[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 phase" or "3 phases"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def days(effort: Fraction) -> str:
    """Return person-days as text, in whole days; anything above 0 is at least 1."""
    return counted(whole_days(effort), "person-day")


def range_of_days(low: Fraction, high: Fraction) -> str:
    """Return "10 to 14 person-days", or "12 person-days" if both are the same in whole days."""
    first, last = whole_days(low), whole_days(high)
    return days(high) if first == last else f"{first:,} to {counted(last, 'person-day')}"


def would_take(level: int, low: Fraction, high: Fraction) -> str:
    """Return a sentence with the effort of reaching a level."""
    return f"Reaching level {level} would take {range_of_days(low, high)}."


def whole_days(effort: Fraction) -> int:
    """Return person-days rounded to whole days, halves up; anything above 0 is at least 1."""
    rounded = (effort + Fraction(1, 2)).__floor__()
    return max(rounded, 1) if effort > 0 else rounded


def day(value: date) -> str:
    """Return "29 Nov 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def phase_span(first: int, last: int) -> str:
    """Return "phase 2", "phases 2 and 3" or "phases 2 to 4"."""
    if first == last:
        return f"phase {first}"
    return f"phases {first} {'and' if last - first == 1 else 'to'} {last}"
