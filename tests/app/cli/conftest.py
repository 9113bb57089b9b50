"""The command line, run in this process as `main` runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.assessments.files import sample_files
from app.cli import main, options
from tests.support.applications import content_with
from tests.support.checkout import WAYFINDER


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a command."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `wayfinder` with arguments; it reads the shipped content once for all tests."""
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr(options, "load_content", content_with)

    def call(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["wayfinder", *map(str, arguments)])
        with pytest.raises(SystemExit) as exit_info:
            main()
        captured = capsys.readouterr()
        code = exit_info.value.code
        return Outcome(code if isinstance(code, int) else 1, captured.out, captured.err)

    return call


@pytest.fixture
def samples() -> list[Path]:
    """Return the sample organization's files."""
    return sample_files()


@pytest.fixture(scope="session")
def sample_report(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The sample organization's full report, written once, and what the command printed."""
    path = tmp_path_factory.mktemp("sample") / "report.pdf"
    frameworks = [part for each in ("iso-20000-1", "cobit-2019", "fitsm-1") for part in ("--framework", each)]
    command = [WAYFINDER, "report", *map(str, sample_files()), "--edition", "full", *frameworks, "-o", str(path)]
    ran = subprocess.run(command, env={**os.environ, "COLUMNS": "160"}, capture_output=True, text=True, check=False)
    return path, Outcome(ran.returncode, ran.stdout, ran.stderr)


@pytest.fixture
def answers(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a YAML file of answers with its header filled in."""

    def write(body: str, name: str = "answers.yaml") -> Path:
        path = tmp_path / name
        path.write_text(f"wayfinder: answers/1\nquestionnaire: quick-scan\n{body}", encoding="utf-8")
        return path

    return write
