"""The house template, opened after every check."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from practices_catalog.faults import Place, refuse
from questionnaires.answers.workbook_safety import OLE, ZIP, read_part, refuse_bombs

PLACE = Place("the house template")
MAIN = "word/document.xml"
MARKUP = (".xml", ".rels", ".vml")
MOST_BYTES = 30_000_000
SAVE_AS = "open it in Word and save it as a Word document (.docx)"
SMALLER = "remove large pictures and long texts from the template"


def open_template(content: bytes, place: Place = PLACE) -> Document:
    """Open a house template.

    Raises:
        InputError: it isn't a Word document that we can open; the fault says what it probably is.
    """
    if len(content) > MOST_BYTES:
        raise refuse(f"has more than {MOST_BYTES // 1_000_000} MB", SMALLER, place)
    if content.startswith(OLE):
        raise refuse("is an old Word document (.doc), or one with a password", f"{SAVE_AS} without a password", place)
    if not content.startswith(ZIP):
        raise refuse("isn't a Word document", SAVE_AS, place)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check(archive, place)
        return docx.Document(BytesIO(content))
    except (zipfile.BadZipFile, OpcError, LxmlError, KeyError, ValueError, AttributeError, OSError):
        raise refuse("is a damaged or incomplete Word document, or a .dotx", SAVE_AS, place) from None


def _check(archive: zipfile.ZipFile, place: Place) -> None:
    refuse_bombs(archive, place, "a house template", SMALLER)
    names = archive.namelist()
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise refuse("contains macros", f"{SAVE_AS}, which has none", place)
    if MAIN not in names:
        raise refuse("is a zip file, but not a Word document", SAVE_AS, place)
    for name in names:
        if name.casefold().endswith(MARKUP):
            read_part(archive, name, place, SAVE_AS)
