"""The smaller sheets of the workbook: organization, triage, consensus, and the hidden list for the drop-downs."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from questionnaires.answers.fields import symptom_words
from questionnaires.answers.sheet_names import AGREED, ORGANIZATION, SYMPTOMS
from questionnaires.answers.template import Template
from questionnaires.answers.vocabulary import ABOUT
from questionnaires.answers.workbook_look import WorkbookFormats, row_height
from questionnaires.answers.workbook_parts import (
    FIRST,
    HEAD,
    RATINGS,
    Page,
    area,
    drop_down,
    protect,
)
from questionnaires.model import Rating, Scale, Statement, Triage

LISTS = "Lists"
LABELS = {
    "organization.name": ("Organization", "The name to show in the report"),
    "organization.industry": ("Industry", "For example: health care, energy, insurance"),
    "organization.it_staff": ("Staff in IT", "The approximate number of people who work in IT, in digits only"),
    "respondent.id": ("Your id", "Something short and unique, such as r1; if empty, the file's name is used"),
    "respondent.name": ("Your name", "Or your job title, if you prefer"),
    "respondent.role": ("Your role", "For example: it-leader, process owner, service desk, user"),
    "assessed_on": ("Date", "Year-month-day, for example 2026-03-31"),
    "questionnaire": ("Questionnaire", "Filled in for you; don't change it"),
    "wayfinder": ("File format", "Filled in for you; don't change it"),
}
GIVEN = ("questionnaire", "wayfinder")
CONSENSUS_WIDTHS = {
    "Practice": 22.0,
    "Level": 7.0,
    "Statement": 62.0,
    "Rating": 9.0,
    "Evidence": 36.0,
    "Note": 40.0,
    "Id": 34.0,
}


def write_organization(book: Workbook, look: WorkbookFormats, template: Template) -> None:
    """Write the sheet about the organization and the respondent."""
    widths = {"About": 24.0, "Value": 52.0, "Hint": 72.0, "Id": 24.0}
    page = Page.add(book, look, ORGANIZATION, "Your organization and you", widths)
    sheet = page.sheet
    page.note(1, "Fill in the yellow cells. Everything here is optional, and appears in the report.")
    page.head()
    about = template.about()
    for row, (subject, (label, hint)) in enumerate(LABELS.items(), start=FIRST):
        value = about[subject]
        sheet.set_row(row, max(21, row_height([(value, widths["Value"]), (hint, widths["Hint"])])))
        sheet.write_string(row, 0, label, look["text"])
        sheet.write_string(row, 1, value, look["small" if subject in GIVEN else "ask"])
        sheet.write_string(row, 2, hint, look["hint"])
        sheet.write_string(row, 3, subject, look["id"])
    asked = area(FIRST, FIRST + len(LABELS) - len(GIVEN) - 1, 1)
    filled = sum(bool(about[subject]) for subject in ABOUT if subject not in GIVEN)
    page.total(f'COUNTIF({asked},"?*")', len(LABELS) - len(GIVEN), filled)
    page.finish(FIRST + len(LABELS) - 1)


def write_triage(book: Workbook, look: WorkbookFormats, template: Template) -> None:
    """Write the sheet of symptoms, each with a drop-down list of answers."""
    widths = {"Symptom": 28.0, "Question": 88.0, "Answer": 26.0, "Id": 26.0}
    triage, lists = template.triage, scales(template.triage)
    page = Page.add(book, look, SYMPTOMS, "Where it hurts", widths)
    sheet = page.sheet
    page.note(1, f"{triage.intro} Choose from the list; leave a cell empty if you can't tell.")
    page.head()
    for row, symptom in enumerate(triage.symptoms, start=FIRST):
        given = template.response.triage.get(symptom.id)
        sheet.set_row(row, row_height([(symptom.question, widths["Question"]), (symptom.short, 26)]) + 4)
        sheet.write_string(row, 0, symptom.short, look["text"])
        sheet.write_string(row, 1, symptom.question, look["text"])
        scale = triage.scale(symptom.id)
        sheet.write_string(row, 2, "" if given is None else symptom_words(scale)[given], look["ask"])
        column = xl_col_to_name(lists.index(scale), col_abs=True)
        drop_down(sheet, (row, 2, row, 2), f"={LISTS}!{column}$1:{column}${len(scale)}")
        sheet.write_string(row, 3, symptom.id, look["id"])
    last = FIRST + len(triage.symptoms) - 1
    page.total(f'COUNTIF({area(FIRST, last, 2)},"?*")', len(triage.symptoms), len(template.response.triage))
    page.finish(last)


def scales(triage: Triage) -> list[Scale]:
    """Return the different scales of the symptoms, in the order of the symptoms."""
    return list(dict.fromkeys(triage.scale(symptom) for symptom in triage.symptom))


def write_consensus(book: Workbook, look: WorkbookFormats, template: Template) -> None:
    """Write the sheet for the assessor's consensus ratings."""
    statements = template.questionnaire.statements
    page = Page.add(book, look, AGREED, "For the assessor: agreed ratings", CONSENSUS_WIDTHS)
    sheet = page.sheet
    page.note(
        1,
        "Respondents leave this sheet empty. A rating here overrides the ratings of all respondents. It needs a note "
        "that says when it was agreed, and why.",
    )
    page.head()
    for row, statement in enumerate(statements, start=FIRST):
        _agreed(page, row, statement, template)
    last = FIRST + len(statements) - 1
    drop_down(sheet, (FIRST, 3, last, 3), [rating for rating in RATINGS if rating != Rating.DK])
    agreed_so_far = f'COUNTIF({area(FIRST, last, 3)},"?*")'
    shown = f"{len(template.response.consensus)} agreed"
    sheet.write_formula(0, 5, f'={agreed_so_far}&" agreed"', look["count"], shown)
    sheet.autofilter(HEAD, 0, last, 6)
    page.finish(last)


def _agreed(page: Page, row: int, statement: Statement, template: Template) -> None:
    sheet, look, widths = page.sheet, page.look, page.widths
    agreed = template.response.consensus.get(statement.id)
    evidence, note = (agreed.evidence, agreed.note) if agreed else ("", "")
    texts = ((statement.text, "Statement"), (evidence, "Evidence"), (note, "Note"))
    sheet.set_row(row, row_height((text, widths[column]) for text, column in texts))
    sheet.write_string(row, 0, template.name(statement.practice), look["small"])
    sheet.write_number(row, 1, statement.level, look["level"])
    sheet.write_string(row, 2, statement.text, look["text"])
    sheet.write_string(row, 3, agreed.rating if agreed else "", look["rate"])
    sheet.write_string(row, 4, evidence, look["write"])
    sheet.write_string(row, 5, note, look["write"])
    sheet.write_string(row, 6, statement.id, look["id"])


def write_lists(book: Workbook, template: Template) -> None:
    """Write the hidden sheet that the triage's drop-down lists take their values from, a column for each scale."""
    sheet = book.add_worksheet(LISTS)
    for column, scale in enumerate(scales(template.triage)):
        sheet.write_column(0, column, symptom_words(scale))
    sheet.hide()
    protect(sheet)
