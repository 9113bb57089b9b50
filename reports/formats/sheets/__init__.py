"""The report as an Excel workbook: a sheet for each subject, with real numbers and dates to filter and count."""

from __future__ import annotations

from io import BytesIO

from xlsxwriter import Workbook

from questionnaires.answers.workbook_look import FACE, SIZE
from questionnaires.answers.workbook_template import CREATED
from reports.formats.sheets.about import about_table, symptoms_table
from reports.formats.sheets.changes import changes_table
from reports.formats.sheets.findings import findings_table, summary_table
from reports.formats.sheets.look import Look
from reports.formats.sheets.practices import practices_table
from reports.formats.sheets.readiness import readiness_table
from reports.formats.sheets.roadmap import actions_table, dates_table, roadmap_table
from reports.formats.sheets.statements import disagreements_table, statements_table
from reports.formats.sheets.writing import write_table
from reports.printable_text import visible
from reports.views.report import ReportView
from reports.views.subject import Subject

TABLES = (
    summary_table,
    findings_table,
    practices_table,
    changes_table,
    statements_table,
    readiness_table,
    roadmap_table,
    actions_table,
    dates_table,
    disagreements_table,
    symptoms_table,
    about_table,
)
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # Column widths are measured in the default font, and the usual one is missing on many machines.
    "default_format_properties": {"font_name": FACE, "font_size": SIZE},
}


def write(subject: Subject, view: ReportView, template: bytes) -> bytes:
    """Return the workbook; a sheet whose parts the report leaves out, or that has nothing to show, is left out.

    The same input always gives the same bytes. A workbook doesn't use a house template.
    """
    del template
    out = BytesIO()
    book = Workbook(out, OPTIONS)
    title = visible(view.cover.title)
    book.set_properties({"title": title, "author": "", "company": "", "created": CREATED})
    book.set_size(2400, 1400)
    look = Look(book)
    for each in TABLES:
        table = each(subject, view)
        if table is not None:
            write_table(book, look, table)
    book.close()
    return out.getvalue()
