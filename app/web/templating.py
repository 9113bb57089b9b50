"""Helpers for templates: filters for dates, and strict checks for misspelled attributes.

A name or key that wasn't passed is empty; an attribute that an object doesn't have is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from jinja2 import Undefined
from jinja2.utils import missing

from app.web import current
from reports.views import figures


def moment(value: datetime) -> str:
    """Return a date and time in the organization's time zone, `2 Mar 2026, 14:05 CET`."""
    return figures.moment(current.local(value))


def day(value: date) -> str:
    """Return a date, `2 Mar 2026`; for a time, the date in the organization's time zone."""
    return figures.day(current.local(value) if isinstance(value, datetime) else value)


def instant(value: datetime) -> str:
    """Return a time for the `datetime` attribute of `<time>`, with its offset."""
    return current.local(value).isoformat(timespec="seconds")


FILTERS = {"day": day, "listed": figures.listed, "moment": moment, "instant": instant, "day_of": figures.day_of}


class NoSuchAttribute(Undefined):
    """An undefined value that raises an error if an object lacks the attribute; attributes of None are empty."""

    def __iter__(self) -> Iterator[Any]:
        """Raise an error, or be empty."""
        self._refuse()
        return super().__iter__()

    def __str__(self) -> str:
        """Raise an error, or be empty text."""
        self._refuse()
        return super().__str__()

    def __len__(self) -> int:
        """Raise an error, or be empty."""
        self._refuse()
        return super().__len__()

    def __bool__(self) -> bool:
        """Raise an error, or be false."""
        self._refuse()
        return super().__bool__()

    def __eq__(self, other: object) -> bool:
        """Raise an error, or be equal to any other undefined value."""
        self._refuse()
        return super().__eq__(other)

    __hash__ = Undefined.__hash__

    def _refuse(self) -> None:
        if self._undefined_obj is not missing and not isinstance(self._undefined_obj, Mapping | None):
            self._fail_with_undefined_error()
