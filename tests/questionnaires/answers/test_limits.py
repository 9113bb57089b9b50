"""Hostile files: their cost in memory and calls is limited before they are parsed."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from cProfile import Profile
from io import BytesIO

import pytest
from openpyxl import Workbook

from .conftest import Desk

TEXT = '<c t="inlineStr"><is><t>{}</t></is></c>'
HEAD = f'<row r="1">{TEXT.format("id")}{TEXT.format("rating")}</row>'
MOST_CALLS = 20_000_000  # the longest of these files takes 14.7 million
MOST_MEMORY = 260_000_000


@contextmanager
def bounded() -> Iterator[None]:
    """Fail if the block makes many calls, which no busy machine can add to, or takes much memory."""
    profile = Profile()
    tracemalloc.start()
    try:
        with profile:
            yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sum(entry.callcount for entry in profile.getstats()) < MOST_CALLS
    assert peak < MOST_MEMORY


def workbook(sheet: str, *, sheets: int = 1, stored: bool = False) -> bytes:
    """Return a workbook in which every sheet uses the same part with this content."""
    plain, out = BytesIO(), BytesIO()
    book = Workbook()
    for _ in range(sheets - 1):
        book.create_sheet()
    book.save(plain)
    with (
        zipfile.ZipFile(plain) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/"):
                opening = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                part = f"{opening}{sheet}</worksheet>".encode()
            target.writestr(name, part)
    return out.getvalue()


def rows(number: int, cells: Callable[[int], str]) -> str:
    """Return the data of a sheet with a heading and this many rows."""
    return f"<sheetData>{HEAD}{''.join(f'<row>{cells(at)}</row>' for at in range(number))}</sheetData>"


HOSTILE = {
    "cells.xlsx": lambda: workbook(rows(200_000, lambda at: f"<c><v>{at}</v></c>"), stored=True),
    "sheets.xlsx": lambda: workbook(rows(15_000, lambda at: f"<c><v>{at}</v></c>"), sheets=60),
    "tokens.json": lambda: b"[" + b"[]," * 1_500_000 + b"[]]",
    "keys.json": lambda: b"{" + b",".join(b'"%d":1' % each for each in range(400_000)) + b"}",
    "nodes.yaml": lambda: b"a:\n" + b"- x\n" * 1_000_000,
    "deep.yaml": lambda: b"[" * 4_000_000,
    "deep.json": lambda: b'{"a":' * 900_000,
    "columns.csv": lambda: b"," * 4_900_000,
    "ragged.csv": lambda: b"statement,rating\n" + b"x\n" * 2_400_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_before_it_is_built(desk: Desk, name: str) -> None:
    """The fault says that the file is far larger than a questionnaire, or nested too deeply."""
    path = desk.save(name, HOSTILE[name]())

    with bounded():
        last = desk.faults(path)[-1].wrong

    words = (
        "far longer",
        "far more sheets, rows or cells",
        "nested too deeply",
        "maximum nesting depth",
        "more than 200 columns",
        "20,000 errors",
    )
    assert any(each in last for each in words), last


def test_a_merge_does_not_scan_all_rows(desk: Desk) -> None:
    """Thousands of merges over thousands of answers give as many faults, each naming only a few ids."""
    data = rows(5_000, lambda at: TEXT.format(f"x{at}") + "<c><v>1</v></c>")
    merges = "".join(f'<mergeCell ref="B{at}:C{at + 1_000}"/>' for at in range(2, 4_002))

    with bounded():
        faults = desk.faults(desk.save("a.xlsx", workbook(f"{data}<mergeCells>{merges}</mergeCells>", stored=True)))

    merged = [fault for fault in faults if "one answer is merged across" in fault.wrong]
    assert len(merged) == 4_000
    assert max(len(fault.wrong) for fault in merged) < 300


def test_a_row_with_a_huge_number_costs_nothing(desk: Desk) -> None:
    """The rows before it aren't created."""
    far = f'<row r="999999999999">{TEXT.format("incident-management.1")}<c><v>1</v></c></row>'

    with bounded():
        faults = desk.faults(desk.save("a.xlsx", workbook(f"<sheetData>{HEAD}{far}</sheetData>")))

    assert any("is below row 20000" in fault.wrong for fault in faults)


def test_shared_formulas_and_validation_rules_are_not_evaluated(desk: Desk) -> None:
    """Translating a long formula for each cell, or comparing all ranges, would take minutes."""
    long = "+".join(["A1"] * 8_000)
    first = f'<c r="B2"><f t="shared" ref="B2:B9" si="0">{long}</f></c>'
    data = rows(8_000, lambda at: f'<c r="B{at + 3}"><f t="shared" si="0"/></c>' if at else first)
    ranges = " ".join(f"D{2 * at}" for at in range(1, 40_000))
    rules = f'<dataValidations count="1"><dataValidation type="whole" sqref="{ranges}"/></dataValidations>'

    with bounded():
        assert desk.faults(desk.save("a.xlsx", workbook(data + rules, stored=True)))


def test_merges_without_answers_cost_no_pass_over_all_rows(desk: Desk) -> None:
    """Thousands of merged comments over rows without ids cause no faults, and the rows are read once."""
    rating, comment = TEXT.format("rating"), TEXT.format("comment")
    data = rows(5_000, lambda _: "<c/><c/><c><v>1</v></c>").replace(rating, rating + comment, 1)
    merges = "".join(f'<mergeCell ref="C{at}:C{at + 1_000}"/>' for at in range(2, 4_002))

    with bounded():
        faults = desk.faults(desk.save("a.xlsx", workbook(f"{data}<mergeCells>{merges}</mergeCells>", stored=True)))

    assert {fault.wrong for fault in faults} == {"the row has an answer but no id"}
