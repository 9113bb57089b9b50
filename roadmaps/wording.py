"""Wording of names, days and phases inside sentences."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


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
    return f"{number} {one if number == 1 else many or one + 's'}"


def days(effort: Fraction) -> str:
    """Return person-days as text, rounded to the nearest tenth."""
    tenths = (effort * 10 + Fraction(1, 2)).__floor__()
    if effort > 0 and not tenths:
        return "less than 0.1 person-days"
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth} person-days" if tenth else counted(whole, "person-day")


def phase_span(first: int, last: int) -> str:
    """Return "phase 2", "phases 2 and 3" or "phases 2 to 4"."""
    if first == last:
        return f"phase {first}"
    return f"phases {first} {'and' if last - first == 1 else 'to'} {last}"
