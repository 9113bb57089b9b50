"""The charts, drawn by Matplotlib: one per module, registered by name in `reports.gallery`.

Importing a chart imports Matplotlib, which takes half a second, so import charts only where they are drawn. This module
imports Matplotlib first, isolated from the host: otherwise, Matplotlib would list every font on the machine, write the
list to the home folder, and apply any settings found there.
"""

from __future__ import annotations

import json
import os
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from practices_catalog.faults import Place, refuse

VERSION = re.compile(r"^class FontManager:.*?^    __version__ = '([^']+)'", re.DOTALL | re.MULTILINE)
FOLDER, BACKEND = "MPLCONFIGDIR", "MPLBACKEND"


def _import_matplotlib() -> None:
    """Import Matplotlib with a temporary configuration folder that contains an empty list of fonts."""
    before = {name: os.environ.pop(name) for name in (FOLDER, BACKEND) if name in os.environ}
    with TemporaryDirectory(prefix="wayfinder-") as folder:
        os.environ[FOLDER] = folder
        try:
            _write_font_list(Path(folder))
            import_module("matplotlib.font_manager")
            import_module("matplotlib").get_configdir()  # cached, so Matplotlib doesn't create one at home later
        except UnicodeDecodeError:
            # Matplotlib reads this file before anything can tell it not to.
            raise refuse("isn't a text file, and Matplotlib reads it", "remove it", Place("matplotlibrc")) from None
        finally:
            del os.environ[FOLDER]
            os.environ.update(before)


def _write_font_list(folder: Path) -> None:
    """Write an empty list, so that Matplotlib doesn't list the host's fonts.

    Matplotlib reads the list only if it has the version of Matplotlib's own format. If a release hides the version,
    Matplotlib scans the fonts, which is slower but gives the same drawings.
    """
    spec = find_spec("matplotlib.font_manager")
    source = Path(spec.origin).read_text("utf-8") if spec and spec.origin else ""
    for version in VERSION.findall(source):
        default = {"ttf": "DejaVu Sans", "afm": "Helvetica"}
        nothing = {"_FontManager__default_weight": "normal", "default_size": None, "defaultFamily": default}
        manager = {"__class__": "FontManager", "_version": version, "ttflist": [], "afmlist": [], **nothing}
        (folder / f"fontlist-v{version}.json").write_text(json.dumps(manager), "utf-8")


_import_matplotlib()
