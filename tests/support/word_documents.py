"""Opens Word documents in tests, reads their text, and creates house templates."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn


def opened(content: bytes) -> Document:
    """Return a document as python-docx reads it."""
    return docx.Document(BytesIO(content))


def words_of(content: bytes) -> str:
    """Return all text of the body with single spaces; tabs and line breaks count as spaces."""
    found = opened(content).element.body.iter(qn("w:t"), qn("w:p"), qn("w:tab"), qn("w:br"))
    return " ".join("".join(each.text if each.tag == qn("w:t") else " " for each in found).split())


def headings_of(document: Document) -> list[tuple[int, str]]:
    """Return the level and the text of each heading."""
    return [
        (int(each.style.name[-1]), each.text)
        for each in document.paragraphs
        if each.style is not None and (each.style.name or "").startswith("Heading ")
    ]


def alternatives_of(document: Document) -> list[str]:
    """Return the alternative text of each picture."""
    return [each.get("descr", "") for each in document.element.body.iter(qn("wp:docPr"))]


def house(*paragraphs: str) -> Document:
    """Return a house template with some paragraphs in its body."""
    made = docx.Document()
    for each in paragraphs:
        made.add_paragraph(each)
    return made


def content_of(document: Document) -> bytes:
    """Return a document as a file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return an office file with a part added or replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for each in source.namelist():
            if each != name:
                target.writestr(each, source.read(each))
        target.writestr(name, part)
    return out.getvalue()


def is_on(element: Any, path: str) -> bool:
    """Return whether an element has a property such as `w:trPr/w:cantSplit` that isn't switched off."""
    found = element.find("/".join(map(qn, path.split("/"))))
    return found is not None and found.get(qn("w:val")) not in {"0", "false"}
