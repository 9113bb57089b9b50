"""What the package imports: only declared dependencies, and few of them before a command is chosen."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.support.checkout import PACKAGES, WAYFINDER

HEAVY = (
    "weasyprint",
    "openpyxl",
    "xlsxwriter",
    "flask",
    "sqlalchemy",
    "pydantic",
    "rich",
    "matplotlib",
    "numpy",
    "PIL",
)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """Help appears quickly, because a library that only one command needs is imported by that command."""
    imported = _imported_by(arguments)

    assert "app" in imported
    assert imported.isdisjoint(HEAVY)


@pytest.mark.parametrize("command", ["score", "plan", "chart", "template"])
def test_commands_that_read_no_workbook_start_without_its_libraries(command: str) -> None:
    """Neither NumPy, which openpyxl and Matplotlib import, nor drawing libraries are loaded."""
    assert _imported_by([command, "--help"]).isdisjoint({"openpyxl", "numpy", "matplotlib", "PIL", "weasyprint"})


def _imported_by(arguments: list[str]) -> set[str]:
    result = subprocess.run(
        [sys.executable, "-X", "importtime", WAYFINDER, *arguments], capture_output=True, text=True, check=True
    )
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in result.stderr.splitlines()}


def test_every_import_is_a_declared_dependency(root: Path) -> None:
    """Packages that only the development environment has don't count."""
    declared = {_canonical(requirement) for requirement in _requirements(root)}
    providers = packages_distributions()

    undeclared = {
        (str(path.relative_to(root)), module)
        for package in PACKAGES
        for path in (root / package).rglob("*.py")
        for module in _third_party(path)
        if declared.isdisjoint(map(_canonical, providers.get(module, [module])))
    }

    assert undeclared == set()


def _requirements(root: Path) -> list[str]:
    """Return the required packages and those of the extras; the latter are imported only on demand."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]


def _canonical(requirement: str) -> str:
    [name] = re.findall(r"^[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", name).lower()


def _third_party(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        else:
            continue
        for name in names:
            top = name.partition(".")[0]
            if top not in PACKAGES and top not in sys.stdlib_module_names:
                yield top
