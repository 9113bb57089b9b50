"""The documentation refers only to files and commands that exist, and its example script runs."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.cli import COMMANDS
from tests.support.checkout import ROOT, WAYFINDER

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# A decision that was superseded keeps the paths of its time.
CURRENT = [page for page in PAGES if "*Superseded by" not in page.read_text("utf-8")]

CODE_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
IN_BACKTICKS = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?")
COMMAND = re.compile(r"\bwayfinder (?:--content \S+ )?([a-z]+)\b([^\n#`|]*)")
OPTION = re.compile(r"(?<!\S)--[a-z-]+")
# `layouts/base.html` and `static/js/` are below the folder of the web application's templates or files.
STARTS = (ROOT, ROOT / "app" / "web", ROOT / "app" / "web" / "templates")


def _prose(page: Path) -> str:
    return CODE_BLOCK.sub("", page.read_text("utf-8"))


def _heading_ids(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _named_files(page: Path) -> Iterator[str]:
    """Return what looks like a path in the repository; a single path component doesn't count."""
    tops = {path.name for start in STARTS for path in start.iterdir()}
    for text in IN_BACKTICKS.findall(_prose(page)):
        if PATH.fullmatch(text) and text.partition("/")[0] in tops:
            yield text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_existing_files_and_headings(page: Path) -> None:
    """A link into the repository leads to an existing file and, if given, to a heading in it."""
    broken = []
    for link in LINK.findall(_prose(page)):
        if link.startswith("https://"):
            continue
        file, _, heading = link.partition("#")
        target = page.parent / file if file else page
        if not target.exists() or (heading and heading not in _heading_ids(target)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("page", CURRENT, ids=lambda page: page.name)
def test_named_files_exist(page: Path) -> None:
    """A path in backticks is a file or folder of the repository."""
    missing = [name for name in _named_files(page) if not any((start / name).exists() for start in STARTS)]

    assert missing == []


def test_the_readme_begins_with_two_commands() -> None:
    """A newcomer sees the demo first, then the tests."""
    blocks = [body for _, body in CODE_BLOCK.findall((ROOT / "README.md").read_text("utf-8"))]

    assert blocks[:2] == ["./dev demo\n", "./dev test\n"]


def test_the_code_map_names_every_package_and_folder() -> None:
    """A new folder needs its line in the code map."""
    named = set(_named_files(ROOT / "docs" / "code-map.md"))
    rooms = {f"app/{path.parent.name}/" for path in (ROOT / "app").glob("*/__init__.py")}

    assert rooms <= named


def _commands() -> Iterator[tuple[str, str]]:
    for page in CURRENT:
        yield from COMMAND.findall(page.read_text("utf-8"))


def test_named_commands_exist() -> None:
    """The documentation names only commands that `wayfinder --help` lists, and names each of them."""
    assert {command for command, _ in _commands()} == COMMANDS.keys()


@cache
def _help(command: str) -> str:
    return subprocess.run([WAYFINDER, command, "--help"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("command", "option"),
    sorted({(command, option) for command, arguments in _commands() for option in OPTION.findall(arguments)}),
)
def test_named_options_exist(command: str, option: str) -> None:
    """A command in the documentation has the options shown with it."""
    assert f"{option} " in _help(command)


def test_the_example_of_a_script_runs(tmp_path: Path) -> None:
    """The script in the code map reads the answers in docs/formats.md."""
    [(_, script)] = [each for each in CODE_BLOCK.findall(_text("code-map.md")) if each[0] == "python"]
    answers = next(body for kind, body in CODE_BLOCK.findall(_text("formats.md")) if kind == "yaml")
    (tmp_path / "answers.yaml").write_text(answers, encoding="utf-8")

    result = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("1 ")


def _text(page: str) -> str:
    return (ROOT / "docs" / page).read_text("utf-8")
