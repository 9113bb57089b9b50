"""Text that people typed, made printable: characters that can't be seen or drawn appear as their code."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from reports.typefaces import drawable

KEPT = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f")
DIRECTION = frozenset(range(0x202A, 0x202F)) | frozenset(range(0x2066, 0x206A))
LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\ufeff": ""}


def printable(text: str) -> str:
    """Return a text with codes such as [U+001B] in place of characters that can't be seen or drawn.

    They are control characters, marks that change the writing direction, and characters that no shipped font has.
    """
    return _replaced(text, _drawn)


def visible(text: str) -> str:
    """Return a text with codes only in place of characters that can't be seen, for programs with fonts of their own."""
    return _replaced(text, _seen)


def _replaced(text: str, shown: Callable[[str], str]) -> str:
    if text.isascii() and text.isprintable():
        return text
    for end, stands in LINE_ENDS.items():
        text = text.replace(end, stands)
    return "".join(
        character if character in KEPT else shown(character) for character in unicodedata.normalize("NFC", text)
    )


def missing_signs(text: str) -> list[str]:
    """Return the characters of a text, in order, that no shipped font has, so that a reader would miss them."""
    if text.isascii():
        return []
    signs = (each for each in unicodedata.normalize("NFC", text) if each not in KEPT)
    return [each for each in signs if _seen(each) == each and _drawn(each) == code_of(each)]


def code_of(character: str) -> str:
    """Return the code that a report shows in place of a character."""
    return f"[U+{ord(character):04X}]"


def _seen(character: str) -> str:
    hidden = unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"} or ord(character) in DIRECTION
    return code_of(character) if hidden else character


def _drawn(character: str) -> str:
    seen = _seen(character)
    if seen != character or drawable(character):
        return seen
    plain = unicodedata.normalize("NFKC", character)
    same = plain != character and all(map(drawable, plain))
    return plain if same else code_of(character)
