"""The finished file: its properties, without anything that depends on when and where it was written."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from reports.formats.archives import packed, unpacked
from reports.formats.word.styles import LANGUAGE
from reports.printable_text import printable
from reports.views import figures
from reports.views.report import ReportView

LONGEST = 255
"""The maximum length of a property, in characters."""
MADE_FOR_OTHERS = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
"""Properties that describe the template instead of the report: its picture and its numbers of pages and words."""
NAMELESS = ("author", "last_modified_by", "comments", "keywords", "category", "version", "content_status", "identifier")


def saved(document: Document, view: ReportView) -> bytes:
    """Return the file. Its dates are the assessment's; the next person who edits the document becomes its author."""
    _describe(document, view)
    package = document.part.package
    for key in [key for key, each in package.rels.items() if each.reltype in MADE_FOR_OTHERS]:
        del package.rels[key]
    out = BytesIO()
    document.save(out)
    return packed(unpacked(out.getvalue()))


def _describe(document: Document, view: ReportView) -> None:
    known = document.core_properties
    for name in NAMELESS:
        setattr(known, name, "")
    known.title = figures.shortened(printable(view.cover.title), LONGEST)
    known.subject = figures.shortened(printable(view.cover.subtitle), LONGEST)
    known.language, known.revision = LANGUAGE, 1
    written = known._element  # noqa: SLF001 - python-docx can't remove a date
    for each in ("lastPrinted", "created", "modified"):
        getattr(written, f"_remove_{each}")()
    if view.date:
        known.created = known.modified = datetime.fromisoformat(view.date).replace(tzinfo=UTC)
