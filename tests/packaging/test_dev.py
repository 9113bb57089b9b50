"""The script ./dev lists its commands, and prints the line that installs what it isn't allowed to install itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

COMMANDS = {"demo", "serve", "test", "lint", "check", "bench", "lock"}


def test_dev_alone_lists_its_commands(root: Path) -> None:
    """A newcomer who types ./dev sees every command."""
    result = subprocess.run([root / "dev"], capture_output=True, text=True, check=True)

    assert set(re.findall(r"^  ([a-z]+)  ", result.stdout, re.MULTILINE)) == COMMANDS


def test_an_unknown_command_is_refused_with_the_list(root: Path) -> None:
    """A typo gets the list of commands and status 2."""
    result = subprocess.run([root / "dev", "tset"], capture_output=True, text=True, check=False)

    assert result.returncode == 2
    assert "has no command 'tset'" in result.stderr
    assert all(command in result.stderr for command in COMMANDS)


@pytest.fixture
def bare_checkout(root: Path, tmp_path: Path) -> Path:
    """A copy of the script, alone in a folder with a space in its name."""
    folder = tmp_path / "my checkout"
    folder.mkdir()
    shutil.copy(root / "dev", folder)
    return folder


@pytest.fixture
def bare_system(tmp_path: Path) -> dict[str, str]:
    """The environment of a system without libraries, for a user who isn't allowed to install any."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, script in {"ldconfig": "", "id": "echo 1000", "sudo": "exit 1", "apt-get": "exit 9"}.items():
        (programs / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    for name in ("dirname", "grep", "sh"):
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    return {**os.environ, "PATH": str(programs)}


def test_a_user_who_may_not_install_is_told_the_line(bare_checkout: Path, bare_system: dict[str, str]) -> None:
    """The line can be copied as printed, and nothing has been changed before that."""
    result = subprocess.run(
        ["/bin/sh", bare_checkout / "dev", "demo"], capture_output=True, text=True, check=False, env=bare_system
    )

    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == (
        "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends"
        " python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
    )
    assert [path.name for path in bare_checkout.iterdir()] == ["dev"]
