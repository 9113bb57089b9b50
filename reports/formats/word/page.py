"""The page: A4 or US Letter, a header with organization and chapter, and a footer with disclaimer and page number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from reports.formats.word.fields import CHAPTER, field
from reports.formats.word.nodes import node, run
from reports.formats.word.slot import Slot
from reports.options import Paper, ReportPart
from reports.views.report import ReportView

WIDTH, HEIGHT = 210, 297
SIZES = {Paper.A4: (WIDTH, HEIGHT), Paper.LETTER: (215.9, 279.4)}
TOP, SIDE, BOTTOM = 22, 18, 20
WORD_VERSION = "15"
EDGE = 11
"""The distance from the edge of the paper to the header and the footer."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The area of a page within its margins, in millimeters."""

    width: float
    height: float


def set_page(document: Document, paper: Paper) -> None:
    """Set the size and margins of a document without a house template, and the version of Word that it is made for."""
    for each in document.settings.element.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), WORD_VERSION)
    section = document.sections[-1]
    width, height = SIZES[paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    # The text is as wide on both papers.
    section.left_margin = section.right_margin = Mm(SIDE + (width - WIDTH) / 2)
    section.header_distance = section.footer_distance = Mm(EDGE)


def frame_of(section: Any) -> Frame:
    """Return the area of a section's pages; dimensions that a template leaves out are those of A4."""

    def known(length: Length | None, otherwise: float) -> float:
        return otherwise if length is None else length.mm

    sides = known(section.left_margin, SIDE) + known(section.right_margin, SIDE) + known(section.gutter, 0)
    ends = known(section.top_margin, TOP) + known(section.bottom_margin, BOTTOM)
    return Frame(known(section.page_width, WIDTH) - sides, known(section.page_height, HEIGHT) - ends)


def add_head_and_foot(document: Document, view: ReportView, slot: Slot, frame: Frame) -> None:
    """Add a header and a footer to the section of the report, unless a house template has its own.

    Args:
        document: a document with the styles `Header` and `Footer`.
        view: has the organization and the disclaimer. If it has a cover, that page has no header or footer.
        slot: the place of the report in the document.
        frame: determines the right tab stop.
    """
    sections = list(document.sections)[: slot.section + 1]
    section = sections[-1]
    if all(each.header.is_linked_to_previous for each in sections):
        _fill(section.header, frame, view.cover.running_head, field(CHAPTER, ""))
    if all(each.footer.is_linked_to_previous for each in sections):
        pages = [*field("PAGE", "1"), run(" / "), *field("NUMPAGES", "1")]
        _fill(section.footer, frame, view.disclaimer, pages)
        section.different_first_page_header_footer = ReportPart.COVER in view.wanted and not slot.has_cover


def _fill(part: Any, frame: Frame, left: str, right: list[Any]) -> None:
    written = part.paragraphs[0]
    written.paragraph_format.tab_stops.add_tab_stop(Mm(frame.width), WD_TAB_ALIGNMENT.RIGHT)
    for each in (run(left), node("r", node("tab")), *right):
        written._p.append(each)  # noqa: SLF001 - there is no public way to add fields to a paragraph
