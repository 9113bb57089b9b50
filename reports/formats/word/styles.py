"""The styles of the report. A house template's own styles are kept; only those that it lacks are added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from reports.formats.word.nodes import color, node, twips
from reports.formats.word.numbering import INDENT
from reports.tokens import tokens

TEXT, TITLES = "Calibri", "Cambria"
"""The typefaces without a house template. Word always has them; LibreOffice has metric-compatible fonts."""
POINT, LINE = 20, 240
BODY = 9.5
PRIORITY = 9
"""Where the style is in Word's list of recommended styles."""
LANGUAGE = "en-US"
CELL_MARGIN = 1.2
"""The margins left and right of a cell's text, in millimeters."""
DEFINED_AT = 40
"""Where the text next to a label begins, in millimeters."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style.

    Attributes:
        size: in points.
        ink: the design token of the color.
        before: the space above in points; `after` is the space below.
        line: the height of a line, as a multiple of the typeface's own; 0 for the height in `Normal`.
        serif: whether it uses the title typeface.
        indent: the indent of all lines except the first, in millimeters.
        level: the outline level, or None for text.
        hangs: whether a label comes before the indented text.
        is_own: whether the style is ours; Word knows the others by their names.
    """

    name: str
    size: float
    ink: str = "ink"
    before: float = 0
    after: float = 0
    bold: bool = False
    serif: bool = False
    line: float = 0
    keep_next: bool = False
    page_break: bool = False
    indent: float = 0
    level: int | None = None
    hangs: bool = False
    is_own: bool = False


def _own(name: str, size: float, **values: Any) -> Style:
    return Style(name, size, is_own=True, **values)


STYLES = (
    Style("Normal", BODY, after=4, line=1.05),
    Style("Title", 30, after=8, serif=True, bold=True),
    _own("Report Title", 14, ink="accent", after=6, serif=True, bold=True),
    Style("Subtitle", 14, ink="muted", after=18, serif=True),
    Style("Heading 1", 18, "accent", after=5, bold=True, serif=True, keep_next=True, page_break=True, level=0),
    Style("Heading 2", 13, before=11, after=4, bold=True, keep_next=True, level=1),
    Style("Heading 3", 10, before=7, after=2, bold=True, keep_next=True, level=2),
    Style("TOC Heading", 18, "accent", after=8, bold=True, serif=True, keep_next=True, page_break=True),
    Style("toc 1", 10, before=4, after=1, bold=True),
    Style("toc 2", 10, after=1, indent=INDENT),
    Style("Caption", 8.5, "muted", after=10),
    Style("List Bullet", BODY, after=2),
    Style("List Number", BODY, after=2),
    Style("Header", 8, "muted"),
    Style("Footer", 8, "muted"),
    _own("Headline", 14, after=6, bold=True, serif=True, keep_next=True),
    _own("Kicker", 10, ink="accent", after=4, bold=True, keep_next=True),
    _own("Appendix Heading", 10, before=8, after=2, bold=True, keep_next=True),
    _own("Lead", 10.5, after=6),
    _own("Small Print", 8.5, ink="muted", after=5),
    _own("Definition", BODY, after=3, indent=DEFINED_AT, hangs=True),
    _own("Figure", 10, before=6, after=4),
    _own("Table Text", 8.5, before=1, after=1, line=1),
    _own("Table Heading", 7.5, before=1, after=1, bold=True, keep_next=True),
    _own("Card Text", 8.5, after=3, line=1),
    _own("Key Figure", 18, bold=True, serif=True, keep_next=True),
    _own("Key Figure Label", 8.5, ink="muted"),
)
TABLE_STYLE = "Report Table"


def add_styles(document: Document, *, house: bool) -> dict[str, str]:
    """Add the styles that a document lacks, and return the ids of all styles by name.

    Args:
        document: the house template, or a new document whose styles are replaced.
        house: whether the document's styles are kept. In that case, added styles use its typefaces.
    """
    root = document.styles.element
    known = {(each.get(qn("w:type")), _name(each).casefold()): each for each in root.findall(qn("w:style"))}
    ids: dict[str, str] = {}
    for spec in STYLES:
        found = known.get(("paragraph", spec.name.casefold()))
        if found is None or not house:
            found = _replaced(root, found, _paragraph_style(spec, ids.get("Normal", ""), house=house))
        ids[spec.name] = found.get(qn("w:styleId"))
    table = known.get(("table", TABLE_STYLE.casefold()))
    if table is None:
        table = _table_style()
        root.append(table)
    return ids | {TABLE_STYLE: table.get(qn("w:styleId"))}


def _name(style: Any) -> str:
    named = style.find(qn("w:name"))
    return "" if named is None else str(named.get(qn("w:val")))


def _replaced(root: Any, known: Any | None, made: Any) -> Any:
    """Replace the style with the same name, keeping its id, which other styles refer to."""
    if known is None:
        root.append(made)
    else:
        made.set(qn("w:styleId"), known.get(qn("w:styleId")))
        root.replace(known, made)
    return made


def _paragraph_style(spec: Style, base: str, *, house: bool) -> Any:
    kind = {"customStyle": 1} if spec.is_own else {} if base else {"default": 1}
    return node(
        "style",
        node("name", val=spec.name),
        node("basedOn", val=base) if base else None,
        node("uiPriority", val=PRIORITY),
        node("qFormat"),
        _paragraph_properties(spec),
        _text_properties(spec, house=house),
        type="paragraph",
        styleId=spec.name.title().replace(" ", ""),
        **kind,
    )


def _paragraph_properties(spec: Style) -> Any:
    indent = twips(spec.indent)
    return node(
        "pPr",
        node("keepNext") if spec.keep_next else None,
        node("pageBreakBefore") if spec.page_break else None,
        node("tabs", node("tab", val="left", pos=indent)) if spec.hangs else None,
        node("spacing", before=round(spec.before * POINT), after=round(spec.after * POINT), **_line(spec)),
        node("ind", left=indent, **({"hanging": indent} if spec.hangs else {})) if indent else None,
        node("outlineLvl", val=spec.level) if spec.level is not None else None,
    )


def _line(spec: Style) -> dict[str, Any]:
    return {"line": round(spec.line * LINE), "lineRule": "auto"} if spec.line else {}


def _text_properties(spec: Style, *, house: bool) -> Any:
    face = TITLES if spec.serif else TEXT
    half_points = round(spec.size * 2)
    return node(
        "rPr",
        None if house else node("rFonts", ascii=face, hAnsi=face, cs=face),
        node("b") if spec.bold else None,
        node("color", val=color(tokens()[spec.ink])),
        node("sz", val=half_points),
        node("szCs", val=half_points),
    )


def _table_style() -> Any:
    """Return a table style with thin rules between the rows and a strong one below the header row."""
    rule, strong = (color(tokens()[each]) for each in ("rule", "rule-strong"))
    rules = node("tblBorders", *(node(side, val="single", sz=4, space=0, color=rule) for side in ("bottom", "insideH")))
    margins = node("tblCellMar", *(node(side, w=twips(CELL_MARGIN), type="dxa") for side in ("left", "right")))
    below_head = node("tcBorders", node("bottom", val="single", sz=8, space=0, color=strong))
    return node(
        "style",
        node("name", val=TABLE_STYLE),
        node("uiPriority", val=PRIORITY),
        node("qFormat"),
        node("tblPr", rules, margins),
        node("tblStylePr", node("rPr", node("b")), node("tcPr", below_head), type="firstRow"),
        type="table",
        styleId=TABLE_STYLE.replace(" ", ""),
        customStyle=1,
    )


def language_of(document: Document) -> str:
    """Return the language of text that doesn't specify its own, or "" if the document doesn't say."""
    named = document.styles.element.find("/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"))))
    return "" if named is None else str(named.get(qn("w:val"), ""))


def set_language(written: Iterable[Any]) -> None:
    """Set the language of paragraphs and tables in a document in another language."""
    for each in written:
        for run in each.iter(qn("w:r")):
            run.get_or_add_rPr().append(node("lang", val=LANGUAGE))
