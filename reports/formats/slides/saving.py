"""Saves a deck so that the same input gives the same bytes: without a timestamp or leftovers of the template."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE

from reports.formats.archives import EPOCH, packed, unpacked
from reports.views import figures

LONGEST = 255
"""The maximum length of a property, in characters."""
NO_DAY = date(*EPOCH[:3])
CORE = "docProps/core.xml"
WRITTEN = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def day_of(iso: str) -> date:
    """Return the day of the assessment, or a fixed day if there is none."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return NO_DAY


def saved(deck: Any, title: str, subject: str, day: date) -> bytes:
    """Return a presentation as a file whose properties say what it is and when the assessment was."""
    _drop_thumbnail(deck.part.package)
    known, moment = deck.core_properties, datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    title, subject = (figures.shortened(each, LONGEST) for each in (title, subject))
    known.title, known.subject, known.author, known.last_modified_by = title, subject, "", ""
    known.created, known.modified, known.language = moment, moment, "en-US"
    known.keywords, known.comments, known.category, known.revision = "", "", "", 1
    out = io.BytesIO()
    deck.save(out)
    return packed(unpacked(out.getvalue()))


def _drop_thumbnail(package: Any) -> None:
    """Remove the picture of the template's first slide."""
    with suppress(KeyError):
        picture = package.part_related_by(RELATIONSHIP_TYPE.THUMBNAIL)
        package.drop_rel(package.relate_to(picture, RELATIONSHIP_TYPE.THUMBNAIL))


def timeless(workbook: bytes, day: date) -> bytes:
    """Return the workbook of a chart with the day of the assessment in place of the time it was written."""
    moment = f"{day:%Y-%m-%d}T00:00:00Z".encode()
    return packed(
        (name, WRITTEN.sub(moment, content) if name == CORE else content) for name, content in unpacked(workbook)
    )
