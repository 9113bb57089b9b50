"""How figures and counts are worded: every rounding of the report happens here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

NO_BREAK = "\u00a0"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def half_up(value: Fraction, places: int = 0) -> Fraction:
    """Return a value rounded to so many places, halves upwards."""
    scale = 10**places
    return Fraction((value * scale + Fraction(1, 2)).__floor__(), scale)


def whole_per_cent(share: Fraction) -> int:
    """Return a share in whole per cent; 100 only where it is all, and 0 only where it is nothing."""
    rounded = int(half_up(share * 100))
    if share < 1:
        rounded = min(rounded, 99)
    return max(rounded, 1) if share > 0 else rounded


def per_cent(share: Fraction | None, upper: Fraction | None = None) -> str:
    """Return `67 %`, or `33 to 67 %` where the upper end is another; a dash for nothing."""
    if share is None:
        return "\u2013"
    low = whole_per_cent(share)
    high = low if upper is None else whole_per_cent(upper)
    return f"{low}{NO_BREAK}%" if low == high else f"{low} to {high}{NO_BREAK}%"


def one_decimal(value: Fraction) -> str:
    """Return `2.3`, halves rounded upwards."""
    return f"{float(half_up(value, 1)):.1f}"


def index(low: Fraction | None, upper: Fraction | None = None) -> str:
    """Return a capability index, `1.7` or `1.7 to 2.7`; a dash for none."""
    if low is None:
        return "\u2013"
    first, last = one_decimal(low), one_decimal(upper if upper is not None else low)
    return first if first == last else f"{first} to {last}"


def level(low: int | None, upper: int | None = None) -> str:
    """Return a capability level, `2` or `2 to 4`; a dash for none."""
    if low is None:
        return "\u2013"
    return str(low) if upper in {None, low} else f"{low} to {upper}"


def alpha(value: float) -> str:
    """Return a coefficient of agreement with two decimals and a true minus sign."""
    return f"{value:.2f}".replace("-", "\u2212")


def number(value: Fraction) -> str:
    """Return days of effort: whole where they are, else with one decimal; never 0 for something."""
    rounded = half_up(value, 1)
    if value > 0 and rounded == 0:
        return "0.1"
    return str(int(rounded)) if rounded.denominator == 1 else f"{float(rounded):.1f}"


def days(value: Fraction) -> str:
    """Return `1 person-day`, `12 person-days`, `2.5 person-days`."""
    shown = number(value)
    return f"{shown} person-day{'' if shown == '1' else 's'}"


def count(many: int, noun: str, plural: str = "") -> str:
    """Return `1 practice`, `2 practices`, `no practice`; `plural` where it is not formed with s."""
    if many == 0:
        return f"no {noun}"
    return f"{many} {noun if many == 1 else plural or noun + 's'}"


def capital(text: str) -> str:
    """Return a sentence with a capital at its head, the rest as it was."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does; one that was cut keeps its ellipsis."""
    return text if text.endswith(("\u2026", "!", "?")) else f"{text.rstrip('.')}."


def unbroken(text: str) -> str:
    """Return a text that no line break parts."""
    return text.replace(" ", NO_BREAK)


def listed(names: Sequence[str], most: int | None = None) -> str:
    """Return `a`, `a and b`, `a, b and c`; past `most` names, `a, b and 3 more`."""
    if most is not None and len(names) > most:
        names = [*names[:most], f"{len(names) - most} more"]
    if len(names) < 2:  # noqa: PLR2004 - one name needs no joining word
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def day(value: date) -> str:
    """Return `2 March 2026`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def period(start: date, end: date) -> str:
    """Return `21 to 27 September 2026`, `21 September to 20 December 2026`; month and year once where they agree."""
    if start.year != end.year:
        return f"{day(start)} to {day(end)}"
    month = "" if start.month == end.month else f" {MONTHS[start.month - 1]}"
    return f"{start.day}{month} to {day(end)}"


def day_of(iso: str) -> str:
    """Return an ISO date as a day in words, other texts as they are, and `not given` for none."""
    try:
        return day(date.fromisoformat(iso))
    except ValueError:
        return iso or "not given"


def shortened(text: str, most: int) -> str:
    """Return a text cut at a word, with an ellipsis where something was left out."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    head = flat[:most]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head).rstrip(" ,;:.") + "\u2026"
