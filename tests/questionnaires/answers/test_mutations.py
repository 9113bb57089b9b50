"""No matter how the bytes of a file change, it reads as a response or gives faults, and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices_catalog.faults import InputError
from questionnaires.answers.model import Answer, Consensus, Organization, Respondent, Response
from questionnaires.model import Rating

if TYPE_CHECKING:
    from tests.questionnaires.answers.conftest import Desk

FILLED = Response(
    "quick-scan",
    Respondent("r1", "Ann", "it-leader"),
    Organization("Norvik", "energy", 40),
    assessed_on="2026-03-31",
    answers={"service-desk.1": Answer(Rating.NA, "log", "two\nlines", "none of our own")},
    triage={"repeat-incidents": 3},
    consensus={"service-desk.1": Consensus(Rating.P, "workshop")},
)
pieces = st.sampled_from(
    [
        b'"',
        b"'",
        b"\n",
        b"\r",
        b",",
        b";",
        b"{",
        b"}",
        b"[",
        b":",
        b"\0",
        b"\xff",
        b"\xed\xa0\x80",
        b"&a ",
        b"*a",
        b"!t ",
    ]
) | st.binary(max_size=4)
# Where (as a share of the length), how many bytes go, and what comes in their place.
changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), pieces), min_size=1, max_size=5)


def changed(content: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for share, gone, put in edits:
        at = int(share * len(content))
        content = content[:at] + put + content[at + gone :]
    return content


def reads_or_faults(desk: Desk, path: Path) -> None:
    try:
        response = desk.read(path)
    except InputError as error:
        messages = [str(fault).encode() for fault in error.faults]
    else:
        messages = [response.source.encode()]
        assert response.answers.keys() <= desk.questionnaire.statement.keys()
    assert messages


@pytest.mark.parametrize("ending", ["csv", "yaml", "json"])
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(edits=changes)
def test_mutated_text_reads_or_gives_its_faults(
    ending: str, edits: list[tuple[float, int, bytes]], tmp_path: Path, desk_in: Callable[[Path], Desk]
) -> None:
    """Bytes are inserted into a filled-in file or removed from it."""
    desk = desk_in(tmp_path)
    content = desk.write(f"a.{ending}", FILLED).read_bytes()

    reads_or_faults(desk, desk.save(f"b.{ending}", changed(content, edits)))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(edits=changes, which=st.integers(0, 30), missing=st.booleans())
def test_a_mutated_workbook_reads_or_gives_its_faults(
    edits: list[tuple[float, int, bytes]], which: int, missing: bool, tmp_path: Path, desk_in: Callable[[Path], Desk]  # noqa: FBT001 - hypothesis fills it
) -> None:  # fmt: skip
    """Any part of the ZIP file is changed or removed."""
    desk = desk_in(tmp_path)
    out = BytesIO()
    with zipfile.ZipFile(desk.write("a.xlsx", FILLED)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        for number, name in enumerate(names):
            hit = number == which % len(names)
            if not (hit and missing):
                new.writestr(name, changed(old.read(name), edits) if hit else old.read(name))

    reads_or_faults(desk, desk.save("b.xlsx", out.getvalue()))


def test_a_list_of_something_else_is_refused_with_one_fault(tmp_path: Path, desk_in: Callable[[Path], Desk]) -> None:
    """Otherwise, thirty thousand rows would give thirty thousand faults."""
    desk = desk_in(tmp_path)
    rows = "".join(f"ticket {number},F\n" for number in range(30_000))

    (fault,) = desk.faults(desk.save("a.csv", f"statement,rating\n{rows}"))

    assert fault.wrong == "has more than 20,000 entries"
