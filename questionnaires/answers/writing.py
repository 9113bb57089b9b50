"""Writing a response, or a template to be filled in, in the format of the file's ending."""

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
    """Write a response, or an empty template where there is none; what is written reads back as the same response.

    Raises:
        InputError: the ending is not known, or the file cannot be written.
    """
    write_atomically(path, response_bytes(path, questionnaire, catalogue, triage, response))


def response_bytes(
    path: Path, questionnaire: Questionnaire, catalogue: Catalogue, triage: Triage, response: Response | None = None
) -> bytes:
    """Return the file of a response in the format that a path's ending names.

    Raises:
        InputError: the ending is not known.
    """
    template = Template.of(questionnaire, catalogue, triage, response)
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return workbook(template)
    if ending not in WRITERS:
        wrong = f"the ending {printable(ending)!r} is not known" if ending else "the file has no ending"
        raise refuse(wrong, "end the name in .xlsx, .csv, .yaml or .json", Place(printable(str(path))))
    return WRITERS[ending](template).encode()
