"""Twelve written organizations: what an experienced assessor expects of levels, cause, approach and first practice.

Each folder has the story, the answers, the options that the consultant would use, and what was expected beforehand.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from app.cli import wayfinder
from practices_catalog.loading import load_catalogue
from questionnaires.loading import load_triage
from tests.support.applications import content_with

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "expected.yaml").is_file())
ARGUABLE = {"manufacturer", "schools"}
"""Where the approach is led by outages or slow requests, and the assessor thought of what was promised or unknown."""


@pytest.fixture(autouse=True)
def _content_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the shipped content once for all commands."""
    monkeypatch.setattr("app.cli.options.load_content", content_with)


def _printed(command: str, case: str, *more: str) -> Any:
    files = [str(path) for path in sorted((HERE / case).glob("answers*.yaml"))]
    outcome = CliRunner().invoke(wayfinder, [command, *files, *more, "--format", "json"])
    assert outcome.exit_code == 0, outcome.output
    return json.loads(outcome.stdout)


def _expected(case: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((HERE / case / "expected.yaml").read_text("utf-8"))
    return found


def test_most_levels_lie_in_the_range_that_an_assessor_expects() -> None:
    """At least four in five, over all organizations."""
    within = []
    for case in CASES:
        levels = {each["id"]: each["level"] for each in _printed("score", case)["practices"]}
        for practice, span in _expected(case)["levels"].items():
            ends = span if isinstance(span, list) else [span]
            if ends[0] is not None:
                within.append(levels[practice] is not None and ends[0] <= levels[practice] <= ends[-1])

    assert len(within) > 150
    assert 5 * sum(within) >= 4 * len(within)


@pytest.mark.parametrize("case", CASES)
def test_approach_and_first_practice_are_the_expected_ones(case: str) -> None:
    """A second approach in the expectation is one that can be argued for."""
    options = HERE / case / "args"
    plan = _printed("plan", case, *(shlex.split(options.read_text("utf-8")) if options.exists() else ()))
    expected = _expected(case)

    assert set(expected["first"]) & {each["practice"] for each in plan["phases"][0]["steps"]}
    if case not in ARGUABLE:
        fitting = f"{expected['approach']} {expected.get('approach_arguable', '')}"
        assert plan["approach"] in re.findall(r"[a-z]+-[a-z]+", fitting)


@pytest.mark.parametrize("case", CASES)
def test_the_underlying_cause_is_the_disease_that_the_assessor_saw(case: str, tmp_path: Path) -> None:
    """Who wrote the expectation knew no list of causes."""
    options = HERE / case / "args"
    files = [str(path) for path in sorted((HERE / case).glob("answers*.yaml"))]
    chosen = shlex.split(options.read_text("utf-8")) if options.exists() else []
    report = tmp_path / "report.md"
    outcome = CliRunner().invoke(wayfinder, ["report", *files, *chosen, "-o", str(report), "--part", "findings"])
    assert outcome.exit_code == 0, outcome.output

    named = re.findall(r"### Behind several findings: (.+)", report.read_text("utf-8"))

    causes = {each.id: each.says for each in load_triage(load_catalogue()).underlying_causes}
    assert named == [causes[_expected(case)["underlying_cause"]]]
