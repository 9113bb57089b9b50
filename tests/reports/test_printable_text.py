"""Characters that can't be seen or drawn are printed as codes."""

from __future__ import annotations

import pytest

from reports.printable_text import printable


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("pasted \x1b[31mred\x1b[0m end\x00", "pasted [U+001B][31mred[U+001B][0m end[U+0000]"),
        ("form feed \f and bell \a and \uffff", "form feed [U+000C] and bell [U+0007] and [U+FFFF]"),
        ("lone \ud83d here", "lone [U+D83D] here"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("]]> & <b> {{ 7*7 }} \u202egnp.exe", "]]> & <b> {{ 7*7 }} [U+202E]gnp.exe"),
        ("\U00013000", "[U+13000]"),
        ("20 \u2103", "20 \u00b0C"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_hidden_characters_are_shown_and_all_others_stay(typed: str, shown: str) -> None:
    """This covers control characters, surrogates, direction marks and glyphs missing from all fonts (FL-027)."""
    assert printable(typed) == shown


@pytest.mark.parametrize(
    "name", ["Ελένη", "Щербаков", "王小明", "محمد", "שלום", "ไทย", "हिन्दी", "한국어", "カタカナ", "😀🚀", "→ ≥ ✓"]
)
def test_names_in_any_script_stay_as_they_are(name: str) -> None:
    """The shipped fonts have their glyphs."""
    assert printable(name) == name
