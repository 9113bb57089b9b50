"""Charts and the logo as pictures with alternative text, no larger than the page; their captions are numbered."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.shared import Emu, Mm

from reports.formats.word.fields import field
from reports.formats.word.inline import classes, runs
from reports.formats.word.manuscript import Manuscript
from reports.formats.word.nodes import node, run

LOGO_WIDTH, LOGO_HEIGHT = 60, 20
"""The maximum size of the cover's logo, in millimeters, as in the PDF."""
FOR_CAPTION = 30
"""The height to keep free on a page for a heading and the caption, in millimeters."""


def figure(element: Any, manuscript: Manuscript) -> Iterator[Any]:
    """Write a figure: its picture, which stays with its caption."""
    caption = element.find("figcaption")
    for image in element.iter("img"):
        yield picture(image, manuscript, keep_next=caption is not None)
    if caption is not None:
        manuscript.figures += 1
        number = field(r"SEQ Figure \* ARABIC", str(manuscript.figures))
        yield manuscript.paragraph("Caption", [run("Figure "), *number, run(". "), *runs(caption)])


def picture(image: Any, manuscript: Manuscript, *, keep_next: bool = False) -> Any:
    """Write a picture in its own paragraph."""
    shown, frame = manuscript.pictures[image.get("src")], manuscript.frame
    logo = "logo" in classes(image)
    width, height = (LOGO_WIDTH, LOGO_HEIGHT) if logo else (frame.width, frame.height - FOR_CAPTION)
    drawn = manuscript.document.part.new_pic_inline(BytesIO(shown))
    scale = min(1, Mm(width) / drawn.extent.cx, Mm(height) / drawn.extent.cy)
    size = Emu(round(drawn.extent.cx * scale)), Emu(round(drawn.extent.cy * scale))
    shape = drawn.graphic.graphicData.pic.spPr
    drawn.extent.cx, drawn.extent.cy = shape.cx, shape.cy = size
    number = manuscript.next_number()
    for name, value in (("id", str(number)), ("name", f"Picture {number}"), ("descr", image.get("alt"))):
        drawn.docPr.set(name, value)
    for side in "TBLR":  # LibreOffice interprets a missing distance as 3 mm
        drawn.set(f"dist{side}", "0")
    return manuscript.paragraph("Figure", [node("r", node("drawing", drawn))], keep_next=keep_next)
