"""Laws for all output: the same figures everywhere, no gap unaccounted for, and no traces of this computer."""

from __future__ import annotations

import getpass
import re
import socket
import subprocess
from collections.abc import Callable
from math import floor
from pathlib import Path
from typing import Any

import pytest

from practices_catalog.loading import load_catalogue
from practices_catalog.model import Catalogue

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Return the shipped catalogue."""
    return load_catalogue()


@pytest.fixture(scope="module")
def report(sample_report: tuple[Path, Any]) -> str:
    """Return the text of the sample's report, laid out as on the page."""
    layout = ["pdftotext", "-layout", str(sample_report[0]), "-"]
    return subprocess.run(layout, check=True, capture_output=True, text=True).stdout


HEAD = ("id", "status", "level", "level_upper")
TARGET = 4


def both_ends(low: float, high: float, digits: int) -> str:
    """Return a figure as people see it: one number, or a range."""
    shown = [f"{figure:.{digits}f}" for figure in (low, high)]
    return shown[0] if low == high else " to ".join(shown)


def test_level_and_index_are_the_same_in_every_format(
    run: Run, samples: list[Path], catalogue: Catalogue, report: str
) -> None:
    """JSON, CSV, the overview table, `explain`, and the report's heat map agree for all 34 practices."""
    practices = run("score", *samples, "--format", "json").document["practices"]
    table = run("score", *samples).out
    csv = run("score", *samples, "--format", "csv").out.splitlines()[1:]

    assert len(practices) == len(csv) == 34
    for practice, row in zip(practices, csv, strict=True):
        assert row.split(",")[:4] == ["" if (f := practice[k]) is None else str(f) for k in HEAD]
        if practice["level"] is None:
            continue
        name = catalogue.practice[practice["id"]].name
        level = both_ends(practice["level"], practice["level_upper"], 0)
        index = both_ends(practice["index"], practice["index_upper"], 1)
        line = re.compile(rf"^{name}\s+{level}\s+{index}\s", re.MULTILINE)
        assert line.search(table), name
        assert line.search(report), name


@pytest.mark.parametrize("practice", ["change-enablement", "organizational-change-management"])
def test_the_explanation_of_a_practice_has_the_figures_of_the_overview(
    run: Run, samples: list[Path], practice: str
) -> None:
    """One practice is assessed, and one is provisional."""
    scores = run("score", *samples, "--format", "json").document["practices"]
    (score,) = (each for each in scores if each["id"] == practice)

    explained = run("explain", practice, *samples).out

    level = both_ends(score["level"], score["level_upper"], 0)
    assert f"Level {level}, evidenced level {score['level_evidenced']}." in explained
    assert f"Index {both_ends(score['index'], score['index_upper'], 1)} = " in explained


def test_readiness_in_the_report_matches_the_document(run: Run, samples: list[Path], report: str) -> None:
    """Each rated requirement whose practices were all assessed has its rating and its percentage."""
    scores = run("score", *samples, "--format", "json").document
    shares = {"F": "●", "L": "◕", "P": "◔", "N": "○"}
    rated = [
        (each["id"], each["rating"], each["achievement"])
        for framework in scores["frameworks"]
        for each in framework["requirements"]
        if each["status"] == "rated"
    ]

    assert rated
    for requirement, rating, achievement in rated:
        share = f"{shares[rating]} ?{rating} {floor(achievement * 100 + 0.5)} ?%"
        assert re.search(rf"^\s*{re.escape(requirement)}\s.*{share}", report, re.MULTILINE), requirement


def test_every_gap_is_planned_or_reported_for_all_34_practices(
    run: Run, samples: list[Path], catalogue: Catalogue
) -> None:
    """The gap is recomputed as target - level, from the levels that steps end at and those reported as missed."""
    levels = {each["id"]: each["level"] for each in run("score", *samples, "--format", "json").document["practices"]}
    excluded = not_applicable(run, samples)
    applicable = [each for each in catalogue.practice if each not in excluded and (levels[each] or 0) <= TARGET]
    targets = [part for each in applicable for part in ("--target", f"{each}={TARGET}")]

    plan = run("plan", *samples, *targets, "--capacity", "90", "--phases", "6", "--format", "json").document

    assert set(applicable) <= plan["settings"]["targets"].keys()
    steps = [step for phase in plan["phases"] for step in phase["steps"] if step["ends"]]
    missed = {each["practice"]: each for each in plan["unplanned"]}
    assert all(each["why"] for each in missed.values())
    for practice, target in plan["settings"]["targets"].items():
        raised = sum(step["practice"] == practice for step in steps)
        short = target - missed[practice]["reached"] if practice in missed else 0
        assert target - (levels[practice] or 0) == raised + short, practice


def not_applicable(run: Run, samples: list[Path]) -> set[str]:
    """Return the practices that can't be planned."""
    practices = run("score", *samples, "--format", "json").document["practices"]
    return {each["id"] for each in practices if each["status"] == "not-applicable"}


@pytest.mark.parametrize("ending", ["csv", "yaml", "json"])
def test_a_template_reveals_no_login_host_or_path(run: Run, tmp_path: Path, ending: str) -> None:
    """This covers the text formats; the workbook and the PDF have tests of their own."""
    path = tmp_path / f"answers.{ending}"

    run("template", "-o", path)

    assert traces(path.read_text(encoding="utf-8"), tmp_path) == []


@pytest.mark.parametrize("form", ["table", "json", "csv", "yaml"])
@pytest.mark.parametrize("command", ["score", "plan", "triage"])
def test_a_result_reveals_no_login_host_or_path(
    run: Run, answers: Callable[[str], Path], tmp_path: Path, command: str, form: str
) -> None:
    """Nothing in it comes from the computer that it was made on."""
    path = answers("organization: {name: Norvik}\nrung: {service-desk: 2}\ntriage: {repeat-incidents: 3}\n")

    assert traces(run(command, path, "--format", form).out, tmp_path) == []


def test_an_explanation_names_the_file_and_not_its_folder(
    run: Run, answers: Callable[[str], Path], tmp_path: Path
) -> None:
    """A figure can be traced to the file that it is based on."""
    told = run("explain", "service-desk", answers("respondent: {name: Ada}\nrung: {service-desk: 2}\n")).out

    assert "Read: Ada (answers.yaml)." in told
    assert traces(told, tmp_path) == []


def test_a_report_reveals_no_login_host_or_path(report: str) -> None:
    """Neither its own folder nor the program's folder appears."""
    assert traces(report, Path(__file__).parents[3]) == []


def traces(text: str, folder: Path) -> list[str]:
    """Return what a text reveals about this computer."""
    secrets = {str(folder), str(Path.home()), str(Path.cwd()), socket.gethostname(), f"{getpass.getuser()}@"}
    return [secret for secret in sorted(secrets) if len(secret) > 1 and secret in text]
