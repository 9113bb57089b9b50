"""Workbooks as people and programs really save them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from questionnaires.answers.model import Answer
from questionnaires.model import Rating

if TYPE_CHECKING:
    from tests.questionnaires.answers.conftest import Desk

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


class Filled:
    """The shipped workbook, to be filled in by id and heading."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.book = load_workbook(desk.write("template.xlsx"))
        self.sheet: Any = self.book["Answers"]
        self.sheet.protection.disable()
        head: Any = next(row for row in self.sheet.iter_rows() if row[0].value == "Practice")
        self.columns: dict[str, int] = {cell.value.split(" (")[0]: cell.column for cell in head if cell.value}
        self.heading_row: int = head[0].row

    def row(self, subject: str) -> int:
        """Return the row of an id."""
        column = self.columns["Id"]
        return next(r for r in range(1, self.sheet.max_row + 1) if self.sheet.cell(r, column).value == subject)

    def cell(self, subject: str, heading: str) -> Any:
        """Return the cell of an id under a heading."""
        return self.sheet.cell(self.row(subject), self.columns[heading])

    def save(self) -> Path:
        """Save the workbook and return its path."""
        path = self.desk.folder / "filled.xlsx"
        self.book.save(path)
        return path


@pytest.fixture
def filled(desk: Desk) -> Filled:
    return Filled(desk)


def test_one_mark_answers_a_practice(desk: Desk, filled: Filled) -> None:
    """Rung 2 is F, F, N, N, N, and a single rating overrides it."""
    filled.cell("incident-management", "Rung").value = "2"
    filled.cell("incident-management.3", "Rating").value = "P"

    response = desk.read(filled.save())

    ratings = [response.answers[f"incident-management.{level}"].rating for level in range(1, 6)]
    assert ratings == [Rating.F, Rating.F, Rating.P, Rating.N, Rating.N]


def test_a_whole_practice_may_be_not_applicable(desk: Desk, filled: Filled) -> None:
    """NA on the rung, with its reason, applies to all five statements."""
    filled.cell("service-desk", "Rung").value = "NA"
    filled.cell("service-desk", "Reason").value = "no desk of our own"

    answers = desk.read(filled.save()).answers

    assert answers == {f"service-desk.{k}": Answer(Rating.NA, reason="no desk of our own") for k in range(1, 6)}


def test_padding_hidden_ghost_and_sorted_rows_change_nothing(desk: Desk, filled: Filled) -> None:
    """FL-005: blanks, width and case are ignored, rows are found by id, and answers in hidden rows are counted."""
    for level, text in enumerate(("  F  ", "L\u00a0", "l", "\uff26"), start=1):
        filled.cell(f"incident-management.{level}", "Rating").value = text
    filled.cell("problem-management", "Rung").value = 1
    filled.sheet.cell(filled.heading_row, filled.columns["Rating"]).value = "\u00a0RATING "
    rows = [[cell.value for cell in row] for row in filled.sheet.iter_rows(min_row=filled.heading_row + 1)]
    filled.sheet.delete_rows(filled.heading_row + 1, len(rows))
    for row in [*reversed(rows), []]:
        filled.sheet.append(row)
    for number in range(1000, 1051):
        filled.sheet.cell(number, 3).fill = PatternFill("solid", fgColor="FFFF00")
    filled.sheet.row_dimensions[filled.row("incident-management.2")].hidden = True
    filled.sheet.row_dimensions[filled.row("problem-management")].hidden = True

    response = desk.read(filled.save())

    ratings = [response.answers[f"incident-management.{level}"].rating for level in range(1, 5)]
    assert ratings == [Rating.F, Rating.L, Rating.L, Rating.F]
    assert response.answers["problem-management.1"].rating is Rating.F
    assert response.hidden_answers == 1 + 5


def test_the_row_in_a_message_is_the_one_that_the_spreadsheet_shows(desk: Desk, filled: Filled) -> None:
    """The fault gives the sheet, the row, the column and its heading."""
    filled.cell("service-desk.4", "Rating").value = "perhaps"

    (fault,) = desk.faults(filled.save())

    assert fault.place.sheet == "Answers"
    assert fault.place.line == filled.row("service-desk.4")
    assert fault.place.column == "E (Rating (optional))"


def test_a_merge_over_several_answers_is_named_with_its_statements(desk: Desk, filled: Filled) -> None:
    """FL-006: merged ratings are a fault; merged names, and comments in one row, are none."""
    first, last = filled.row("problem-management.1"), filled.row("problem-management.3")
    filled.cell("problem-management.1", "Rating").value = "L"
    filled.sheet.merge_cells(f"E{first}:E{last}")
    filled.sheet.merge_cells(f"A{first}:A{first + 4}")
    comment = filled.row("service-desk.2")
    filled.sheet.merge_cells(f"G{comment}:H{comment}")

    (fault,) = desk.faults(filled.save())

    assert fault.place.column == f"E{first}:E{last}"
    assert "problem-management.1, problem-management.2, problem-management.3" in fault.wrong
    assert fault.mend == "unmerge the cells, and fill each"


@pytest.mark.parametrize("heading", ["Evidence", "Comment", "Reason"])
def test_fl_006b_a_text_merged_over_several_statements_is_a_fault_by_range(
    desk: Desk, filled: Filled, heading: str
) -> None:
    """Otherwise, the first statement would get it, and the others would lose it without a word."""
    first, last = filled.row("problem-management.1"), filled.row("problem-management.3")
    cell = filled.cell("problem-management.1", heading)
    cell.value = "ticket export of June"
    area = f"{cell.column_letter}{first}:{cell.column_letter}{last}"
    filled.sheet.merge_cells(area)

    (fault,) = desk.faults(filled.save())

    assert (fault.place.sheet, fault.place.line, fault.place.column) == ("Answers", first, area)
    assert fault.wrong == (
        f"one {heading.casefold()} is merged across 3 rows "
        "(problem-management.1, problem-management.2, problem-management.3)"
    )
    assert fault.mend == "unmerge the cells, and fill each"


def test_fl_041_notes_join_comments_wherever_they_are_on_the_row(desk: Desk, filled: Filled) -> None:
    """After the written comment, from left to right; on a symptom, which has no comment, a note is only counted."""
    filled.cell("incident-management.1", "Rating").value = "F"
    filled.cell("incident-management.1", "Comment").value = "written"
    filled.cell("incident-management.1", "Comment").comment = Comment("Ann Lee:\nsecond", "Ann Lee")
    filled.cell("incident-management.1", "Rating").comment = Comment("first", "Ann Lee")
    filled.cell("incident-management.2", "Statement").comment = Comment("not clear", "Bob")
    filled.cell("service-desk", "Rung").value = "2"
    filled.cell("service-desk", "Rung").comment = Comment("nights differ", "Bob")
    triage: Any = filled.book["Triage"]
    triage.cell(triage.max_row, 3).comment = Comment("weekly, I think", "Bob")

    response = desk.read(filled.save())

    assert response.answers["incident-management.1"].comment == "written\nfirst\nsecond"
    assert response.answers["incident-management.2"] == Answer(None, comment="not clear")
    assert response.answers["service-desk.2"].comment == "nights differ"
    assert (response.notes, response.notes_left) == (4, 1)


def test_fl_041_threaded_comments_are_read_once_with_their_replies(desk: Desk, filled: Filled) -> None:
    """Excel writes a thread a second time as a note with an explanation, which counts only without the thread."""
    explanation = "Your version of Excel allows you to read this threaded comment; Learn more: https://go.example"
    filled.cell("incident-management.1", "Rating").value = "F"
    for statement in ("incident-management.1", "incident-management.2"):
        text = f"[Threaded comment]\n\n{explanation}\n\nComment:\n    only at night\nReply:\n    and on Sundays"
        filled.cell(statement, "Rating").comment = Comment(text, "tc={1}")
    path = filled.save()
    cell = filled.cell("incident-management.1", "Rating").coordinate
    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        f'<threadedComment ref="{cell}" id="{{1}}"><text>only at night</text></threadedComment>'
        f'<threadedComment ref="{cell}" id="{{2}}" parentId="{{1}}"><text>and on Sundays</text></threadedComment>'
        "</ThreadedComments>"
    )
    relation = (
        '<Relationship Id="t" Target="../threadedComments/threadedComment1.xml" '
        'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"/></Relationships>'
    )
    content = repacked(path, "sheet3.xml.rels", lambda text: text.replace("</Relationships>", relation))
    packed = BytesIO(content)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/threadedComments/threadedComment1.xml", threads)

    response = desk.read(desk.save("threads.xlsx", packed.getvalue()))

    assert response.answers["incident-management.1"].comment == "only at night\nand on Sundays"
    assert response.answers["incident-management.2"].comment.startswith("only at night\nReply:")
    assert response.notes == 2


@pytest.mark.parametrize("formula", ['=IF(1>0,"F","P")', "=Work!B9", '=VLOOKUP("x",A1:B2,2,FALSE)'])
@pytest.mark.parametrize("heading", ["Rating", "Comment", "Evidence"])
def test_a_formula_in_an_answer_cell_is_a_fault(desk: Desk, filled: Filled, formula: str, heading: str) -> None:
    """FL-007: there is one fault by sheet and cell, whether or not a value was computed."""
    filled.cell("incident-management.1", heading).value = formula
    (uncomputed,) = desk.faults(filled.save())
    assert uncomputed.wrong == f"contains the formula '{formula}'"
    assert uncomputed.mend == "paste it as a value"

    filled.cell("incident-management.1", heading).value = "MARK"
    computed = repacked(filled.save(), "sheet3.xml", lambda text: with_formula(text, filled, heading, formula))
    (fault,) = desk.faults(desk.save("computed.xlsx", computed))
    assert (fault.place.line, fault.wrong) == (uncomputed.place.line, uncomputed.wrong)


def with_formula(text: str, filled: Filled, heading: str, formula: str) -> str:
    """Return a sheet's XML with a formula and its computed value F in one cell."""
    reference = f'r="{filled.cell("incident-management.1", heading).coordinate}"'
    start = text.index("<c " + reference)
    end = text.index("</c>", start) + len("</c>")
    escaped = formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'{text[:start]}<c {reference} t="str"><f>{escaped[1:]}</f><v>F</v></c>{text[end:]}'


def repacked(path: Path, part: str, change: Callable[[str], str]) -> bytes:
    """Return a workbook with one part changed."""
    out = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name.endswith(part) else content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "number_format", "wrong"),
    [
        (date(2026, 4, 3), "d-mmm", "contains the date '2026-04-03'"),
        (0.85, "0%", "contains the percentage '85%'; percentages aren't accepted"),
        (0.85, "General", "contains the number '0.85', which isn't a rating"),
        (3, "General", "contains the number '3', which isn't a rating"),
        (True, "General", "contains the yes-or-no value 'TRUE', which isn't a rating"),
        ("#N/A", "General", "contains the error value '#N/A'"),
    ],
)
def test_a_rating_cell_shows_what_the_file_really_contains(
    desk: Desk, filled: Filled, value: object, number_format: str, wrong: str
) -> None:
    """Dates, percentages, numbers, booleans and error values are named as such."""
    cell = filled.cell("incident-management.1", "Rating")
    cell.value = value
    cell.number_format = number_format

    (fault,) = desk.faults(filled.save())

    assert fault.wrong == wrong


def test_columns_may_be_in_another_order(desk: Desk, filled: Filled) -> None:
    """Every column is found by its heading."""
    filled.cell("incident-management.1", "Rating").value = "F"
    filled.cell("incident-management.1", "Comment").value = "as seen"
    rows = [[cell.value for cell in row][::-1] for row in filled.sheet.iter_rows(min_row=filled.heading_row)]
    filled.sheet.delete_rows(1, filled.sheet.max_row)
    for row in rows:
        filled.sheet.append([None, *row])

    assert desk.read(filled.save()).answers == {"incident-management.1": Answer(Rating.F, comment="as seen")}


def test_a_renamed_column_is_named_with_the_nearest(desk: Desk, filled: Filled) -> None:
    """An unknown heading is a fault, and the fix names the heading that was probably meant."""
    filled.sheet.cell(filled.heading_row, filled.columns["Comment"]).value = "Coment"

    (fault,) = desk.faults(filled.save())

    assert fault.wrong == "the column 'Coment' isn't recognized"
    assert fault.mend == "write 'comment'"


@pytest.mark.parametrize(("heading", "missing"), [("Id", "statements")])
def test_a_missing_column_is_named(desk: Desk, filled: Filled, heading: str, missing: str) -> None:
    """Without the ids, no row can be found."""
    filled.sheet.delete_cols(filled.columns[heading])
    filled.sheet.delete_cols(filled.columns["Statement"])
    filled.sheet.delete_cols(filled.columns["Practice"])

    assert any(f"there is no column of {missing}" in fault.wrong for fault in desk.faults(filled.save()))


@pytest.mark.parametrize("heading", ["Rung", "Rating", "Evidence", "Comment", "Reason"])
def test_a_deleted_column_of_ours_is_named(desk: Desk, filled: Filled, heading: str) -> None:
    """Answers may have been deleted with the column."""
    filled.sheet.delete_cols(filled.columns[heading])

    assert [fault.wrong for fault in desk.faults(filled.save())] == [f"the column {heading.lower()!r} is missing"]


def test_missing_rating_columns_are_named(desk: Desk, filled: Filled) -> None:
    """A sheet without ratings and rungs has nothing to read."""
    filled.sheet.delete_cols(filled.columns["Rung"], 2)

    assert any(fault.wrong == "there is no column of ratings" for fault in desk.faults(filled.save()))


@pytest.mark.parametrize("name", ["Answers", "Organization", "Triage"])
def test_a_missing_sheet_is_named(desk: Desk, filled: Filled, name: str) -> None:
    """A deleted sheet isn't mistaken for an empty one."""
    del filled.book[name]

    (fault,) = desk.faults(filled.save())

    assert fault.wrong == f"the sheet {name!r} is missing"


def test_a_renamed_sheet_is_recognized_by_its_headings(desk: Desk, filled: Filled) -> None:
    """Reading doesn't depend on the names of sheets."""
    filled.cell("incident-management.1", "Rating").value = "F"
    for sheet in filled.book.worksheets:
        sheet.title = f"Blatt {sheet.title[:3]}"

    assert desk.read(filled.save()).answers == {"incident-management.1": Answer(Rating.F)}


def test_a_copied_answers_sheet_is_a_fault(desk: Desk, filled: Filled) -> None:
    """Only the respondent can say which of the two is right."""
    filled.book.copy_worksheet(filled.sheet)

    (fault,) = desk.faults(filled.save())

    assert fault.wrong == "the sheets 'Answers' and 'Answers Copy' all look like 'Answers'"


def test_a_sheet_made_by_hand_needs_two_columns(desk: Desk) -> None:
    """A list of statements and ratings is enough, and other sheets don't matter."""
    book = Workbook()
    sheet: Any = book.active
    for row in (["Statement", "Rating"], ["incident-management.1", "f"], ["problem-management.2", "DK"]):
        sheet.append(row)
    book.create_sheet("Work")["A1"] = 3
    path = desk.folder / "hand.xlsx"
    book.save(path)

    response = desk.read(path)

    assert response.answers == {
        "incident-management.1": Answer(Rating.F),
        "problem-management.2": Answer(Rating.DK),
    }


def test_a_value_in_a_column_without_a_heading_is_not_lost_silently(desk: Desk, filled: Filled) -> None:
    """Text beside the table is reported."""
    filled.sheet.cell(filled.row("service-desk.1"), 13).value = "ask Ann"

    (fault,) = desk.faults(filled.save())

    assert fault.wrong == "'ask Ann' is in a column without a heading"


def test_an_answer_without_an_id_is_a_fault(desk: Desk, filled: Filled) -> None:
    """A rating in a group's heading row doesn't belong to any statement."""
    filled.sheet.cell(filled.heading_row + 1, filled.columns["Rating"]).value = "F"

    (fault,) = desk.faults(filled.save())

    assert fault.wrong == "the row has an answer but no id"


def test_a_rung_in_a_statements_row_and_a_rating_in_a_practices_are_faults(desk: Desk, filled: Filled) -> None:
    """Neither is dropped."""
    filled.cell("service-desk.1", "Rung").value = "2"
    filled.cell("service-desk", "Rating").value = "F"

    wrongs = {fault.wrong for fault in desk.faults(filled.save())}

    assert wrongs == {
        "the rung '2' is given for a single statement",
        "the rating 'F' is given for a whole practice",
    }


def test_a_row_copied_twice_is_a_fault(desk: Desk, filled: Filled) -> None:
    """The order doesn't decide between two answers to one statement."""
    filled.cell("service-desk.1", "Rating").value = "F"
    filled.sheet.append([None] * (filled.columns["Rating"] - 1) + ["N", None, None, None, None, "service-desk.1"])

    (fault,) = desk.faults(filled.save())

    assert fault.wrong == f"'service-desk.1' appears twice, first in row {filled.row('service-desk.1')}"


def sheet_bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    return out.getvalue()


def zipped(**parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "is empty"),
        (OLE + b"\0" * 600, "is an old Excel workbook (.xls), or one with a password"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "is encrypted with a password"),
        (b"statement,rating\n", "isn't an Excel workbook but something else, perhaps plain text"),
        (b"<html></html>", "isn't an Excel workbook but an HTML page or XML text"),
        (b"%PDF-1.7", "is a PDF, not a workbook"),
        (b"PK\x03\x04 and then nothing", "is a damaged or incomplete workbook"),
        (zipped(**{"content.xml": ""}), "is an OpenDocument file (.ods)"),
        (zipped(**{"xl/workbook.bin": ""}), "is a binary workbook (.xlsb)"),
        (zipped(**{"word/document.xml": ""}), "is a zip file, but not an Excel workbook"),
        (zipped(**{"xl/workbook.xml": "<workbook/>"}), "is a damaged workbook"),
        (zipped(**{"xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "declares a document type"),
        (zipped(**{f"x{n}": "" for n in range(2_001)}), "unpacks to 2001 parts"),
    ],
)
def test_a_file_that_is_not_a_workbook_is_named_as_what_it_is(desk: Desk, content: bytes, wrong: str) -> None:
    """There is one fault for the whole file, with its likely type."""
    (fault,) = desk.faults(desk.save("a.xlsx", content))

    assert wrong in fault.wrong


def test_a_zip_bomb_is_not_unpacked(desk: Desk) -> None:
    """70 MB of zeros in a small file are refused because of the sizes in the ZIP directory."""
    (fault,) = desk.faults(desk.save("a.xlsx", sheet_bomb()))

    assert "unpacks to 2 parts and 70 MB" in fault.wrong


def test_a_workbook_over_30_mb_is_refused_by_its_size(desk: Desk) -> None:
    """No part of it is opened."""
    path = desk.folder / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    (fault,) = desk.faults(path)

    assert fault.wrong == "is larger than 30 MB"


def test_a_cell_at_the_far_end_of_a_sheet_costs_nothing(desk: Desk, filled: Filled) -> None:
    """Formatted cells at the end of a sheet neither take forever nor hide the answers."""
    filled.cell("incident-management.1", "Rating").value = "F"
    filled.sheet["XFD1048576"] = "x"

    assert desk.read(filled.save()).answers == {"incident-management.1": Answer(Rating.F)}


@pytest.mark.parametrize("part", ["workbook.xml", "sheet3.xml", "sharedStrings.xml", "styles.xml"])
def test_a_damaged_part_is_a_fault_without_a_traceback(desk: Desk, part: str) -> None:
    """Any part that is cut off gives one clear message."""
    path = desk.write("whole.xlsx")

    faults = desk.faults(desk.save("cut.xlsx", repacked(path, part, lambda text: text[: len(text) // 2])))

    assert len(faults) == 1
    assert "damaged" in faults[0].wrong
