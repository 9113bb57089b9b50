"""The sheet of answers: a row per statement below its practice, one rung per practice, and a running count."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from questionnaires.answers.ladders import LadderMark
from questionnaires.answers.sheet_names import ANSWERS
from questionnaires.answers.template import Template
from questionnaires.answers.workbook_look import HELD, OPEN, WorkbookFormats, row_height
from questionnaires.answers.workbook_parts import (
    FIRST,
    HEAD,
    RATING_LEGEND,
    RATINGS,
    Page,
    area,
    drop_down,
    hint,
)
from questionnaires.model import Statement

WIDTHS = {
    "Practice": 21.0,
    "Level": 6.5,
    "Statement": 56.0,
    "Rung (0-5)": 8.5,
    "Rating (optional)": 10.5,
    "Evidence": 30.0,
    "Comment": 30.0,
    "Reason (for NA)": 20.0,
    "Answered": 10.0,
    "Id": 34.0,
}
PRACTICE, LEVEL, STATEMENT, RUNG, RATING, EVIDENCE, COMMENT, REASON, ANSWERED, ID = range(len(WIDTHS))
RUNGS = ["0", "1", "2", "3", "4", "5", "NA", "DK"]
HOW = (
    "For each practice, choose one rung: the highest one that holds together with every rung below it, or 0 if the "
    "first doesn't hold. That answers all the practice's statements. Rating individual statements is optional; a "
    "rating overrides the rung."
)


def write(book: Workbook, look: WorkbookFormats, template: Template) -> None:
    """Write the sheet."""
    page = Page.add(book, look, ANSWERS, f"{template.questionnaire.name}: answers", WIDTHS)
    page.note(1, HOW)
    page.note(2, RATING_LEGEND)
    page.head()
    rows = _Rows(page.sheet, look, template)
    rows.write()
    last = rows.next - 1
    page.total(f"SUM({area(FIRST, last, ANSWERED)})", len(template.questionnaire.statements), rows.answered)
    page.sheet.autofilter(HEAD, 0, last, ID)
    _mark_missing_reasons(page.sheet, look, last)
    page.finish(last)


@dataclass
class _Rows:
    """Writes the rows from top to bottom."""

    sheet: Worksheet
    look: WorkbookFormats
    template: Template
    next: int = FIRST
    answered: int = 0

    def write(self) -> None:
        questionnaire = self.template.questionnaire
        practices = self.template.catalogue.practice
        names = {group.id: group.name for group in self.template.catalogue.groups}
        end = FIRST + len(questionnaire.statements) + len(questionnaire.by_practice) + len(names) - 1
        group = None
        for practice, statements in questionnaire.by_practice.items():
            of = practices[practice].group if practice in practices else ""
            if of != group:
                self._group(names.get(of, of))
                group = of
            self._practice(practice, statements, end)
            for statement in statements:
                self._statement(statement)
            self._mark_held(practice, len(statements))

    def _group(self, name: str) -> None:
        self.sheet.set_row(self.next, 26)
        for column in range(ID):
            self.sheet.write_blank(self.next, column, None, self.look["group"])
        self.sheet.write_string(self.next, PRACTICE, name, self.look["group"])
        self.next += 1

    def _practice(self, practice: str, statements: tuple[Statement, ...], end: int) -> None:
        known = self.template.catalogue.practice.get(practice)
        name, purpose = self.template.name(practice), known.purpose if known else ""
        sheet, look, row = self.sheet, self.look, self.next
        sheet.set_row(row, row_height([(name, WIDTHS["Practice"] * 0.92), (purpose, WIDTHS["Statement"])]) + 2)
        sheet.write_string(row, PRACTICE, name, look["practice"])
        sheet.write_blank(row, LEVEL, None, look["band"])
        sheet.write_string(row, STATEMENT, purpose, look["purpose"])
        ladder = practice in self.template.questionnaire.ladders
        mark = self.template.marks.get(practice, LadderMark(None))
        sheet.write_string(row, RUNG, mark.written, look["mark" if ladder else "band"])
        sheet.write_blank(row, RATING, None, look["band"])
        for column, text in ((EVIDENCE, mark.evidence), (COMMENT, mark.comment), (REASON, mark.reason)):
            sheet.write_string(row, column, text, look["write"])
        if ladder:
            drop_down(sheet, (row, RUNG, row, RUNG), RUNGS, ("Rung", f"{name}: the highest rung that is true, 0 to 5"))
        self._progress(row, statements, end)
        sheet.write_string(row, ID, practice, look["id_band"])
        self.next += 1

    def _progress(self, row: int, statements: tuple[Statement, ...], end: int) -> None:
        """Count a practice's answers by its name, so that the count stays right when people sort the rows."""
        rung, name = xl_rowcol_to_cell(row, RUNG), xl_rowcol_to_cell(row, PRACTICE, col_abs=True)
        count = f'COUNTIFS({area(FIRST, end, PRACTICE)},{name},{area(FIRST, end, RATING)},"?*")'
        answers = self.template.response.answers
        rated = sum(each.id in answers and answers[each.id].rating is not None for each in statements)
        self.answered += rated
        self.sheet.write_formula(
            row,
            ANSWERED,
            f'=IF(TRIM({rung})<>"",{len(statements)},{count})',
            self.look.counted("progress", len(statements)),
            rated,
        )

    def _statement(self, statement: Statement) -> None:
        sheet, look, row, answer = self.sheet, self.look, self.next, self.template.single(statement)
        sheet.set_row(
            row,
            row_height(
                [
                    (self.template.name(statement.practice), WIDTHS["Practice"] * 1.1),
                    (statement.text, WIDTHS["Statement"]),
                    (answer.evidence, WIDTHS["Evidence"]),
                    (answer.comment, WIDTHS["Comment"]),
                    (answer.reason, WIDTHS["Reason (for NA)"]),
                ]
            ),
        )
        sheet.write_string(row, PRACTICE, self.template.name(statement.practice), look["small"])
        sheet.write_number(row, LEVEL, statement.level, look["level"])
        sheet.write_string(row, STATEMENT, statement.text, look["text"])
        sheet.write_blank(row, RUNG, None, look["level"])
        sheet.write_blank(row, ANSWERED, None, look["level"])
        sheet.write_string(row, RATING, answer.rating or "", look["rate"])
        for column, text in ((EVIDENCE, answer.evidence), (COMMENT, answer.comment), (REASON, answer.reason)):
            sheet.write_string(row, column, text, look["write"])
        sheet.write_string(row, ID, statement.id, look["id"])
        drop_down(sheet, (row, RATING, row, RATING), RATINGS)
        hint(sheet, row, EVIDENCE, "An assessor would ask for", statement.evidence)
        self.next += 1

    def _mark_held(self, practice: str, count: int) -> None:
        """Tint the statements that the chosen rung claims."""
        if practice not in self.template.questionnaire.ladders:
            return
        first = self.next - count
        rung = xl_rowcol_to_cell(first - 1, RUNG, row_abs=True, col_abs=True)
        level = xl_rowcol_to_cell(first, LEVEL, col_abs=True)
        self.sheet.conditional_format(
            first,
            LEVEL,
            self.next - 1,
            STATEMENT,
            {
                "type": "formula",
                "criteria": f'=AND({rung}<>"",ISNUMBER(VALUE({rung})),{level}<=VALUE({rung}))',
                "format": self.look.tint(HELD),
            },
        )


def _mark_missing_reasons(sheet: Worksheet, look: WorkbookFormats, last: int) -> None:
    rung, rating, reason = (xl_rowcol_to_cell(FIRST, column, col_abs=True) for column in (RUNG, RATING, REASON))
    criteria = f'=AND(OR(UPPER(TRIM({rung}))="NA",UPPER(TRIM({rating}))="NA"),TRIM({reason})="")'
    sheet.conditional_format(
        FIRST, REASON, last, REASON, {"type": "formula", "criteria": criteria, "format": look.tint(OPEN)}
    )
