"""Checks before a workbook is opened: a plain zip file with a reasonable number of cells, without document types."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from practices_catalog.faults import Place, refuse

MAX_PARTS = 2_000
MAX_UNPACKED = 60_000_000
MAX_RATIO = 400
RATIO_FROM = 2_000_000
MOST_TAGS = 500_000
"""The most XML tags in all parts together: about 100,000 filled cells, or ten times as many as an empty template."""
MOST_SHEETS = 200

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(each) for each in ("ascii", "utf-16-le", "utf-16-be"))
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "open it and save it as an Excel workbook (.xlsx)"
_SAVE_AGAIN = "open it in a spreadsheet program and save it again"
_TOO_LARGE = "copy the answers into a new template; empty formatted rows can make a workbook this large"


def open_safely(content: bytes, place: Place) -> zipfile.ZipFile:
    """Open a workbook's zip file after every check.

    Raises:
        InputError: it isn't a workbook that we open; the fault says what it probably is.
    """
    _refuse_other_kinds(content, place)
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise refuse("is a damaged or incomplete workbook", _SAVE_AGAIN, place) from None
    refuse_bombs(archive, place, "a questionnaire", _TOO_LARGE)
    _refuse_other_documents(archive, place)
    _refuse_contents(archive, place)
    return archive


def _refuse_other_kinds(content: bytes, place: Place) -> None:
    if content.startswith(OLE):
        if _ENCRYPTED_STREAM in content:
            raise refuse("is encrypted with a password", "open it and save it as .xlsx without a password", place)
        raise refuse("is an old Excel workbook (.xls), or one with a password", _SAVE_AS, place)
    if content.startswith(b"%PDF"):
        raise refuse("is a PDF, not a workbook", "use the filled-in .xlsx file itself", place)
    if not content.startswith(ZIP):
        what = "an HTML page or XML text" if content.lstrip()[:1] == b"<" else "something else, perhaps plain text"
        raise refuse(
            f"isn't an Excel workbook but {what}", f"{_SAVE_AS}; if it is text, name it .csv, .yaml or .json", place
        )


def refuse_bombs(archive: zipfile.ZipFile, place: Place, purpose: str, mend: str) -> None:
    """Refuse an office file that unpacks to far more than its purpose requires, or that needs a password.

    Raises:
        InputError: the file is refused; `mend` says how to make it smaller.
    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or unpacked > max(RATIO_FROM, packed * MAX_RATIO):
        raise refuse(
            f"unpacks to {len(parts)} parts and {unpacked / 1_000_000:.0f} MB, which is too much for {purpose}",
            mend,
            place,
        )
    if any(part.flag_bits & 1 for part in parts):
        raise refuse("is encrypted with a password", "save it without a password", place)


def read_part(archive: zipfile.ZipFile, part: str, place: Place, mend: str) -> bytes:
    """Return the content of an XML part.

    Raises:
        InputError: it is damaged, or declares a document type, which could refer to other files.
    """
    try:
        content = archive.read(part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        raise refuse(f"is damaged in its part {part}", mend, place) from None
    if any(each in content for each in _DOCUMENT_TYPES):
        raise refuse(f"declares a document type in its part {part}, which no office program writes", mend, place)
    return content


def _refuse_other_documents(archive: zipfile.ZipFile, place: Place) -> None:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names or any(name.endswith("/workbook.xml") for name in names):
        return
    if "xl/workbook.bin" in names:
        raise refuse("is a binary workbook (.xlsb)", _SAVE_AS, place)
    if "content.xml" in names:
        raise refuse("is an OpenDocument file (.ods)", _SAVE_AS, place)
    raise refuse("is a zip file, but not an Excel workbook", _SAVE_AS, place)


def _refuse_contents(archive: zipfile.ZipFile, place: Place) -> None:
    """Refuse document types, and too many rows and cells before any of them is built.

    Several sheets may name the same part, so the largest part counts once for each sheet.
    """
    tags = largest = sheets = 0
    for part in archive.namelist():
        if part.endswith((".xml", ".rels", ".vml")):
            content = read_part(archive, part, place, _SAVE_AGAIN)
            found = content.count(b"<")
            tags, largest = tags + found, max(largest, found)
            if part.endswith("workbook.xml"):
                sheets += content.replace(b"\0", b"").count(b"sheetId")
    if tags > MOST_TAGS or sheets > MOST_SHEETS or sheets * largest > 4 * MOST_TAGS:
        raise refuse(
            "has far more sheets, rows or cells than a questionnaire",
            "copy the answers into a new template; empty formatted rows count too",
            place,
        )
