"""Updates `static/vendor` and the icons from npm packages, and the fonts from the report's fonts.

Run it by hand: `python tools/refresh_static.py`. Nobody needs it to install or run Wayfinder.
`vendor.toml` records each file with its version and hash.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "app" / "web" / "static"
VENDOR = STATIC / "vendor"
REPORT_FONTS = ROOT / "reports" / "fonts"
FONTS = ("sans-400", "sans-400-italic", "sans-600", "serif-600")
PACKAGES = {
    "htmx.org": ("2.0.11", "0BSD", {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE-htmx.txt"}),
    "sortablejs": ("1.15.7", "MIT", {"Sortable.min.js": "sortable.min.js", "LICENSE": "LICENSE-sortablejs.txt"}),
    "lucide-static": ("1.62.0", "ISC", {"LICENSE": "LICENSE-lucide.txt"}),
}
ICONS = tuple(
    """arrow-down arrow-left arrow-right arrow-up building-2 calendar chart-column check chevron-down chevron-right
    circle-alert circle-check circle-help clipboard-list clock copy download external-link eye file-spreadsheet
    file-text gauge grip-vertical history info keyboard link list-checks log-in log-out mail map menu message-square
    monitor paperclip pencil pin plus printer refresh-cw route save search settings shield-check sliders-horizontal
    table trash-2 triangle-alert upload user user-plus users wifi-off x""".split()  # noqa: SIM905 - one name per line would fill the page
)


def main() -> None:
    """Download the packages, copy their files, and write the sprite and `vendor.toml`."""
    with tempfile.TemporaryDirectory() as folder:
        packages = {name: _fetched(name, version, Path(folder)) for name, (version, *_) in PACKAGES.items()}
        for name, (_, _, files) in PACKAGES.items():
            for source, target in files.items():
                (VENDOR / target).write_bytes((packages[name] / source).read_bytes())
        (STATIC / "icons.svg").write_text(sprite(packages["lucide-static"] / "icons"), encoding="utf-8")
    (VENDOR / "vendor.toml").write_text(record(), encoding="utf-8")
    for name in FONTS:
        make_font(REPORT_FONTS / f"report-{name}.ttf", STATIC / "fonts" / f"wayfinder-{name}.woff2")


def make_font(source: Path, target: Path) -> None:
    """Write one of the report's fonts in the format that browsers load fastest."""
    from fontTools import subset  # noqa: PLC0415 - only in the developers' environment

    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False)
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    subset.save_font(font, target, options)


def sprite(folder: Path) -> str:
    """Return one SVG with a symbol for each icon in a folder of Lucide icons."""
    symbols = "".join(_symbol(name, (folder / f"{name}.svg").read_text(encoding="utf-8")) for name in ICONS)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


def record() -> str:
    """Return `vendor.toml`: each file with its version and hash."""
    icons = ("lucide-static", *PACKAGES["lucide-static"][:2], "../icons.svg")
    rows = [(name, v, licence, file) for name, (v, licence, files) in PACKAGES.items() for file in files.values()]
    return "\n".join(
        f'[[file]]\nname = "{name}"\nversion = "{version}"\nfile = "{file}"\nsha256 = "{_sha256(VENDOR / file)}"\n'
        f'licence = "{licence}"\n'
        for name, version, licence, file in [*rows, icons]
    )


def _symbol(name: str, svg: str) -> str:
    [drawing] = re.findall(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24">{"".join(line.strip() for line in drawing.splitlines())}</symbol>\n'
    )


def _fetched(name: str, version: str, folder: Path) -> Path:
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    packed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1]  # noqa: S603
    target = folder / name
    with tarfile.open(folder / packed) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
