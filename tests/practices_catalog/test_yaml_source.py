"""Strict YAML: values are text, and each refused feature is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from practices_catalog.faults import Fault, InputError
from practices_catalog.yaml_source import MAX_BYTES, YamlSource, decode, parse, read_text


def _faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        parse(text, "x.yaml")
    return caught.value.faults


def test_scalars_stay_text_as_typed() -> None:
    """There are no booleans, octal numbers, dates or nulls."""
    text = "a: no\nb: 012\nc: 4.10\nd: 2026-03-04\ne: null\nf:\ng: N\n"

    assert parse(text, "x.yaml") == {
        "a": "no",
        "b": "012",
        "c": "4.10",
        "d": "2026-03-04",
        "e": "null",
        "f": "",
        "g": "N",
    }


def test_an_empty_document_is_empty() -> None:
    """It has no content."""
    assert parse("# only a comment\n", "x.yaml") is None


@pytest.mark.parametrize(
    ("text", "line", "wrong", "mend"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' appears twice, first on line 1", "remove one of the two"),
        ("- x: 1\n- y: 1\n  y: 2\n", 3, "the key 'y' appears twice, first on line 2", "remove one of the two"),
        ("a: 1\nb: &b 2\n", 2, "contains an anchor or alias (& or *)", "write the value out, or put it in quotes"),
        ("a: 1\nb: *b\n", 2, "contains an anchor or alias (& or *)", "write the value out, or put it in quotes"),
        ("a: !!python/object:os.system x\n", 1, "contains the tag", "remove the tag, or put the value in quotes"),
        ("a: 1\n[x]: 2\n", 2, "has a list or map as a key", "use plain text as the key"),
        ("a: 1\n\tb: 2\n", 2, "isn't valid YAML", "fix this line or the one above it"),
        ("a: 1\nb: 'x\n", 3, "isn't valid YAML", "fix this line or the one above it"),
        ("a: 1\n---\nb: 2\n", 2, "isn't valid YAML", "fix this line or the one above it"),
        ("a: 1\nb: x\x07y\n", 2, "contains a character that YAML doesn't allow", "remove the character"),
        ("a: 1\nb: x\x9by\n", 2, "contains a character that YAML doesn't allow", "remove the character"),
        ("[" * 5000, 1, "isn't valid YAML", "fix this line"),
    ],
)
def test_a_refused_feature_is_named_with_its_line(text: str, line: int, wrong: str, mend: str) -> None:
    """There is one fault with one line and one fix."""
    (fault,) = _faults(text)

    assert (fault.place.file, fault.place.line) == ("x.yaml", line)
    assert wrong in fault.wrong
    assert mend in fault.mend


def test_deep_nesting_is_a_fault_and_not_a_crash() -> None:
    """A thousand lists are nested."""
    (fault,) = _faults("- " * 900 + "x")

    assert fault.wrong == "is nested too deeply"


def test_an_alias_bomb_is_refused_before_it_expands() -> None:
    """Each anchor and alias is a fault; nothing is expanded."""
    text = "a: &a [x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )

    assert len(_faults(text)) == 1 + 9 * 3


def test_all_duplicate_keys_are_reported_together() -> None:
    """Nested ones are named with their path."""
    faults = _faults("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n")

    assert [(fault.place.line, fault.place.key) for fault in faults] == [(2, "a"), (5, "b.c")]


def test_bytes_that_are_not_utf_8_are_named_with_line_and_encoding() -> None:
    """One file has Windows-1252 on the second line, and another is UTF-16."""
    with pytest.raises(InputError, match=r"x.yaml, line 2: isn't UTF-8; it is probably Windows-1252"):
        decode("a: b\nname: Müller\n".encode("cp1252"), "x.yaml")
    with pytest.raises(InputError, match="probably UTF-16"):
        decode("a: b\n".encode("utf-16"), "x.yaml")


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    """Reading removes it."""
    assert parse(decode(b"\xef\xbb\xbfa: b\n", "x.yaml"), "x.yaml") == {"a": "b"}


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    """This covers a missing file, a folder, a path below a file, and a file that is too large."""
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))

    for path, wrong in (
        (tmp_path / "none.yaml", "doesn't exist"),
        (tmp_path, "is a folder"),
        (large / "x.yaml", "can't be read"),
        (large, "is larger than 20 MB"),
    ):
        with pytest.raises(InputError, match=wrong):
            read_text(path)


def test_the_place_of_a_key_is_its_line_or_that_of_the_nearest_above() -> None:
    """List items count from 1 for people."""
    source = YamlSource("x.yaml", "a: 1\nb:\n  - c: 1\n    d: 2\n  - e\n")

    assert str(source.place("b", 0, "d")) == "x.yaml, line 4, b.1.d"
    assert source.place("b", 1).line == 5
    assert source.place("b", 0, "zzz").line == 3
    assert source.place("b", 7).line == 2
    assert source.place("zzz").line == 1
