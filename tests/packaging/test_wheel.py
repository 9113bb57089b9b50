"""Wayfinder works from its wheel, outside the checkout: what users install is what is tested here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from practices_catalog.loading import DATA
from tests.support.checkout import PACKAGES

# Read by no one at run time.
SOURCES_ONLY = {".pyc"}


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and how to call what it holds."""

    folder: Path
    wheel: Path

    def run(self, command: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run one of the environment's programs with nothing of the caller's environment that leads to the checkout."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        program = self.folder / "bin" / command
        return subprocess.run(
            [program, *arguments], cwd=cwd, env=clean, capture_output=True, text=True, check=False, timeout=300
        )


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Wayfinder's wheel, built and installed as a user's pip would; its dependencies are those of the lock."""
    folder = tmp_path_factory.mktemp("elsewhere")
    hatchling = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(hatchling, cwd=root, check=True, capture_output=True)
    [wheel] = (folder / "dist").glob("*.whl")
    venv.create(folder / "venv", symlinks=True)
    environment = Installed(folder / "venv", wheel)
    _lend_dependencies(environment)
    result = environment.run("python", "-m", "installer", str(wheel), cwd=folder)
    assert result.returncode == 0, result.stderr
    return environment


def _lend_dependencies(environment: Installed) -> None:
    """Let the environment see the packages of this one; a .pth named in a folder so added is not followed."""
    [site_packages] = environment.folder.glob("lib/python*/site-packages")
    (site_packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")


def test_the_wheel_holds_every_file_of_the_package(installed: Installed, root: Path) -> None:
    """Content, templates, styles and fonts travel with the code."""
    in_checkout = {
        str(path.relative_to(root))
        for package in PACKAGES
        for path in (root / package).rglob("*")
        if path.is_file() and path.suffix not in SOURCES_ONLY
    }

    with zipfile.ZipFile(installed.wheel) as wheel:
        in_wheel = {name for name in wheel.namelist() if name.partition("/")[0] in PACKAGES}

    assert in_wheel == in_checkout


def test_the_wheel_declares_licence_notice_and_the_fonts_licences(installed: Installed, root: Path) -> None:
    """Whoever redistributes the wheel hands on all of them, where tools look for them."""
    others = {
        path.name
        for package in PACKAGES
        for pattern in ("OFL-*.txt", "LICENSE-*.txt")
        for path in (root / package).rglob(pattern)
    }

    with zipfile.ZipFile(installed.wheel) as wheel:
        licences = {Path(name).name for name in wheel.namelist() if ".dist-info/licenses/" in name}

    assert licences == {"LICENSE", "NOTICE"} | others


def test_the_installed_package_is_not_the_checkout(installed: Installed, tmp_path: Path) -> None:
    """What the tests of this module run is the wheel's code."""
    result = installed.run("python", "-c", "import app; print(app.__file__)", cwd=tmp_path)

    assert Path(result.stdout.strip()).is_relative_to(installed.folder), result.stderr


def test_practices_come_from_the_wheels_own_content(installed: Installed, tmp_path: Path) -> None:
    """The installed command finds the catalogue in an empty folder."""
    result = installed.run("wayfinder", "practices", "--format", "json", cwd=tmp_path)

    assert result.returncode == 0, result.stderr
    files = (DATA / "practices").glob("*.yaml")
    assert {practice["id"] for practice in json.loads(result.stdout)} == {path.stem for path in files}


def test_the_demo_runs_from_the_wheel(installed: Installed, tmp_path: Path) -> None:
    """The installed command finds sample, templates, styles and fonts, and leaves a PDF where it was called."""
    result = installed.run("wayfinder", "demo", cwd=tmp_path)

    assert result.returncode == 0, result.stderr
    assert (tmp_path / "wayfinder-demo.pdf").read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["wayfinder-demo.pdf"]
