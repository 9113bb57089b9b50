"""The presentation that a deck is based on, a house template or our own, and which of its layouts we use."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from practices_catalog.faults import InputError, refuse
from reports.formats.house_templates import PLACE, TemplateKind, check_template
from reports.formats.slides.base import base
from reports.formats.slides.box import Box, box_of
from reports.formats.slides.fitting import Ruler

MAIN = "application/vnd.openxmlformats-officedocument.presentationml"
KIND = TemplateKind(
    "a PowerPoint presentation", ".pptx", f"{MAIN}.presentation.main+xml", f"{MAIN}.template.main+xml", "PowerPoint"
)
TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
BODIES = {PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY}
FEET = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE}
LEAST_WIDTH, LEAST_HEIGHT = 480.0, 260.0
"""The smallest area, in points, into which every slide fits."""
GAP, STRIP, EDGE = 8.0, 22.0, 12.0
"""The space between areas, the height of a footer that the layout doesn't have, and the margin below it."""


@dataclass(frozen=True)
class House:
    """A presentation without slides.

    Attributes:
        cover: the layout of the first slide.
        content: the layout of all other slides: a title over a free area.
        area: the free area of the content layout.
    """

    deck: Any
    cover: Any
    content: Any
    area: Box
    ruler: Ruler

    @property
    def height(self) -> float:
        """The height of a slide, in points."""
        return float(self.deck.slide_height.pt)


def house(template: bytes) -> House:
    """Return a template without its slides, or our own presentation for b"".

    Raises:
        InputError: the template can't be used; the fault says why, and what to do.
    """
    deck = open_template(template) if template else base()
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    areas = [(layout, area) for layout in layouts if (area := _area(deck, layout)) is not None]
    if not areas:
        raise refuse(
            "has no layout with a title and enough free space below it",
            "add a layout with only a title to its slide master",
            PLACE,
        )
    content, area = min(areas, key=lambda each: _extra(each[0]))
    covers = [layout for layout in layouts if _is_cover(layout)]
    return House(deck, covers[0] if covers else content, content, area, Ruler(_font(content)))


def kinds(sheet: Any) -> list[Any]:
    """Return the types of the placeholders of a layout or slide."""
    return [each.placeholder_format.type for each in sheet.placeholders]


def open_template(template: bytes) -> Any:
    """Return an empty presentation that uses a template's design.

    Raises:
        InputError: it isn't a PowerPoint presentation that we can open.
    """
    check_template(template, KIND)
    try:
        deck = Presentation(io.BytesIO(template))
        _remove_slides(deck)
        _ = [kinds(layout) for master in deck.slide_masters for layout in master.slide_layouts]
    except (InputError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a damaged part can make python-pptx raise anything
        raise refuse("is damaged or incomplete", KIND.save_again, PLACE) from None
    return deck


def _remove_slides(deck: Any) -> None:
    """Remove the slides, and the sections and custom shows that list them, so that nothing of them is left."""
    root = deck.element
    for shows in root.findall(qn("p:custShowLst")):
        root.remove(shows)
    for extensions in root.findall(qn("p:extLst")):
        root.remove(extensions)
    for listed in root.findall(qn("p:sldIdLst")):
        for slide in list(listed):
            deck.part.drop_rel(slide.get(qn("r:id")))
            listed.remove(slide)


def _font(layout: Any) -> str:
    """Return the theme's font for text."""
    theme = etree.fromstring(layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    face = theme.find(f".//{qn('a:minorFont')}/{qn('a:latin')}")
    return "" if face is None else str(face.get("typeface"))


def _is_cover(layout: Any) -> bool:
    found = kinds(layout)
    return PP_PLACEHOLDER.SUBTITLE in found and any(each in TITLES for each in found)


def _extra(layout: Any) -> tuple[int, bool]:
    """Return a sort key: how many of a layout's placeholders stay empty, then whether one is for any content."""
    left = [each for each in kinds(layout) if each not in TITLES | FEET]
    return len(left), PP_PLACEHOLDER.OBJECT not in left


def _area(deck: Any, layout: Any) -> Box | None:
    """Return the free area under the title of a layout; None without a title or enough room."""
    titles = [box_of(each) for each in layout.placeholders if each.placeholder_format.type is PP_PLACEHOLDER.TITLE]
    if not titles or PP_PLACEHOLDER.SUBTITLE in kinds(layout):
        return None
    title, height = titles[0], float(deck.slide_height.pt)
    bodies = [*_bodies(layout), *_bodies(layout.slide_master)]
    body = bodies[0] if bodies else Box(title.left, title.bottom, title.width, height)
    feet = [box.top for box in _feet(layout) if box.top > height / 2]
    end = min([*feet, height - EDGE - STRIP])
    if _lacks_footer(layout):
        end = min(end, height - EDGE - STRIP)
    top = max(title.bottom, body.top) + GAP / 2
    area = Box(body.left, top, body.width, min(end - GAP, body.bottom) - top)
    return area if area.width >= LEAST_WIDTH and area.height >= LEAST_HEIGHT else None


def _bodies(sheet: Any) -> Iterator[Box]:
    found = [box_of(each) for each in sheet.placeholders if each.placeholder_format.type in BODIES]
    if len(found) == 1:
        yield found[0]


def _feet(layout: Any) -> list[Box]:
    return [box_of(each) for each in layout.placeholders if each.placeholder_format.type in FEET]


def _lacks_footer(layout: Any) -> bool:
    return not {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER} <= set(kinds(layout))
