"""Figures, dates and lists in words. All rounding in the report happens here.

Babel writes the words, so another language needs only another locale. Fractions are rounded before Babel sees them:
it would round halves to the even digit, where a reader expects them to go up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import floor

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from practices_catalog.model import LEVELS, OrganizationSize

LOCALE = "en"
LIST_LOCALE = "en_001"  # "a, b and c": no comma before the "and", as in the rest of our texts
NO_BREAK = "\u00a0"
DASH = "\u2013"
HIGHEST = LEVELS[-1]
FEW_PER_CENT = Fraction(5, 100)


def half_up(value: Fraction, places: int = 0) -> Fraction:
    """Return a value rounded to a number of decimal places, -3 for thousands, with halves rounded up."""
    scale = Fraction(10) ** places
    return floor(value * scale + Fraction(1, 2)) / scale


def whole_per_cent(share: Fraction) -> int:
    """Return a share as a whole percentage: 100 only for all, 0 only for nothing."""
    rounded = int(half_up(share * 100))
    if share < 1:
        rounded = min(rounded, 99)
    return max(rounded, 1) if share > 0 else rounded


def per_cent(share: Fraction | None, upper: Fraction | None = None) -> str:
    """Return `67%`, `33 to 67%` for a range, or a dash for None."""
    if share is None:
        return DASH
    low = whole_per_cent(share)
    high = low if upper is None else whole_per_cent(upper)
    shown = format_percent(Decimal(high) / 100, locale=LOCALE)
    return shown if low == high else f"{low} to {shown}"


def one_decimal(value: Fraction) -> str:
    """Return `2.3`, with halves rounded up."""
    return _decimal(half_up(value, 1), "#,##0.0")


def index(low: Fraction | None, upper: Fraction | None = None) -> str:
    """Return a capability index: `1.7`, `1.7 to 2.7`, or a dash for None."""
    if low is None:
        return DASH
    first, last = one_decimal(low), one_decimal(upper if upper is not None else low)
    return first if first == last else f"{first} to {last}"


def level(low: int | None, upper: int | None = None) -> str:
    """Return a capability level for tables and charts: `2`, `2 to 4`, `3+`, or a dash for None.

    `3+` is level 3 or above, if no answer keeps the practice below the highest level; see `marks.at_least`.
    """
    if low and low < HIGHEST == upper:
        return f"{low}+"
    return level_range(low, upper)


def level_range(low: int | None, upper: int | None = None) -> str:
    """Return a capability level with both ends: `2`, `2 to 4`, `3 to 5`, or a dash for None."""
    if low is None:
        return DASH
    return str(low) if upper in {None, low} else f"{low} to {upper}"


def level_in_words(low: int | None, upper: int | None = None) -> str:
    """Return a capability level for sentences: `level 2`, `level 2 to 4`, and `level 3` for `3+`."""
    return f"level {level(low, upper).removesuffix('+')}"


def alpha(value: float) -> str:
    """Return a coefficient of agreement with two decimals and a real minus sign."""
    return f"{value:.2f}".replace("-", "\u2212")


def number(value: Fraction) -> str:
    """Return days of effort with at most one decimal; a small amount is 0.1, never 0."""
    rounded = half_up(value, 1)
    if value > 0 and rounded == 0:
        rounded = Fraction(1, 10)
    return _decimal(rounded, "#,##0.#")


def days(value: Fraction) -> str:
    """Return `1 person-day`, `12 person-days`, `2.5 person-days`."""
    shown = number(value)
    return f"{shown} person-day{'' if shown == '1' else 's'}"


def small_share(share: Fraction) -> str:
    """Return a share as a percentage, with one decimal below 5%, where rounding would distort it."""
    if share >= FEW_PER_CENT:
        return per_cent(share)
    return f"{number(100 * share)}%"


def count_of_days(value: Fraction) -> int:
    """Return person-days of work in whole days, the way people plan; a small amount is 1, never 0."""
    return max(int(half_up(value)), 1) if value > 0 else 0


def whole_days(value: Fraction) -> str:
    """Return person-days of work in whole days, in words."""
    return _decimal(Fraction(count_of_days(value)), "#,##0")


def work(value: Fraction) -> str:
    """Return `1 person-day` or `12 person-days`, in whole days."""
    shown = whole_days(value)
    return f"{shown} person-day{'' if shown == '1' else 's'}"


def day_range(low: Fraction, high: Fraction) -> str:
    """Return whole days as `10 to 14`, or `12` if both are the same."""
    first, last = whole_days(low), whole_days(high)
    return first if first == last else f"{first} to {last}"


def money(value: Fraction) -> str:
    """Return an amount of money without its currency, which nobody has named: `12,750`."""
    return _decimal(half_up(value), "#,##0")


def rough_money(value: Fraction, significant: int = 3) -> str:
    """Return an estimated amount of money, rounded to significant figures: `702,000` for 701,991."""
    return money(half_up(value, significant - len(str(floor(value)))))


def cost(estimate: Fraction, low: Fraction, high: Fraction, day_rate: Fraction) -> str:
    """Return what person-days cost: `about 702,000 (470,000 to 940,000) at 850 a day`.

    The estimate has three significant figures, and the ends of its range have two.
    """
    ends = [rough_money(days * day_rate, 2) for days in (low, high)]
    between = f" ({' to '.join(ends)})" if ends[0] != ends[1] else ""
    return f"about {rough_money(estimate * day_rate)}{between} at {money(day_rate)} a day"


def count(many: int, noun: str, plural: str = "") -> str:
    """Return `1 practice`, `2 practices`, or `no practices`; `plural` is for nouns that take no plain s."""
    counted = noun if many == 1 else plural or f"{noun}s"
    return f"{format_decimal(many, locale=LOCALE) if many else 'no'} {counted}"


def organization(size: OrganizationSize, it_staff: int | None) -> str:
    """Return whom a figure is for: `24 people in IT`, or `a medium organization` if the number isn't known."""
    return f"a {size.value} organization" if it_staff is None else f"{count(it_staff, 'person', 'people')} in IT"


def capital(text: str) -> str:
    """Return a text with its first letter in upper case and the rest unchanged."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a text with a period at the end; a text that was cut keeps its ellipsis."""
    return text if text.endswith(("\u2026", "!", "?")) else f"{text.rstrip('.')}."


def unbroken(text: str) -> str:
    """Return a text that stays on one line."""
    return text.replace(" ", NO_BREAK)


def listed(names: Sequence[str], most: int | None = None) -> str:
    """Return `a`, `a and b`, `a, b and c`; with more than `most` names, `a, b and 3 more`.

    A single name left over is listed, since `1 more` saves no room.
    """
    if most is not None and len(names) > most + 1:
        names = [*names[:most], f"{len(names) - most} more"]
    return format_list(names, locale=LIST_LOCALE)


def day(value: date) -> str:
    """Return `2 Mar 2026`."""
    return format_date(value, "d MMM y", locale=LOCALE)


def moment(value: datetime) -> str:
    """Return a date with its time of day and time zone: `2 Mar 2026, 14:05 CET`, or `UTC+4` for a zone without one."""
    name = value.tzname() or ""
    zone = name if name[:1].isalpha() else f"UTC{name}"
    return f"{day(value)}, {value:%H:%M} {zone}"


def month(value: date) -> str:
    """Return `Mar 2026`."""
    return format_date(value, "MMM y", locale=LOCALE)


def day_and_month(value: date) -> str:
    """Return `2 Mar`."""
    return format_date(value, "d MMM", locale=LOCALE)


def period(start: date, end: date) -> str:
    """Return `21 to 27 Sep 2026` or `21 Sep to 20 Dec 2026`, without repeating the month or year."""
    if start.year != end.year:
        return f"{day(start)} to {day(end)}"
    return f"{start.day if start.month == end.month else day_and_month(start)} to {day(end)}"


def day_of(iso: str) -> str:
    """Return an ISO date as people write it, any other text unchanged, and `not given` for an empty one."""
    try:
        return day(date.fromisoformat(iso))
    except ValueError:
        return iso or "not given"


def shortened(text: str, most: int) -> str:
    """Return a text cut after a word, with an ellipsis if something is missing."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    head = flat[:most]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head).rstrip(" ,;:.") + "\u2026"


def _decimal(value: Fraction, pattern: str) -> str:
    """Return a value that was rounded before; its denominator divides a power of ten, so the quotient is exact."""
    return format_decimal(Decimal(value.numerator) / Decimal(value.denominator), format=pattern, locale=LOCALE)
