"""Numbering: bullets and numbers of list styles, restarted for each numbered list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from reports.formats.word.nodes import node, twips

BULLET, NUMBER = "List Bullet", "List Number"
INDENT = 5
"""The indent of a list's text, in millimeters."""
FORMATS = {BULLET: ("bullet", "\u2022"), NUMBER: ("decimal", "%1.")}


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbering of a document; `numbers` is the id of the definition that numbered lists use."""

    root: Any
    numbers: int

    def restarted(self) -> int:
        """Return the id of a new numbering that counts from 1."""
        start = node("lvlOverride", node("startOverride", val=1), ilvl=0)
        return _add_number(self.root, self.numbers, start)


def numbering_of(document: Document) -> Numbering:
    """Return the numbering of a document, after adding it to list styles that lack it."""
    root = _part(document).element
    for name in (BULLET, NUMBER):
        style = document.styles[name]
        if _number_of(style) is None:
            number = _add_number(root, _add_definition(root, *FORMATS[name]))
            style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
    used = _number_of(document.styles[NUMBER])
    known = {each.get(qn("w:numId")): each for each in root.findall(qn("w:num"))}
    if str(used) not in known:  # the template's style refers to a numbering that doesn't exist
        return Numbering(root, _add_definition(root, *FORMATS[NUMBER]))
    return Numbering(root, int(known[str(used)].find(qn("w:abstractNumId")).get(qn("w:val"))))


def _part(document: Document) -> Any:
    """Return the part with the numbering, which a template may not have."""
    try:
        return document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        package = document.part.package
        made = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, node("numbering"), package)
        document.part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made


def _number_of(style: Any) -> int | None:
    """Return the id of the numbering of a style or of those it is based on."""
    while style is not None:
        properties = style.element.pPr
        found = None if properties is None else properties.find(f"{qn('w:numPr')}/{qn('w:numId')}")
        if found is not None:
            return int(found.get(qn("w:val")))
        style = style.base_style
    return None


def _add_definition(root: Any, form: str, text: str) -> int:
    """Add a definition before the numberings, as the schema requires, and return its id."""
    known = root.findall(qn("w:abstractNum"))
    number = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in known), default=-1)
    level = node(
        "lvl",
        node("start", val=1),
        node("numFmt", val=form),
        node("lvlText", val=text),
        node("lvlJc", val="left"),
        node("pPr", node("ind", left=twips(INDENT), hanging=twips(INDENT))),
        ilvl=0,
    )
    made = node("abstractNum", node("multiLevelType", val="singleLevel"), level, abstractNumId=number)
    root.insert(root.index(known[-1]) + 1 if known else 0, made)
    return number


def _add_number(root: Any, definition: int, *overrides: Any) -> int:
    known = root.findall(qn("w:num"))
    number = 1 + max((int(each.get(qn("w:numId"))) for each in known), default=0)
    made = node("num", node("abstractNumId", val=definition), *overrides, numId=number)
    if known:
        known[-1].addnext(made)
    else:
        root.append(made)
    return number
