"""Text that people typed, made printable: characters that can't be seen or drawn appear as their code."""

from __future__ import annotations

import unicodedata

from reports.typefaces import drawable

KEPT = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f")
DIRECTION = frozenset(range(0x202A, 0x202F)) | frozenset(range(0x2066, 0x206A))
LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\ufeff": ""}


def printable(text: str) -> str:
    """Return a text with codes such as [U+001B] in place of characters that can't be seen or drawn.

    These are control characters, marks that change the writing direction, and characters that no shipped font has.
    """
    if text.isascii() and text.isprintable():
        return text
    for end, stands in LINE_ENDS.items():
        text = text.replace(end, stands)
    return "".join(map(_shown, unicodedata.normalize("NFC", text)))


def missing_signs(text: str) -> list[str]:
    """Return the signs of a text, in order, that a reader would miss because no shipped font has them."""
    if text.isascii():
        return []
    signs = unicodedata.normalize("NFC", text)
    return [each for each in signs if _shown(each) == code_of(each) and not _is_hidden(each)]


def code_of(character: str) -> str:
    """Return what a report shows in place of a character."""
    return f"[U+{ord(character):04X}]"


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"} or ord(character) in DIRECTION


def _shown(character: str) -> str:
    if character in KEPT:
        return character
    hidden = _is_hidden(character)
    if not hidden and drawable(character):
        return character
    plain = unicodedata.normalize("NFKC", character)
    same = not hidden and plain != character and all(map(drawable, plain))
    return plain if same else code_of(character)
