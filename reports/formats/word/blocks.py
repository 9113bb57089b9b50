"""The parts of the report as paragraphs, tables and pictures.

They are read from the same templates that the PDF is made from, so both have the same sentences in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from docx.oxml.ns import qn

from reports.formats.word.inline import classes, level_look, plain, runs
from reports.formats.word.manuscript import Heading, Manuscript
from reports.formats.word.nodes import Look, bookmark, color, node, run, shading, twips
from reports.formats.word.numbering import BULLET, NUMBER
from reports.formats.word.pictures import figure, picture
from reports.formats.word.tables import cell, row, shell, table
from reports.options import ReportPart
from reports.tokens import tokens
from reports.views.contents import TITLES

CHAPTERS = {part.value: title for part, title in TITLES.items()}
LEVELS = {"h2": 1, "h3": 2, "h4": 3}
STYLES = {
    "kicker": "Kicker",
    "subtitle": "Subtitle",
    "lead": "Lead",
    "disclaimer": "Lead",
    "goal": "Lead",
    **dict.fromkeys(("small", "facts", "capacity", "notice", "marks"), "Small Print"),
}
CONTENTS_HERE = "contents"
"""Stands for the entries of the contents until all headings are known."""
AFTER_TABLE = 120
"""The space below a table, in twips: tables have none of their own."""

Blocks = Iterator[Any]


def blocks(element: Any, manuscript: Manuscript) -> Blocks:
    """Write what is inside an element of the page."""
    for child in element:
        yield from WRITERS.get(child.tag, blocks)(child, manuscript)


def spaced(written: Iterator[Any], manuscript: Manuscript) -> Blocks:
    """Separate tables from what follows; Word would join two that touch, and needs a paragraph after the last one."""
    headings = {manuscript.styles[f"Heading {level}"] for level in LEVELS.values()}
    after_table = False
    for each in written:
        is_table = each.tag == qn("w:tbl")
        if after_table and is_table:
            yield node("p")
        elif after_table and each.style not in headings:
            each.get_or_add_pPr().get_or_add_spacing().set(qn("w:before"), str(AFTER_TABLE))
        yield each
        after_table = is_table
    if after_table:
        yield node("p")


def _section(element: Any, manuscript: Manuscript) -> Blocks:
    """Write a section. A chapter is headed by its name, so that the contents are short; its headline follows."""
    title = next((CHAPTERS[each.get("id")] for each in element.findall("h2") if each.get("id") in CHAPTERS), "")
    if title:
        yield _heading(1, title, [run(title)], element.find("h2").get("id"), manuscript)
    for child in element:
        repeats = title and child.tag in {"p", "h2"} and plain(child) in CHAPTERS.values()
        if not repeats:
            yield from WRITERS.get(child.tag, blocks)(child, manuscript)


def _title(element: Any, manuscript: Manuscript) -> Blocks:
    yield manuscript.paragraph("Title", runs(element))


def _headed(element: Any, manuscript: Manuscript) -> Blocks:
    """Write a heading below the chapter's; the headline of a chapter has a style of its own."""
    anchor, level = element.get("id", ""), LEVELS[element.tag]
    if anchor == ReportPart.CONTENTS:
        yield manuscript.paragraph("TOC Heading", runs(element))
    elif level == 1:
        yield manuscript.paragraph("Headline", runs(element))
    else:
        tile = element.find("span")
        level_of = [] if tile is None else [run("\u2002"), _tile(tile)]
        yield _heading(level, _heading_text(element), [*runs(element), *level_of], anchor, manuscript)


def _heading_text(element: Any) -> str:
    """Return a heading's text without the tile of a level."""
    tile = element.find("span")
    return plain(element) if tile is None else (tile.tail or "").strip()


def _tile(element: Any) -> Any:
    look = level_look(classes(element)) or Look(bold=True, fill=color(tokens()["panel"]))
    return run(f"\u00a0{plain(element)}\u00a0", look)


def _heading(level: int, text: str, content: list[Any], anchor: str, manuscript: Manuscript) -> Any:
    number = manuscript.next_number()
    name = anchor or f"_Toc{number:08}"
    manuscript.headings.append(Heading(level, text, name))
    return manuscript.paragraph(f"Heading {level}", bookmark(name, number, content))


def _paragraph(element: Any, manuscript: Manuscript) -> Blocks:
    style = next((STYLES[each] for each in STYLES if each in classes(element)), "Normal")
    if content := runs(element):
        yield manuscript.paragraph(style, content)


def _list(element: Any, manuscript: Manuscript) -> Blocks:
    if "toc" in classes(element):
        yield node(CONTENTS_HERE)
        return
    numbered = element.tag == "ol"
    number = manuscript.numbering.restarted() if numbered else None
    for each in element.findall("li"):
        yield manuscript.paragraph(NUMBER if numbered else BULLET, runs(each), numbering=number)


def _definitions(element: Any, manuscript: Manuscript) -> Blocks:
    """Write labels with their texts, each in one paragraph; key figures side by side."""
    if "key-figures" in classes(element):
        yield _key_figures(element, manuscript)
        return
    for label, text in zip(element.findall("dt"), element.findall("dd"), strict=True):
        content = [*runs(label, Look(bold=True)), node("r", node("tab")), *runs(text)]
        yield manuscript.paragraph("Definition", content)


def _key_figures(element: Any, manuscript: Manuscript) -> Any:
    found = element.findall("div")
    width = twips(manuscript.frame.width / len(found))
    shade = color(tokens()["panel"])
    cells = [
        cell(
            width,
            [
                manuscript.paragraph("Key Figure", runs(each.find("dt")), keep_next=True),
                manuscript.paragraph("Key Figure Label", runs(each.find("dd"))),
            ],
            shade=shading(shade),
        )
        for each in found
    ]
    return shell(manuscript, [width] * len(found), [row(cells)])


def _table(element: Any, manuscript: Manuscript) -> Blocks:
    yield table(element, manuscript)


def _picture(element: Any, manuscript: Manuscript) -> Blocks:
    yield picture(element, manuscript)


WRITERS: dict[str, Callable[[Any, Manuscript], Blocks]] = {
    "section": _section,
    "h1": _title,
    **dict.fromkeys(LEVELS, _headed),
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "table": _table,
    "figure": figure,
    "img": _picture,
}
