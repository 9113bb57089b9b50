"""Output that nobody reads, that doesn't fit on the disk, or that the terminal can't show."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import IO

import pytest

from tests.support.checkout import WAYFINDER

COMMAND = [WAYFINDER]
ENVIRONMENT = {**os.environ, "COLUMNS": "80"}


def wayfinder(*arguments: str, out: IO[bytes] | int = subprocess.PIPE, **environment: str) -> tuple[int, bytes, str]:
    ran = subprocess.run(
        [*COMMAND, *arguments], stdout=out, stderr=subprocess.PIPE, env=ENVIRONMENT | environment, check=False
    )
    return ran.returncode, ran.stdout or b"", ran.stderr.decode()


@pytest.mark.parametrize("form", ["table", "json", "csv", "yaml"])
def test_a_closed_pipe_is_not_an_error(form: str) -> None:
    """`wayfinder mappings | head -1` prints no message."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        status, _, said = wayfinder("mappings", "--format", form, out=closed)

    assert (status, said) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_full_disk_at_standard_output_is_reported_in_one_line(form: str) -> None:
    """The line includes the fix, and there is no traceback."""
    with Path("/dev/full").open("wb") as full:
        status, _, said = wayfinder("practices", "--format", form, out=full)

    assert status == 2
    assert said.splitlines() == [
        "error: standard output: can't be written: the disk is full; free some space, or choose a path on another disk"
    ]


def test_documents_are_utf_8_whatever_the_terminal_uses(tmp_path: Path) -> None:
    """Programs read them. A terminal that lacks a character shows its code."""
    path = tmp_path / "answers.csv"
    path.write_text("statement,rating\nrespondent.name,Ødegård 中\nservice-desk.1,F\n", encoding="utf-8")

    status, out, _ = wayfinder("score", str(path), "--format", "json", PYTHONIOENCODING="latin-1")
    _, shown, _ = wayfinder("explain", "service-desk", str(path), PYTHONIOENCODING="latin-1")

    assert status == 0
    assert "Ødegård 中" in out.decode("utf-8")
    assert r"Ødegård \u4e2d: F" in shown.decode("latin-1")


def test_an_unknown_command_suggests_the_nearest() -> None:
    """The message has the same form as every other fault."""
    status, _, said = wayfinder("scor")

    assert (status, said) == (2, "error: unknown command 'scor'; write 'score'\n")
