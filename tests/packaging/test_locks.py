"""The two lock files: pinned by hash, without package index URLs, and consistent with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock")

PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>\S+)", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(root: Path, lock: str) -> None:
    """Pip refuses a file that differs from the locked one."""
    entries = re.split(r"\n(?=[a-z0-9])", _without_comments(root / lock))

    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(root: Path, lock: str) -> None:
    """Each machine decides where packages come from."""
    text = (root / lock).read_text("utf-8")

    assert re.findall(r"://|index-url|find-links", text) == []


def test_a_lock_pins_every_dependency_that_the_project_declares(root: Path) -> None:
    """Anyone who adds a dependency runs ./dev lock."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    to_run = {*map(_name, project["project"]["dependencies"]), *map(_name, groups["build"])}
    to_develop = {_name(requirement) for requirement in groups["dev"] if isinstance(requirement, str)}

    assert to_run <= _pins(root / "requirements.lock").keys()
    assert to_run | to_develop <= _pins(root / "requirements-dev.lock").keys()


def test_tests_run_against_the_versions_that_users_get(root: Path) -> None:
    """Both locks pin a package that they share to the same versions."""
    to_run, to_develop = (_pins(root / lock) for lock in LOCKS)

    assert {name: to_develop.get(name) for name in to_run} == to_run


def _without_comments(lock: Path) -> str:
    lines = lock.read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("#"))


def _pins(lock: Path) -> dict[str, set[str]]:
    """Return the versions of each package; a lock for several versions of Python may pin more than one."""
    pins: dict[str, set[str]] = {}
    for pin in PIN.finditer(_without_comments(lock)):
        pins.setdefault(pin["name"], set()).add(pin["version"])
    return pins


def _name(requirement: str) -> str:
    return re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0].lower()
