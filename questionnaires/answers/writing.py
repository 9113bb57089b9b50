"""Writes a response, or an empty template, in the format that the file's extension names."""

from __future__ import annotations

from pathlib import Path

from practices_catalog.faults import Place, refuse
from practices_catalog.files import write_atomically
from practices_catalog.model import Catalogue
from questionnaires.answers.csv_file import write_csv
from questionnaires.answers.json_file import write_json
from questionnaires.answers.model import Response
from questionnaires.answers.template import Template
from questionnaires.answers.text import printable
from questionnaires.answers.workbook_template import workbook
from questionnaires.answers.yaml_file import write_yaml
from questionnaires.model import Questionnaire, Triage

WRITERS = {".csv": write_csv, ".json": write_json, ".yaml": write_yaml, ".yml": write_yaml}


def write_response(
    path: Path, questionnaire: Questionnaire, catalogue: Catalogue, triage: Triage, response: Response | None = None
) -> None:
    """Write a response, or an empty template if there is none; reading the file gives the same response.

    Raises:
        InputError: the extension isn't supported, or the file can't be written.
    """
    write_atomically(path, response_bytes(path, Template.of(questionnaire, catalogue, triage, response)))


def response_bytes(path: Path, template: Template) -> bytes:
    """Return the file of a response, in the format that a path's extension names.

    Raises:
        InputError: the extension isn't supported.
    """
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return workbook(template)
    if ending not in WRITERS:
        wrong = f"the extension {printable(ending)!r} isn't supported" if ending else "the file name has no extension"
        raise refuse(wrong, "use .xlsx, .csv, .yaml or .json", Place(printable(str(path))))
    return WRITERS[ending](template).encode()
