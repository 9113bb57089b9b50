"""Reads one filled-in file of any format."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from practices_catalog.faults import InputError, Place, refuse
from practices_catalog.model import Catalogue
from practices_catalog.nearest import write_nearest
from practices_catalog.yaml_source import decode
from questionnaires.answers.assembling import assemble
from questionnaires.answers.csv_file import read_csv
from questionnaires.answers.document import records
from questionnaires.answers.fields import Fields
from questionnaires.answers.json_file import read_json
from questionnaires.answers.model import Response
from questionnaires.answers.raw_values import Record
from questionnaires.answers.text import fold, printable
from questionnaires.answers.vocabulary import Vocabulary
from questionnaires.answers.workbook_safety import OLE, ZIP
from questionnaires.answers.yaml_file import read_yaml
from questionnaires.model import Questionnaire, Triage

MAX_WORKBOOK = 30_000_000
MAX_TEXT = 5_000_000
WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".yaml", ".yml", ".json")
OTHER_PROGRAMS = (".xls", ".xlsb", ".ods", ".numbers")
EXTENSIONS = "rename it to end in .xlsx, .csv, .yaml or .json, to match its content"


def read_response(
    path: Path, catalogue: Catalogue, questionnaires: Sequence[Questionnaire], triage: Triage
) -> Response:
    """Read the answers in a file, in the format that its extension names.

    If the file has no respondent id, its name provides one. If it doesn't name a questionnaire, the one that contains
    most of its statements is used.

    Raises:
        InputError: lists every error in the file.
    """
    vocabulary = Vocabulary(catalogue, tuple(questionnaires), triage)
    file = printable(str(path))
    if os.path.isdir(path):  # noqa: PTH112 - pathlib raises if the name is too long
        raise refuse("is a folder", "choose a file in the folder", Place(file))
    ending = _ending(path, file)
    content = _content(path, file, MAX_WORKBOOK if ending in WORKBOOKS else MAX_TEXT)
    fields = Fields()
    response = assemble(_records(ending, content, file, vocabulary, fields), file, vocabulary, fields)
    return replace(response, digest=hashlib.sha256(content).hexdigest())


def respondent_id_in(path: Path, catalogue: Catalogue, questionnaires: Sequence[Questionnaire], triage: Triage) -> str:
    """Return the respondent id in a file whose answers have faults; "" if it can't be read or has none."""
    vocabulary, fields, file = Vocabulary(catalogue, tuple(questionnaires), triage), Fields(), str(path)
    try:
        ending = _ending(path, file)
        content = _content(path, file, MAX_WORKBOOK if ending in WORKBOOKS else MAX_TEXT)
        found = _records(ending, content, file, vocabulary, fields)
    except InputError:
        return ""
    named = (each.fields for each in found if fold(each.subject) == "respondent.id")
    # Some tables have the id in the column of ratings.
    values = (each.get("value") or each.get("rating") for each in named)
    return next((text for text in map(fields.line, values) if text), "")


def _records(ending: str, content: bytes, file: str, vocabulary: Vocabulary, fields: Fields) -> list[Record]:
    if ending in WORKBOOKS:
        # openpyxl imports NumPy if it is installed, so a command that reads no workbook would start more slowly
        from questionnaires.answers.workbook import read_workbook  # noqa: PLC0415

        return read_workbook(content, file, fields)
    _refuse_disguise(content, file, ending)
    text = decode(content, file)
    if ending == ".csv":
        return read_csv(text, file, fields)
    return records(read_json(text, file) if ending == ".json" else read_yaml(text, file), vocabulary, fields)


def _ending(path: Path, file: str) -> str:
    ending = path.suffix.lower()
    if ending in OTHER_PROGRAMS:
        raise refuse(f"is a {ending} file", "open it and save it as an Excel workbook (.xlsx)", Place(file))
    if ending not in (*WORKBOOKS, *TEXTS):
        wrong = f"has the extension {printable(ending)!r}, which isn't supported" if ending else "has no extension"
        raise refuse(wrong, write_nearest(ending, TEXTS, EXTENSIONS) if ending else EXTENSIONS, Place(file))
    return ending


def _content(path: Path, file: str, most: int) -> bytes:
    place = Place(file)
    try:
        with path.open("rb") as source:
            # One byte more than allowed reveals a file that is too large, even from a pipe, which has no size.
            content = source.read(most + 1)
    except FileNotFoundError:
        raise refuse("doesn't exist", "check the file's name and folder", place) from None
    except PermissionError:
        raise refuse("can't be read: permission denied", "change the file's permissions", place) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse(f"can't be read: {reason}", "check the path", place) from None
    if len(content) > most:
        wrong = f"is larger than {most // 1_000_000} MB"
        raise refuse(wrong, "keep only the answers, without images and other sheets", place)
    if not content.strip():
        raise refuse("is empty", "fill in a template", place)
    return content


def _refuse_disguise(content: bytes, file: str, ending: str) -> None:
    """Refuse a file that isn't text although its extension says it is."""
    for start, what, mend in (
        (ZIP, "a zip file, probably a workbook", "rename it to .xlsx"),
        (OLE, "an old Excel workbook (.xls) or an encrypted one", "save it as .xlsx without a password"),
        (b"%PDF", "a PDF", "use the filled-in file itself"),
    ):
        if content.startswith(start):
            raise refuse(f"has the extension {ending}, but is {what}", mend, Place(file))
