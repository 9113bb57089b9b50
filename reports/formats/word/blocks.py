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

LEVELS = {"h2": 1, "h3": 2, "h4": 3}
STYLES = {
    "kicker": "Kicker",
    "subtitle": "Subtitle",
    "lead": "Lead",
    "disclaimer": "Lead",
    "goal": "Lead",
    "pre": "Table Text",
    **dict.fromkeys(("small", "facts", "capacity", "notice", "marks"), "Small Print"),
}
CONTENTS_HERE = "contents"
"""A placeholder for the entries of the contents until all headings are known."""
BESIDE_TABLE = 120
"""The space above and below a table, in twips: tables have none of their own."""
LONGEST_INTRODUCTION = 6
"""The maximum number of paragraphs before a table that stay with it."""
COVER_TOP = 45
"""From the top of the page to the first line of the cover, in millimeters."""

Blocks = Iterator[Any]


def blocks(element: Any, manuscript: Manuscript) -> Blocks:
    """Write what is inside an element of the page."""
    for child in element:
        yield from WRITERS.get(child.tag, blocks)(child, manuscript)


def spaced(written: Iterator[Any], manuscript: Manuscript) -> Blocks:
    """Join each table with the text that introduces it, and separate it from what follows.

    Word would join two tables that touch, and needs a paragraph after the last one.
    """
    headings = {manuscript.styles[f"Heading {level}"] for level in LEVELS.values()}
    introduction: list[Any] = []
    after_table = False
    for each in written:
        is_table = each.tag == qn("w:tbl")
        if is_table:
            if after_table:
                yield node("p")
            _introduce(introduction)
        elif each.style in headings:
            introduction = []
        else:
            introduction = [*introduction, each][-LONGEST_INTRODUCTION:]
            if after_table:
                _set_space(each, "before")
        yield each
        introduction, after_table = [] if is_table else introduction, is_table
    if after_table:
        yield node("p")


def _introduce(introduction: list[Any]) -> None:
    """Keep the paragraphs between a heading and its table on the table's page."""
    for each in introduction:
        each.get_or_add_pPr().get_or_add_keepNext()
    if introduction:
        _set_space(introduction[-1], "after")


def _set_space(paragraph: Any, side: str) -> None:
    paragraph.get_or_add_pPr().get_or_add_spacing().set(qn(f"w:{side}"), str(BESIDE_TABLE))


def _section(element: Any, manuscript: Manuscript) -> Blocks:
    """Write a section; the cover starts lower on its page."""
    written = _inside(element, manuscript)
    if "cover" in classes(element):
        first = next(written)
        first.get_or_add_pPr().get_or_add_spacing().set(qn("w:before"), str(twips(COVER_TOP)))
        yield first
    yield from written


def _inside(element: Any, manuscript: Manuscript) -> Blocks:
    """Write the content of a section. A chapter's heading is its name, so that the contents are short."""
    headline = element.find("h2")
    listed = headline is not None and headline.get("id") != ReportPart.CONTENTS
    title = (headline.get("data-title") or plain(headline)) if listed else ""
    if title:
        yield _heading(1, title, [run(title)], headline.get("id"), manuscript)
    for child in element:
        if not title or child.tag not in {"p", "h2"} or plain(child) != title:
            yield from WRITERS.get(child.tag, blocks)(child, manuscript)


def _title(element: Any, manuscript: Manuscript) -> Blocks:
    """Write the title: large on the cover, in one line above the first chapter if there is no cover."""
    yield manuscript.paragraph("Report Title" if "plain" in classes(element) else "Title", runs(element))


def _headed(element: Any, manuscript: Manuscript) -> Blocks:
    """Write a heading below the chapter's; the headline of a chapter has its own style."""
    anchor, level = element.get("id", ""), LEVELS[element.tag]
    if anchor == ReportPart.CONTENTS:
        yield manuscript.paragraph("TOC Heading", runs(element))
    elif level == 1:
        yield manuscript.paragraph("Headline", runs(element))
    elif "rated" in classes(element.getparent()):  # too many for the contents
        yield manuscript.paragraph("Appendix Heading", runs(element))
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
        yield manuscript.paragraph("toc 1", [node(CONTENTS_HERE)])
        return
    numbered = element.tag == "ol"
    number = manuscript.numbering.restarted() if numbered else None
    for each in element.findall("li"):
        yield manuscript.paragraph(NUMBER if numbered else BULLET, runs(each), numbering=number)


def _definitions(element: Any, manuscript: Manuscript) -> Blocks:
    """Write labels with their texts, each in one paragraph."""
    labels, texts = element.findall("dt"), element.findall("dd")
    for label, text in zip(labels, texts, strict=True):
        content = [*runs(label, Look(bold=True)), node("r", node("tab")), *runs(text)]
        yield manuscript.paragraph("Definition", content, keep_next=text is not texts[-1])


def _division(element: Any, manuscript: Manuscript) -> Blocks:
    """Write a `div` of the page: key figures and cards side by side, everything else one below the other."""
    if "key-figures" in classes(element):
        yield _key_figures(element, manuscript)
    elif "cards" in classes(element):
        yield _cards(element, manuscript)
    else:
        yield from blocks(element, manuscript)


def _key_figures(element: Any, manuscript: Manuscript) -> Any:
    """Return a table of figures, each above its label."""
    found = element.findall("p")
    width = twips(manuscript.frame.width / len(found))
    shade = color(tokens()["panel"])
    cells = [
        cell(
            width,
            [
                manuscript.paragraph("Key Figure", runs(each.find("b"))),
                manuscript.paragraph("Key Figure Label", [run((each.find("b").tail or "").strip())]),
            ],
            shade=shading(shade),
        )
        for each in found
    ]
    return shell(manuscript, [width] * len(found), [row(cells)])


def _cards(element: Any, manuscript: Manuscript) -> Any:
    """Return a table of cards, so that the first page has room for what follows them."""
    found = element.findall("div")
    width = twips(manuscript.frame.width / len(found))
    shade = color(tokens()["panel"])
    cells = [cell(width, list(_card(each, manuscript)), shade=shading(shade)) for each in found]
    return shell(manuscript, [width] * len(found), [row(cells)])


def _card(element: Any, manuscript: Manuscript) -> Blocks:
    for each in element:
        if each.tag == "p":
            yield manuscript.paragraph("Card Text", runs(each))
        else:
            yield from WRITERS[each.tag](each, manuscript)


def _table(element: Any, manuscript: Manuscript) -> Blocks:
    yield table(element, manuscript)


def _picture(element: Any, manuscript: Manuscript) -> Blocks:
    yield picture(element, manuscript)


WRITERS: dict[str, Callable[[Any, Manuscript], Blocks]] = {
    "section": _section,
    "div": _division,
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
