"""Makes the fonts that Wayfinder ships from Fontsource's packages. Run it by hand to update them.

Run `npm pack @fontsource/<name>` for each of `PACKAGES` in one folder, unpack each package into a subfolder with its
name, then run `python tools/refresh_fonts.py FOLDER`. The files are static TTF, which the PDF engine subsets best.
They have names of their own, so that no font of the host is used instead, and because a changed file must not use a
Reserved Font Name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "reports/fonts"
EUROPE = ("latin", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese")
FACES = (
    ("report-sans-400", "source-sans-3", "400-normal"),
    ("report-sans-400-italic", "source-sans-3", "400-italic"),
    ("report-sans-600", "source-sans-3", "600-normal"),
    ("report-serif-400", "source-serif-4", "400-normal"),
    ("report-serif-600", "source-serif-4", "600-normal"),
)
FALLBACKS = (
    ("report-arabic", "ibm-plex-sans-arabic", ("arabic",)),
    ("report-hebrew", "noto-sans-hebrew", ("hebrew",)),
    ("report-devanagari", "noto-sans-devanagari", ("devanagari",)),
    ("report-thai", "noto-sans-thai", ("thai",)),
    ("report-han", "noto-sans-sc", ("chinese-simplified",)),
    ("report-han-japan", "noto-sans-jp", ("japanese",)),
    ("report-hangul", "noto-sans-kr", ("korean",)),
    ("report-emoji", "noto-emoji", ("emoji",)),
    ("report-symbols", "noto-sans-symbols-2", ("symbols",)),
    ("report-math", "noto-sans-math", ("latin",)),
    ("report-signs", "noto-sans-symbols", ("symbols",)),
)
PACKAGES = tuple(dict.fromkeys([package for _, package, _ in (*FACES, *FALLBACKS)]))
BALL_UNITS = 1000
BALLS = {"\u25cb": 0, "\u25d4": 1, "\u25d5": 3, "\u25cf": 4}
HANGUL = range(0x1100, 0xD7FC)
SPACES = frozenset({0x20, 0xA0, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFE0E, 0xFE0F})


def _load(folder: Path, package: str, part: str, style: str) -> TTFont | None:
    file = folder / package / "files" / f"{package}-{part}-{style}.woff"
    return TTFont(file) if file.exists() else None


def _keep(font: TTFont, characters: Iterable[int]) -> TTFont:
    options = SubsetOptions()
    options.layout_features = ["*"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [1, 2, 3, 4, 6]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(characters))
    subsetter.subset(font)
    return font


def _merged(parts: Sequence[TTFont]) -> TTFont:
    """Merge fonts of one face that have no characters in common."""
    kept: list[BytesIO] = []
    seen: set[int] = set()
    for part in parts:
        new = set(part.getBestCmap()) - seen
        seen |= new
        buffer = BytesIO()
        _keep(part, new).save(buffer)
        buffer.seek(0)
        kept.append(buffer)
    return Merger(options=MergeOptions(drop_tables=["DSIG"])).merge(kept)


def _rename(font: TTFont, stem: str) -> None:
    name = stem.replace("-", " ").title()
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in {0, 13, 14}]
    for number, text in ((1, name), (2, "Regular"), (3, name), (4, name), (6, name.replace(" ", ""))):
        table.setName(text, number, 3, 1, 0x409)
    font["head"].created = font["head"].modified = 0


def _save(font: TTFont, stem: str) -> set[int]:
    font.flavor = None
    font.recalcTimestamp = False
    _rename(font, stem)
    font.save(FONTS / f"{stem}.ttf")
    return set(font.getBestCmap())


def _arc(pen: TTGlyphPen, radius: float, quarters: int, *, hole: bool = False) -> None:
    """Draw a disc, or a clockwise slice of one from the top, centered in the upper part of the em."""
    steps = 16 * quarters
    points = [(500 + radius * sin(pi * i / 32), 350 + radius * cos(pi * i / 32)) for i in range(steps + 1)]
    if quarters == 4:  # noqa: PLR2004 - four quarters are the whole disc
        points.pop()
    else:
        points.append((500, 350))
    corners = [(round(x), round(y)) for x, y in (reversed(points) if hole else points)]
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()


def _ball(quarters: int) -> object:
    pen = TTGlyphPen(None)
    _arc(pen, 400, 4)
    if quarters < 4:  # noqa: PLR2004 - the full ball has no hole
        _arc(pen, 340, 4, hole=True)
    if 0 < quarters < 4:  # noqa: PLR2004 - the empty and the full ball have no slice
        _arc(pen, 345, quarters)
    return pen.glyph()


def _balls() -> TTFont:
    """Draw the Harvey balls, all the same size."""
    glyphs: dict[str, object] = {".notdef": TTGlyphPen(None).glyph(), "space": TTGlyphPen(None).glyph()}
    names = {f"ball{quarters}": character for character, quarters in BALLS.items()}
    glyphs |= {name: _ball(BALLS[character]) for name, character in names.items()}
    builder = FontBuilder(BALL_UNITS, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({32: "space"} | {ord(character): name for name, character in names.items()})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (BALL_UNITS, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Report Balls", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    return builder.font


def _ranges(characters: set[int]) -> str:
    """Return characters as `20-7e a0 …` in hexadecimal."""
    runs: list[list[int]] = []
    for character in sorted(characters):
        if runs and character == runs[-1][1] + 1:
            runs[-1][1] = character
        else:
            runs.append([character, character])
    return " ".join(f"{low:x}" if low == high else f"{low:x}-{high:x}" for low, high in runs)


def main(folder: Path) -> None:
    """Write all fonts, and `coverage.txt` with the characters of each."""
    coverage: dict[str, set[int]] = {}
    for stem, package, style in FACES:
        parts = [font for part in EUROPE if (font := _load(folder, package, part, style))]
        coverage[stem] = _save(_merged(parts), stem)
    coverage["report-balls"] = _save(_balls(), "report-balls")
    covered = set.intersection(*(coverage[stem] for stem, package, _ in FACES if package == "source-sans-3"))
    for stem, package, parts_of in FALLBACKS:
        font = _load(folder, package, parts_of[0], "400-normal")
        if font is None:
            raise SystemExit(f"{package} isn't in {folder}")
        held = set(font.getBestCmap())
        wanted = (held - covered) & set(HANGUL) if stem == "report-hangul" else held - covered
        coverage[stem] = _save(_keep(font, wanted | (held & SPACES)), stem) - SPACES
        covered |= coverage[stem]
    lines = [f"{stem}: {_ranges(characters)}" for stem, characters in coverage.items()]
    (FONTS / "coverage.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
