"""Time zones by their IANA names, such as `Europe/Berlin`."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

DEFAULT = "UTC"
# The rest of the tz database is historical abbreviations, fixed offsets and links to countries.
_AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def zone(name: str) -> tzinfo:
    """Return a zone by name, or UTC for a name that this machine doesn't know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


@cache
def names() -> tuple[str, ...]:
    """Return the names to choose from: UTC, then every `Area/City`."""
    return (DEFAULT, *sorted(each for each in available_timezones() if each.partition("/")[0] in _AREAS))


def local(value: datetime, name: str) -> datetime:
    """Return a time as local time in a zone."""
    return value.astimezone(zone(name))
