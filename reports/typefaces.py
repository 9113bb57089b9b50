"""The shipped fonts: the characters that each one has, the fonts that a text needs, and the rules that load them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MIME = "font/ttf"


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font file. Every report loads the fonts marked `always`; the others are fallbacks for texts that need them."""

    stem: str
    family: str
    weight: int = 400
    italic: bool = False
    always: bool = False

    @property
    def url(self) -> str:
        """Its URL among the report's assets."""
        return f"asset:{self.stem}.ttf"

    def rule(self) -> str:
        """Return the CSS rule that loads the font."""
        style = "italic" if self.italic else "normal"
        return (
            f'@font-face {{ font-family: "{self.family}"; src: url("{self.url}") format("truetype"); '
            f"font-weight: {self.weight}; font-style: {style} }}"
        )

    def read(self) -> bytes:
        """Return the file's bytes."""
        return (FONTS / f"{self.stem}.ttf").read_bytes()


TYPEFACES = (
    Typeface("report-sans-400", "Report Sans", always=True),
    Typeface("report-sans-400-italic", "Report Sans", italic=True, always=True),
    Typeface("report-sans-600", "Report Sans", 600, always=True),
    Typeface("report-serif-400", "Report Serif", always=True),
    Typeface("report-serif-600", "Report Serif", 600, always=True),
    Typeface("report-balls", "Report Balls", always=True),
    Typeface("report-arabic", "Report Arabic"),
    Typeface("report-hebrew", "Report Hebrew"),
    Typeface("report-devanagari", "Report Devanagari"),
    Typeface("report-thai", "Report Thai"),
    Typeface("report-han", "Report Han"),
    Typeface("report-han-japan", "Report Han Japan"),
    Typeface("report-hangul", "Report Hangul"),
    Typeface("report-emoji", "Report Emoji"),
    Typeface("report-symbols", "Report Symbols"),
    Typeface("report-math", "Report Math"),
    Typeface("report-signs", "Report Signs"),
)


@cache
def coverage() -> dict[str, frozenset[int]]:
    """Return the characters of each font by its file stem."""
    lines = (FONTS / "coverage.txt").read_text(encoding="ascii").splitlines()
    return {stem: frozenset(_characters(ranges)) for stem, _, ranges in (line.partition(": ") for line in lines)}


def _characters(ranges: str) -> list[int]:
    found: list[int] = []
    for run in ranges.split():
        low, _, high = run.partition("-")
        found.extend(range(int(low, 16), int(high or low, 16) + 1))
    return found


@cache
def _drawable() -> frozenset[int]:
    """Return the characters that body text can show: those of the upright sans font and the fallbacks."""
    held = coverage()
    return held["report-sans-400"].union(*(held[face.stem] for face in TYPEFACES if not face.always))


def drawable(character: str) -> bool:
    """Return whether any shipped font has a character."""
    return ord(character) in _drawable()


def typefaces_for(text: str) -> tuple[Typeface, ...]:
    """Return the fonts that a text needs: the ones every report uses, and fallbacks for any other characters."""
    held = coverage()
    rare = set(map(ord, set(text))) - held["report-sans-400"]
    return tuple(face for face in TYPEFACES if face.always or rare & held[face.stem])
