"""Checks of a house template before it is opened: a plain office file of the right kind, of a reasonable size."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from practices_catalog.faults import Place, refuse
from questionnaires.answers.workbook_safety import MOST_TAGS, OLE, ZIP, read_part, refuse_bombs

PLACE = Place("--template")
MOST_BYTES = 30_000_000
TYPES = "[Content_Types].xml"
MACROS = ("macroEnabled", "vbaProject")


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """The kind of file that a template has to be.

    Attributes:
        noun: what people call it, with an article.
        ending: the file extension.
        main: the content type of its main part.
        design: the content type of the main part of a template file (.potx or .dotx), which must be saved again.
        program: the program that opens it.
        pages: what to delete to make it smaller.
    """

    noun: str
    ending: str
    main: str
    design: str
    program: str
    pages: str = "slides"

    @property
    def smaller(self) -> str:
        """What to do with a file that is too large."""
        return f"delete its {self.pages}, or make its pictures smaller"

    @property
    def save_again(self) -> str:
        """What to do with a file of another kind."""
        return f"open it in {self.program} and save it as {self.noun} ({self.ending})"


def check_template(content: bytes, kind: TemplateKind) -> None:
    """Check a template.

    Raises:
        InputError: it is damaged, encrypted, too large, has macros, or is another kind of file.
    """
    if content.startswith(OLE):
        raise refuse(
            f"is encrypted with a password, or isn't {kind.noun}", f"{kind.save_again}, without a password", PLACE
        )
    if not content.startswith(ZIP):
        raise refuse(f"isn't {kind.noun}", kind.save_again, PLACE)
    if len(content) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        raise refuse(f"is larger than {limit}", kind.smaller, PLACE)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise refuse("is damaged or incomplete", kind.save_again, PLACE) from None
    refuse_bombs(archive, PLACE, "a template", kind.smaller)
    _check_kind(archive, kind)
    tags = sum(
        read_part(archive, part, PLACE, kind.save_again).count(b"<")
        for part in archive.namelist()
        if part.endswith((".xml", ".rels", ".vml"))
    )
    if tags > MOST_TAGS:
        raise refuse("has far more content than a template", f"delete its {kind.pages}", PLACE)


def _check_kind(archive: zipfile.ZipFile, kind: TemplateKind) -> None:
    if TYPES not in archive.namelist():
        raise refuse(f"is a zip file, but not {kind.noun}", kind.save_again, PLACE)
    types = read_part(archive, TYPES, PLACE, kind.save_again).decode("utf-8", "replace")
    if any(each in types for each in MACROS):
        raise refuse("contains macros", f"{kind.save_again}, which has none", PLACE)
    if kind.design in types:
        raise refuse("is saved as a template file", kind.save_again, PLACE)
    if kind.main not in types:
        raise refuse(f"isn't {kind.noun}", kind.save_again, PLACE)
