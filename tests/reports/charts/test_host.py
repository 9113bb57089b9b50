"""Drawing is independent of the host: it uses none of its fonts or settings, and writes nothing to the home folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.checkout import ROOT

DRAW = """
import sys
sys.path[:0] = sys.argv[1:2]
import reports.charts.style
from matplotlib import font_manager, rcParams
print(sorted({entry.name for entry in font_manager.fontManager.ttflist})[:3])
print(rcParams["font.size"], rcParams["svg.fonttype"])
"""


def test_drawing_writes_nothing_to_the_home_folder_and_reads_no_settings(tmp_path: Path) -> None:
    """Neither a font list nor a matplotlibrc is used."""
    home, here, spare = (tmp_path / name for name in ("home", "here", "spare"))
    for folder in (home, here, spare):
        folder.mkdir()
    (here / "matplotlibrc").write_text("font.size: 40\nsvg.fonttype: path\n")
    hosts = {**os.environ, "HOME": str(home), "TMPDIR": str(spare), "PATH": ""}
    hosts = {name: value for name, value in hosts.items() if not name.startswith(("XDG_", "MPL"))}

    result = subprocess.run(
        [sys.executable, "-P", "-c", DRAW, str(ROOT)], cwd=here, env=hosts, capture_output=True, text=True, check=True
    )

    assert result.stdout == "['Report Arabic', 'Report Balls', 'Report Devanagari']\n8.25 none\n"
    assert result.stderr == ""
    assert [*home.iterdir(), *spare.iterdir()] == []


def test_a_backend_set_on_the_host_is_ignored(tmp_path: Path) -> None:
    """Matplotlib fails at names that it doesn't know, such as those of older releases."""
    hosts = {**os.environ, "MPLBACKEND": "Qt4Agg"}

    result = subprocess.run(
        [sys.executable, "-P", "-c", f"{DRAW}\nimport os; print(os.environ['MPLBACKEND'])", str(ROOT)],
        cwd=tmp_path,
        env=hosts,
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout.splitlines()[-1] == "Qt4Agg"


def test_the_fonts_of_the_host_are_not_searched(tmp_path: Path) -> None:
    """Importing Matplotlib for our charts lists no font folders."""
    watched = f"import sys; sys.addaudithook(lambda event, args: print(args) if event == 'os.scandir' else None){DRAW}"

    result = subprocess.run(
        [sys.executable, "-P", "-c", watched, str(ROOT)], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert "/fonts" not in result.stdout
