"""Wayfinder works from its wheel, outside the checkout: these tests run what users install."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from app.assessments.files import sample_files
from practices_catalog.loading import DATA
from tests.support.checkout import PACKAGES
from tests.support.ports import free_port

# Read by no one at run time.
SOURCES_ONLY = {".pyc"}


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel installed, and a way to run its programs."""

    folder: Path
    wheel: Path

    def run(self, command: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run one of the environment's programs without any variable that leads to the checkout."""
        words = [self.program(command), *arguments]
        return subprocess.run(
            words, cwd=cwd, env=self.environment(), capture_output=True, text=True, check=False, timeout=600
        )

    def program(self, command: str) -> str:
        """Return the path of one of the environment's programs."""
        return str(self.folder / "bin" / command)

    def environment(self) -> dict[str, str]:
        """Return the caller's environment without variables that lead to the checkout."""
        return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Wayfinder's wheel, built and installed as by a user's pip; its dependencies are those of the lock."""
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
    """Let the environment see this one's packages; .pth files in a folder added this way are ignored."""
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


def test_the_wheel_declares_license_notice_and_font_licenses(installed: Installed, root: Path) -> None:
    """Anyone who redistributes the wheel passes them on, where tools look for them."""
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
    """The tests in this module run the wheel's code."""
    result = installed.run("python", "-c", "import app; print(app.__file__)", cwd=tmp_path)

    assert Path(result.stdout.strip()).is_relative_to(installed.folder), result.stderr


def test_practices_come_from_the_wheels_own_content(installed: Installed, tmp_path: Path) -> None:
    """The installed command finds the catalogue in an empty folder."""
    result = installed.run("wayfinder", "practices", "--format", "json", cwd=tmp_path)

    assert result.returncode == 0, result.stderr
    files = (DATA / "practices").glob("*.yaml")
    assert {practice["id"] for practice in json.loads(result.stdout)} == {path.stem for path in files}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A user's folder with packages named like ours; importing one of them fails."""
    for name in ("app/__init__.py", "reports/__init__.py", "questionnaires.py"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("raise SystemExit('the folder of the caller was imported')\n", encoding="utf-8")
    return tmp_path


def _left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"app", "reports", "questionnaires.py"}


def test_the_demo_runs_among_packages_of_the_same_names(installed: Installed, hostile: Path) -> None:
    """The installed command finds its own code, sample, templates, styles and fonts, and leaves only the PDF."""
    result = installed.run("wayfinder", "demo", cwd=hostile)

    assert result.returncode == 0, result.stderr
    assert (hostile / "wayfinder-demo.pdf").read_bytes().startswith(b"%PDF-")
    assert _left_in(hostile) == {"wayfinder-demo.pdf"}


def test_a_report_is_made_among_packages_of_the_same_names(installed: Installed, hostile: Path) -> None:
    """The rendering child process imports the wheel's code, not the folder's."""
    result = installed.run("wayfinder", "report", *map(str, sample_files()), "-o", "client.pdf", cwd=hostile)

    assert result.returncode == 0, result.stderr
    assert (hostile / "client.pdf").read_bytes().startswith(b"%PDF-")
    assert _left_in(hostile) == {"client.pdf"}


def test_the_server_runs_among_packages_of_the_same_names(installed: Installed, hostile: Path) -> None:
    """The installed command serves pages and their styles."""
    port = str(free_port())
    command = [installed.program("wayfinder"), "serve", "--demo", "--port", port]
    with subprocess.Popen(
        command, cwd=hostile, env=installed.environment(), stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(address, timeout=300) as answer:
            page = answer.read().decode()
        server.send_signal(signal.SIGINT)
        server.wait(300)

    assert "Northfield Hospitals" in page
    assert _left_in(hostile) == set()
