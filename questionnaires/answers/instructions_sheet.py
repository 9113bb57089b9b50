"""The first sheet: what to do, what each rating means, and a worked example."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from questionnaires.answers.sheet_names import AGREED, ANSWERS, INSTRUCTIONS, ORGANIZATION, SYMPTOMS
from questionnaires.answers.template import Template
from questionnaires.answers.workbook_look import WorkbookFormats, row_height
from questionnaires.answers.workbook_parts import Page, protect

WIDTHS = {"Level": 8.0, "Statement": 58.0, "Rung": 8.0, "Rating": 9.0, "Evidence": 30.0, "Counts as": 34.0}
WIDTH = sum(WIDTHS.values())
LAST = len(WIDTHS) - 1
CENTERED = (0, 2, 3)
# The estimate is cautious for narrow columns; on long lines, letters come closer to their average width.
ROOMIER = 1.07
MEANINGS = (
    ("N", "not achieved: 0 to 15% is really done", "There is little or nothing to show for it."),
    ("P", "partially achieved: over 15 to 50%", "Some teams do it, some of the time."),
    ("L", "largely achieved: over 50 to 85%", "It is the norm, with gaps that you can name."),
    ("F", "fully achieved: over 85%", "It is done wherever it matters, without a significant weakness."),
    ("NA", "doesn't apply", "Give the reason. Outsourced work counts as applicable."),
    ("DK", "don't know", "An honest answer. It doesn't count as no."),
)
EXAMPLE = {
    3: ("P", "Priority tables of two teams", "P: the rating overrides the rung"),
}
EXAMPLE_PRACTICE = "incident-management"
EXAMPLE_RUNG = 2
OWNERS = (
    "ITIL is a registered trademark of its owner, who neither wrote nor endorsed this questionnaire. All statements "
    "are our own wording."
)


def write(book: Workbook, look: WorkbookFormats, template: Template) -> None:
    """Write the sheet."""
    questionnaire = template.questionnaire
    sheet = Page.add(book, look, INSTRUCTIONS, f"{questionnaire.name}: how to fill in this workbook", WIDTHS).sheet
    row = _paragraphs(sheet, look, 1, [questionnaire.intro])
    row = _heading(sheet, look, row, _what_to_do(questionnaire.minutes))
    row = _paragraphs(sheet, look, row, _steps(for_assessor=template.for_assessor))
    row = _heading(sheet, look, row, "What the ratings mean")
    row = _meanings(sheet, look, row)
    row = _heading(sheet, look, row, "An example")
    row = _example(sheet, look, row, template)
    row = _heading(sheet, look, row, "Good to know")
    row = _paragraphs(sheet, look, row, _good_to_know())
    sheet.print_area(0, 0, row - 1, LAST)
    sheet.fit_to_pages(1, 1)
    sheet.set_portrait()
    sheet.activate()
    protect(sheet)


def _what_to_do(minutes: int) -> str:
    """Return the heading, without a time for someone who answers only the symptom questions."""
    takes = f" (takes about {minutes} minute{'' if minutes == 1 else 's'})"
    return "What to do" + (takes if minutes else "")


def _steps(*, for_assessor: bool) -> list[str]:
    send = "5.  Save the file as an Excel workbook (.xlsx) and send it back."
    rungs = (
        "choose one rung for each practice in its yellow cell. Read upward from rung 1 and stop at the first one that "
        "doesn't hold; the one before it is your rung. The count at the top right shows your progress."
    )
    singles = (
        "If one rung can't describe the practice, rate individual statements as well. Add evidence and comments where "
        "you have them: evidence gives a rating more weight."
    )
    return [
        f"1.  {ORGANIZATION}: fill in the yellow cells.",
        f"2.  {ANSWERS}: {rungs}",
        f"3.  {singles}",
        f"4.  {SYMPTOMS}: say how often each problem occurs.",
        f"{send} The sheet “{AGREED}” is for the assessor." if for_assessor else send,
    ]


def _good_to_know() -> list[str]:
    sizes = (
        "You can filter, hide and resize rows and columns. Don't change the gray ids on the right: they link each "
        "answer to its statement. The sheets are protected from accidental changes, without a password."
    )
    return [
        "An empty cell means “not answered”, never “no”. Leave a cell empty if you can't tell.",
        "Type or choose values. Formulas in answers and merged answer cells are rejected when the file is read.",
        sizes,
        OWNERS,
    ]


def _heading(sheet: Worksheet, look: WorkbookFormats, row: int, text: str) -> int:
    sheet.set_row(row, 30)
    sheet.write_string(row, 0, text, look["heading"])
    return row + 1


def _paragraphs(sheet: Worksheet, look: WorkbookFormats, row: int, texts: Sequence[str]) -> int:
    for text in texts:
        sheet.set_row(row, row_height([(text, WIDTH * ROOMIER)]))
        sheet.merge_range(row, 0, row, LAST, "", look["paragraph"])
        sheet.write_string(row, 0, text, look["paragraph"])
        row += 1
    return row


def _meanings(sheet: Worksheet, look: WorkbookFormats, row: int) -> int:
    for letter, meaning, more in MEANINGS:
        sheet.set_row(row, 19)
        sheet.write_string(row, 0, letter, look["center"])
        sheet.write_string(row, 1, meaning, look["cell"])
        sheet.merge_range(row, 2, row, LAST, "", look["cell"])
        sheet.write_string(row, 2, more, look["cell"])
        row += 1
    return row


def _example(sheet: Worksheet, look: WorkbookFormats, row: int, template: Template) -> int:
    ladders = template.questionnaire.ladders
    practice = EXAMPLE_PRACTICE if EXAMPLE_PRACTICE in ladders else next(iter(ladders), None)
    if practice is None:
        return _paragraphs(sheet, look, row, ["Rate each statement individually: N, P, L or F, as explained above."])
    text = (
        f"Rungs 1 and 2 of {template.name(practice)} hold; rung 3 holds only in some teams. So choose rung "
        f"{EXAMPLE_RUNG}, and rate statement 3 separately."
    )
    row = _paragraphs(sheet, look, row, [text])
    for column, heading in enumerate(WIDTHS):
        sheet.write_string(row, column, heading, look["head_center" if column in CENTERED else "head"])
    cells = ("", template.name(practice), str(EXAMPLE_RUNG), "", "", "")
    _cells(sheet, look, row + 1, cells)
    row += 2
    for level, statement in ladders[practice].items():
        by_rung = "F: at or below the rung" if level <= EXAMPLE_RUNG else "N: above the rung"
        rating, evidence, counts = EXAMPLE.get(level, ("", "", by_rung))
        _cells(sheet, look, row, (str(level), statement.text, "", rating, evidence, counts))
        row += 1
    return row


def _cells(sheet: Worksheet, look: WorkbookFormats, row: int, texts: tuple[str, ...]) -> None:
    sheet.set_row(row, row_height(zip(texts, WIDTHS.values(), strict=True)))
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, look["center" if column in CENTERED else "cell"])
