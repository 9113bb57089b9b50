"""The workbook to fill in: instructions, organization, answers, triage and, for the assessor, consensus."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from questionnaires.answers import answers_sheet, instructions_sheet, side_sheets
from questionnaires.answers.template import Template
from questionnaires.answers.workbook_look import FACE, SIZE, WorkbookFormats

# A fixed date, so that the same answers always give the same file.
CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def workbook(template: Template) -> bytes:
    """Return the workbook as the bytes of a file."""
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # Column widths are measured in the default font, and the usual one is missing on many machines.
        "default_format_properties": {"font_name": FACE, "font_size": SIZE},
    }
    book = Workbook(out, options)
    book.set_properties(
        {"title": f"{template.questionnaire.name}: questionnaire", "author": "", "company": "", "created": CREATED}
    )
    book.set_size(2400, 1400)
    look = WorkbookFormats(book)
    instructions_sheet.write(book, look, template)
    side_sheets.write_organization(book, look, template)
    answers_sheet.write(book, look, template)
    side_sheets.write_triage(book, look, template)
    if template.for_assessor:
        side_sheets.write_consensus(book, look, template)
    side_sheets.write_lists(book, template)
    book.close()
    return out.getvalue()
