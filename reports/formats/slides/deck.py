"""Adds slides to a deck: title, texts, footer with slide number, notes, and alternative texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn

from reports.formats.slides.box import Box, box_of
from reports.formats.slides.fitting import SMALLEST
from reports.formats.slides.house import EDGE, FEET, STRIP, TITLES, House
from reports.formats.slides.text import LANGUAGE, Paragraph, Run, plain, solid_fill, write_text
from reports.printable_text import printable
from reports.views.figures import NO_BREAK

TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, SMALLEST)
USUAL_TITLE = 28.0
INSET = 7.2
"""The margin inside a placeholder, in points, unless its layout sets another."""
BETWEEN = " \u00b7 "
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


class Deck:
    """Slides in the template's layouts; every slide has the same footer: the organization and a disclaimer."""

    def __init__(self, house: House, organization: str, disclaimer: str) -> None:
        self.house, self.organization, self.disclaimer = house, organization, disclaimer
        self.ruler = house.ruler
        self.area = house.area

    def cover(self, title: str, subtitle: Sequence[Paragraph]) -> Any:
        """Add the first slide, with a title and lines below it."""
        slide = self._slide(self.house.cover, title)
        below = next((s for s in slide.placeholders if s.placeholder_format.type is PP_PLACEHOLDER.SUBTITLE), None)
        if below is None:
            self.text(slide, self.area, subtitle)
        else:
            width, height = _inner(below)
            write_text(below.element.txBody, self.ruler.fitted(subtitle, width, height, (20.0, 18.0, 16.0, 14.0, 12.0)))
        self._clear(slide)
        return slide

    def slide(self, title: str) -> Any:
        """Add a slide with a title."""
        slide = self._slide(self.house.content, title)
        self._clear(slide)
        return slide

    def text(self, slide: Any, box: Box, paragraphs: Sequence[Paragraph], sizes: Sequence[float] = ()) -> Any:
        """Add a text that fits its box, and return its shape."""
        fitted = self.ruler.fitted(paragraphs, box.width, box.height, *([sizes] if sizes else []))
        shape = slide.shapes.add_textbox(*box.emu)
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = 0
        write_text(shape.element.txBody, fitted)
        return shape

    def rule(self, slide: Any, box: Box, color: str) -> None:
        """Add a filled rectangle, marked as decorative for screen readers."""
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
        shape.element.remove(shape.element.find(qn("p:style")))  # which would add a border and a shadow
        shape.element.spPr.append(solid_fill(color))
        known = properties(shape)
        extensions = etree.SubElement(etree.SubElement(known, qn("a:extLst")), qn("a:ext"), uri=EXTENSION)
        etree.SubElement(extensions, f"{{{DECORATIVE}}}decorative", nsmap={"adec": DECORATIVE}, val="1")

    def notes(self, slide: Any, lines: Sequence[str]) -> None:
        """Write the speaker notes: what the slide's figures are based on."""
        write_text(slide.notes_slide.notes_text_frame._txBody, [plain(line) for line in lines if line])  # noqa: SLF001 - no public access

    def _slide(self, layout: Any, title: str) -> Any:
        slide = self.house.deck.slides.add_slide(layout)
        holder = next(s for s in slide.placeholders if s.placeholder_format.type in TITLES)
        write_text(holder.element.txBody, [self._title(holder, layout, title)])
        self._foot(slide, layout)
        return slide

    def _title(self, holder: Any, layout: Any, title: str) -> Paragraph:
        """Return the title at the layout's own size if it fits, otherwise smaller or, as a last resort, shortened.

        A large size would fit only short titles, so that sizes would differ from slide to slide.
        """
        own = _title_size(layout)
        width, height = _inner(holder)
        title = NO_BREAK.join(title.rsplit(" ", 1))  # no last line with a single word
        sizes = ((own,) if own <= USUAL_TITLE or layout is self.house.cover else ()) + tuple(
            size for size in TITLE_SIZES if size < own
        )
        fitted = self.ruler.fitted([Paragraph((Run(title, bold=True),))], width, height, sizes)
        shown = fitted[0] if fitted else Paragraph((Run(title, bold=True),), SMALLEST)
        return plain(shown.text, 0 if shown.size == own else shown.size)

    def _foot(self, slide: Any, layout: Any) -> None:
        """Fill the layout's footer and slide number, which new slides don't have, or add them."""
        held = {each.placeholder_format.type: each for each in layout.placeholders}
        strip = Box(self.area.left, self.house.height - EDGE - STRIP, self.area.width, STRIP)
        number = held.get(PP_PLACEHOLDER.SLIDE_NUMBER)
        where = box_of(number) if number is not None else strip.columns((12, 1), 0)[1]
        shape = self._held(slide, number, where)
        write_text(shape.element.txBody, [])
        paragraph = shape.element.txBody.find(qn("a:p"))
        if number is None:
            paragraph.append(etree.Element(qn("a:pPr"), algn="r"))
        field = etree.SubElement(paragraph, qn("a:fld"), id=NUMBER_FIELD, type="slidenum")
        etree.SubElement(field, qn("a:rPr"), lang=LANGUAGE, **({} if number is not None else {"sz": "1200"}))
        etree.SubElement(field, qn("a:t")).text = str(len(self.house.deck.slides))
        foot = held.get(PP_PLACEHOLDER.FOOTER)
        place = self._footer_place(foot, where, strip)
        shape = self._held(slide, foot, place)
        words = self._footer(place.width - 2 * INSET)
        write_text(shape.element.txBody, [plain(words, 0 if foot is not None else SMALLEST)])

    def _footer_place(self, foot: Any, number: Box, strip: Box) -> Box:
        """Return the footer's place: the layout's, or up to the slide number if our footer is longer."""
        if foot is None:
            return strip.columns((12, 1), 0)[0]
        own = box_of(foot)
        if self.ruler.width(f"{self.organization}{BETWEEN}{self.disclaimer}", SMALLEST) <= own.width - 2 * INSET:
            return own
        left = min(own.left, self.area.left)
        end = number.left if number.left > own.left else self.area.right
        return Box(left, own.top, end - left, own.height)

    def _footer(self, room: float) -> str:
        """Return the footer; if there isn't enough space, the name is shortened, never the disclaimer."""
        rest = f"{BETWEEN}{self.disclaimer}"
        return self.ruler.one_line(self.organization, room - self.ruler.width(rest, SMALLEST), SMALLEST) + rest

    def _held(self, slide: Any, placeholder: Any, box: Box) -> Any:
        """Return a text shape in a place: the layout's placeholder if there is one."""
        shape = slide.shapes.add_textbox(*box.emu)
        frame = shape.element.txBody.find(qn("a:bodyPr"))
        frame.set("wrap", "square")
        if placeholder is not None:
            shape.name = placeholder.name
            frame.attrib.clear()
            for each in list(frame):
                frame.remove(each)
            shape.element.spPr.remove(shape.element.spPr.find(qn("a:noFill")))
            locks = shape.element.find(f".//{qn('p:cNvSpPr')}")
            locks.attrib.clear()
            held = shape.element.find(f".//{qn('p:nvPr')}")
            held.append(_copy(placeholder.element.find(f".//{qn('p:ph')}")))
        return shape

    def _clear(self, slide: Any) -> None:
        """Remove placeholders that stayed empty."""
        for each in list(slide.placeholders):
            kind = each.placeholder_format.type
            if kind not in FEET and not each.text_frame.text:
                each.element.getparent().remove(each.element)


def describe(shape: Any, text: str) -> None:
    """Give a picture, chart or table its alternative text."""
    properties(shape).set("descr", printable(text))


def properties(shape: Any) -> Any:
    """Return the element with a shape's name and alternative text."""
    return next(shape.element.iter(qn("p:cNvPr")))


def _copy(element: Any) -> Any:
    return etree.fromstring(etree.tostring(element))


def _inner(holder: Any) -> tuple[float, float]:
    """Return the width and height inside the margins of a placeholder."""
    box = box_of(holder)
    return box.width - 2 * INSET, box.height - INSET


def _title_size(layout: Any) -> float:
    """Return the size of a layout's titles: its own, or its master's."""
    for each in layout.placeholders:
        if each.placeholder_format.type in TITLES:
            for look in each.element.iterfind(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}"):
                if look.get("sz"):
                    return int(look.get("sz")) / 100
    for look in layout.slide_master.element.iterfind(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"):
        if look.get("sz"):
            return int(look.get("sz")) / 100
    return USUAL_TITLE
