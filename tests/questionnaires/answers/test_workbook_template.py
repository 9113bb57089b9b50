"""The workbook sent to respondents: all values it offers can be read back, and it reveals nothing about its author."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from practices_catalog.faults import InputError, Place
from questionnaires.answers.answers_sheet import ANSWERED, RATING, RUNG
from questionnaires.answers.fields import Fields
from questionnaires.answers.model import Answer, Consensus, Organization, Respondent, Response
from questionnaires.answers.raw_values import RawValue
from questionnaires.answers.workbook_look import line_count, row_height
from questionnaires.answers.workbook_parts import percentage
from questionnaires.model import Rating

if TYPE_CHECKING:
    from tests.questionnaires.answers.conftest import Desk

ID = {"Answers": "J", "Triage": "D", "Consensus": "G"}


def lists(book: Any) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each cell with a drop-down list: its sheet, its reference and the values offered."""
    for sheet in book.worksheets:
        for validation in sheet.data_validations.dataValidation:
            if validation.type != "list":
                continue
            if validation.formula1.startswith('"'):
                offered = validation.formula1.strip('"').split(",")
            else:
                name, area = validation.formula1.split("!")
                offered = [row[0].value for row in book[name][area.replace("$", "")]]
            for part in validation.sqref.ranges:
                for column, row in part.cells if hasattr(part, "cells") else []:
                    yield sheet.title, sheet.cell(column, row).coordinate, offered


def test_every_value_of_every_drop_down_can_be_read_back(whole: Desk) -> None:
    """This covers each list of each cell in the workbook, read by the reader of its column."""
    book: Any = load_workbook(whole.write("a.xlsx"))
    found = list(lists(book))
    assert len(found) == 34 + 170 + len(whole.triage.symptoms) + 170

    fields = Fields()
    for sheet, cell, offered in found:
        for text in offered:
            raw = RawValue(text, Place())
            if sheet == "Triage":
                symptom = book[sheet][f"{ID[sheet]}{cell[1:]}"].value
                assert fields.symptom(raw, whole.triage.scale(symptom)) == offered.index(text)
            elif cell.startswith("D") and sheet == "Answers":
                assert str(fields.rung(raw)) == text
            else:
                assert fields.rating(raw) == text
    assert not fields.faults


@pytest.mark.parametrize("position", range(8))
def test_a_workbook_filled_in_from_its_drop_downs_has_no_faults(desk: Desk, position: int) -> None:
    """Every cell takes the value at one position of its list, or the last one if the list is shorter."""
    book: Any = load_workbook(desk.write("a.xlsx"))
    for sheet, cell, offered in lists(book):
        book[sheet][cell].value = offered[min(position, len(offered) - 1)]
        row = book[sheet][cell].row
        if sheet == "Consensus":
            book[sheet][f"F{row}"].value = "agreed"
        if sheet == "Answers":
            book[sheet][f"H{row}"].value = "why"
    book.save(desk.folder / "b.xlsx")

    response = desk.read(desk.folder / "b.xlsx")

    assert set(response.answers) == set(response.consensus) == set(desk.questionnaire.statement)
    assert set(response.triage.values()) == {min(position, 3)}


def test_cells_to_fill_in_are_unlocked_text_and_all_others_are_locked(desk: Desk) -> None:
    """A cell keeps exactly what is typed, and the texts around it can't be changed."""
    book: Any = load_workbook(desk.write("a.xlsx"))
    unlocked = [
        cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    ]
    # Ratings, evidence, comment and reason of 15 statements; rung and the three texts of 3 practices; 7 facts;
    # the symptoms; rating, evidence and note of 15 consensus rows.
    assert len(unlocked) == 15 * 4 + 3 * 4 + 7 + len(desk.triage.symptoms) + 15 * 3
    assert {cell.number_format for cell in unlocked} == {"@"}
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book.worksheets)


def test_the_answers_sheet_is_readable_on_screen_and_on_paper(whole: Desk) -> None:
    """The heading is frozen and repeated, there is a filter, and a landscape A4 page fits the width."""
    sheet: Any = load_workbook(whole.write("a.xlsx"))["Answers"]

    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref.startswith("A4:J")
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0


def test_groups_follow_the_order_of_the_catalogue(whole: Desk) -> None:
    """Each group of practices has its heading once."""
    sheet: Any = load_workbook(whole.write("a.xlsx"))["Answers"]
    first = [cell.value for cell in sheet["A"]]

    names = [group.name for group in whole.catalogue.groups]
    assert [each for each in first if each in names] == names


def test_the_workbook_reveals_nothing_about_its_author(desk: Desk) -> None:
    """No part contains a name, login or host, and the creation date is always the same."""
    with zipfile.ZipFile(desk.write("a.xlsx")) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()

    assert "<dc:creator></dc:creator>" in core
    assert re.findall(r"<dcterms:created[^>]*>([^<]*)<", core) == ["2026-01-01T00:00:00Z"]
    assert str(desk.folder) not in everything
    assert Path.home().name not in core


def test_every_program_accepts_the_names_of_sheets(whole: Desk) -> None:
    """At most 31 characters, none of seven characters, not the reserved word (FL-029); full names are in the cells."""
    book = load_workbook(whole.write("a.xlsx"))

    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)
    assert "history" not in {name.lower() for name in book.sheetnames}
    sheet: Any = book["Answers"]
    practices = {whole.catalogue.practice[each].name for each in whole.questionnaire.by_practice}
    assert practices <= {cell.value for cell in sheet["A"]}


def test_a_share_is_100_percent_only_when_everything_is_done() -> None:
    """169 of 170 is 99%, and 1 of 170 isn't 0%."""
    assert [percentage(part, 170) for part in (0, 1, 85, 169, 170)] == [0, 1, 50, 99, 100]


def test_a_row_is_as_high_as_its_longest_text() -> None:
    """Heights grow with the text, long words are broken, and no row exceeds the limit of spreadsheets."""
    assert line_count("", 10) == line_count("short", 10) == 1
    assert line_count("a\nb\nc", 10) == 3
    assert line_count("x" * 100, 10) > 5
    assert row_height([("one", 20), ("word " * 100, 20)]) == row_height([("word " * 100, 20)])
    assert row_height([("word " * 10_000, 20)]) == 409


def test_a_template_that_cannot_be_written_is_a_fault(desk: Desk) -> None:
    """The message names the folder, and no file is left."""
    with pytest.raises(InputError, match="the folder doesn't exist"):
        desk.write("no/a.xlsx")


OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
FULL = Response(
    "quick-scan",
    Respondent("r1", "Head of IT", "it-leader"),
    Organization("Krankenhaus \u00d6st \u2013 Nord", "hospitals", 400),
    assessed_on=date(2026, 3, 31).isoformat(),
    answers={
        "incident-management.1": Answer(Rating.F, "=1+1", "two\nlines"),
        "incident-management.2": Answer(Rating.NA, reason="bought as a service"),
        "service-desk.3": Answer(Rating.DK, comment="'quoted'"),
    },
    triage={"repeat-incidents": 3},
    consensus={"incident-management.1": Consensus(Rating.L, "workshop of 3 June", "record 12")},
)


def converted(path: Path, ending: str) -> Path:
    """Return a workbook as saved by LibreOffice."""
    assert OFFICE
    out = path.parent / "saved"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", ending, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return out / f"{path.stem}.{ending}"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed; ./dev test installs it")
def test_a_workbook_saved_by_libreoffice_reads_as_the_same_response(desk: Desk) -> None:
    """A real spreadsheet program neither loses nor converts anything."""
    saved = converted(desk.write("r1.xlsx", FULL), "xlsx")

    assert replace(desk.read(saved), source="") == FULL


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed; ./dev test installs it")
def test_the_counts_update_themselves(desk: Desk) -> None:
    """LibreOffice counts five for a rung, and one for each rating of a practice without one."""
    book: Any = load_workbook(desk.write("a.xlsx"))
    sheet = book["Answers"]
    rows = {cell.value: cell.row for cell in sheet[ID["Answers"]]}
    sheet.cell(rows["incident-management"], RUNG + 1).value = "3"
    sheet.cell(rows["service-desk.1"], RATING + 1).value = "F"
    sheet.cell(rows["service-desk.4"], RATING + 1).value = "DK"
    book.save(desk.folder / "b.xlsx")

    counted: Any = load_workbook(converted(desk.folder / "b.xlsx", "xlsx"), data_only=True)["Answers"]

    counts = [
        counted.cell(rows[each], ANSWERED + 1).value
        for each in ("incident-management", "problem-management", "service-desk")
    ]
    assert counts == [5, 0, 2]
    assert counted["I1"].value == "7 of 15 answered (46%)"
