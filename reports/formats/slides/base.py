"""Our own presentation for decks without a house template: 16:9, the report's colors, and a common font."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from reports.formats.slides.box import Box
from reports.formats.slides.text import solid_fill
from reports.tokens import tokens

FONT = "Arial"
WIDTH, HEIGHT, MARGIN, RIGHT = 960.0, 540.0, 44.0, 60.0
TITLE = Box(MARGIN, 26, WIDTH - 2 * MARGIN, 70)
BODY = Box(MARGIN, 108, WIDTH - 2 * MARGIN, 384)
FOOTER = Box(MARGIN, 503, WIDTH - 2 * MARGIN - RIGHT, 24)
NUMBER = Box(WIDTH - MARGIN - RIGHT, 503, RIGHT, 24)
COVER_TITLE = Box(MARGIN, 150, WIDTH - 2 * MARGIN, 170)
COVER_SUBTITLE = Box(MARGIN, 340, WIDTH - 2 * MARGIN, 100)
COLORS = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "muted",
    "lt2": "panel",
    "accent1": "accent",
    "accent2": "level-4",
    "accent3": "level-3",
    "accent4": "level-2",
    "accent5": "level-1",
    "accent6": "level-0",
    "hlink": "accent",
    "folHlink": "muted",
}
USED = {"Title Slide", "Title and Content", "Title Only"}
TITLE_SIZE, COVER_SIZE, SUBTITLE_SIZE, SMALL = 24, 34, 16, 12


def base() -> Any:
    """Return an empty presentation with two layouts: a title slide, and a title over a free area."""
    made = Presentation()
    made.slide_width, made.slide_height = Box(0, 0, WIDTH, HEIGHT).emu[2:]
    made.element.sldSz.attrib.pop("type", None)
    for layout in list(made.slide_layouts):
        if layout.name not in USED:
            made.slide_layouts.remove(layout)
    _set_theme(made.slide_master)
    _set_text_styles(made.slide_master.element)
    for sheet in (made.slide_master, *made.slide_layouts):
        _place(sheet)
    return made


def _place(sheet: Any) -> None:
    """Move the placeholders of the master or a layout to their places in 16:9, and remove the date."""
    kinds = {each.placeholder_format.type for each in sheet.placeholders}
    for each in list(sheet.placeholders):
        match each.placeholder_format.type:
            case PP_PLACEHOLDER.DATE:
                each.element.getparent().remove(each.element)
            case PP_PLACEHOLDER.CENTER_TITLE:
                _set_place(each, COVER_TITLE, "b", COVER_SIZE)
            case PP_PLACEHOLDER.TITLE:
                _set_place(each, TITLE, "t")
            case PP_PLACEHOLDER.SUBTITLE:
                _set_place(each, COVER_SUBTITLE, "t", SUBTITLE_SIZE)
            case PP_PLACEHOLDER.BODY | PP_PLACEHOLDER.OBJECT if PP_PLACEHOLDER.TITLE in kinds:
                _set_place(each, BODY, "t")
            case PP_PLACEHOLDER.FOOTER:
                _set_place(each, FOOTER, "ctr", SMALL, "l")
            case PP_PLACEHOLDER.SLIDE_NUMBER:
                _set_place(each, NUMBER, "ctr", SMALL, "r")


def _set_place(shape: Any, box: Box, anchor: str, size: float = 0, align: str = "l") -> None:
    shape.left, shape.top, shape.width, shape.height = box.emu
    frame = shape.element.txBody.find(qn("a:bodyPr"))
    frame.set("anchor", anchor)
    frame.set("lIns", "0")
    frame.set("rIns", "0")
    if not size:
        return
    styles = shape.element.txBody.find(qn("a:lstStyle"))
    for old in list(styles):
        styles.remove(old)
    first = etree.SubElement(styles, qn("a:lvl1pPr"), marL="0", indent="0", algn=align)
    etree.SubElement(first, qn("a:buNone"))
    look = etree.SubElement(first, qn("a:defRPr"), sz=str(int(size * 100)))
    look.append(solid_fill("tx2" if size <= SUBTITLE_SIZE else "tx1"))


def _set_text_styles(master: Any) -> None:
    """Left-align titles and set our size; lists stay as they are, because the slides set them."""
    for level in master.iter(qn("a:lvl1pPr")):
        if level.getparent().tag == qn("p:titleStyle"):
            level.set("algn", "l")
            look = level.find(qn("a:defRPr"))
            look.set("sz", str(TITLE_SIZE * 100))
            look.set("b", "1")


def _set_theme(master: Any) -> None:
    """Write our colors and font into the theme, so that people who edit the deck find them in the menus."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Wayfinder")
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "Wayfinder")
    for name, token in COLORS.items():
        color = scheme.find(qn(f"a:{name}"))
        for old in list(color):
            color.remove(old)
        etree.SubElement(color, qn("a:srgbClr"), val=tokens()[token][1:].upper())
    for face in theme.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        face.set("typeface", FONT)
    part.blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
