"""The report as a Word document that people can edit: real styles, headings, lists, tables and captions."""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import html

from reports.document import plain_html
from reports.formats.word.blocks import CONTENTS_HERE, blocks, spaced
from reports.formats.word.fields import LISTED_LEVELS, contents_field
from reports.formats.word.house import open_template
from reports.formats.word.manuscript import Manuscript
from reports.formats.word.numbering import numbering_of
from reports.formats.word.package import saved
from reports.formats.word.page import add_head_and_foot, frame_of, set_page
from reports.formats.word.slot import slot_in
from reports.formats.word.styles import add_styles, language_of, set_language
from reports.options import ReportPart
from reports.views.report import ReportView
from reports.views.subject import Subject

__all__ = ["write"]


def write(subject: Subject, view: ReportView, template: bytes) -> bytes:
    """Return the report as a Word document. The same input always gives the same bytes.

    Args:
        subject: has the logo, and what the charts are drawn from.
        view: the view models that the document shows.
        template: a house template (.docx): its styles, page setup, header and footer, and what is before and after
            the report; b"" for none.

    Raises:
        InputError: the template can't be used.
    """
    document = open_template(template) if template else docx.Document()
    if not template:
        set_page(document, subject.options.paper)
    slot = slot_in(document)
    markup, drawn = plain_html(subject, view)
    logo = {view.cover.logo: subject.options.logo} if view.cover.logo else {}
    manuscript = Manuscript(
        document=document,
        styles=add_styles(document, house=bool(template)),
        pictures=logo | {f"asset:{chart.name}.svg": chart.png() for chart in drawn.all()},
        frame=frame_of(document.sections[slot.section]),
        numbering=numbering_of(document),
        number=_highest_number(document),
    )
    written = _written(markup, manuscript)
    _begin_page(written, manuscript, has_cover=ReportPart.COVER in view.wanted, new_page=slot.has_cover)
    if language_of(document)[:2] not in {"", "en"}:
        set_language(written)
    for each in written:
        slot.before.addprevious(each)
    add_head_and_foot(document, view, slot, manuscript.frame)
    return saved(document, view)


def _written(markup: str, manuscript: Manuscript) -> list[Any]:
    """Return the paragraphs and tables of the report, with the contents."""
    page = html.document_fromstring(markup.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    made = list(spaced(blocks(page.body, manuscript), manuscript))
    entries = [
        (manuscript.styles[f"toc {each.level}"], each.bookmark, each.text)
        for each in manuscript.headings
        if each.level <= LISTED_LEVELS
    ]
    place = next((number for number, each in enumerate(made) if each.find(qn(f"w:{CONTENTS_HERE}")) is not None), None)
    return made if place is None else [*made[:place], *contents_field(entries), *made[place + 1 :]]


def _begin_page(written: list[Any], manuscript: Manuscript, *, has_cover: bool, new_page: bool) -> None:
    """Begin a page after the template's own pages; without a cover, keep the first chapter on the title's page."""
    chapters = {manuscript.styles[name] for name in ("Heading 1", "TOC Heading")}
    if not has_cover:
        first = next((each for each in written if each.tag == qn("w:p") and each.style in chapters), None)
        if first is not None:
            first.get_or_add_pPr().get_or_add_pageBreakBefore().val = False
    if new_page:
        written[0].get_or_add_pPr().get_or_add_pageBreakBefore()


def _highest_number(document: Document) -> int:
    """Return the highest id of a bookmark or picture in the template."""
    marks = document.element.body.iter(qn("w:bookmarkStart"))
    return max(document.part.next_id, *(int(each.get(qn("w:id"))) for each in marks), 0)
