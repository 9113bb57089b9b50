"""Strict YAML: only text, no duplicate keys, no anchors, no tags, and a line number for every fault.

Scalars stay the text that was typed, including `no`, `012` and `4.10`. YAML's own rules would turn them into false,
ten and 4.1 before anyone could object, so the code that reads a value decides its type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from practices_catalog.faults import Fault, InputError, Place, refuse

MAX_BYTES = 20_000_000
BYTE_ORDER_MARK = "\ufeff"
FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
Key = str | int


class _TextLoader(yaml.CBaseLoader):
    """Composes documents whose scalars are all text."""


def decode(raw: bytes, file: str) -> str:
    """Decode UTF-8 and drop a byte order mark.

    Raises:
        InputError: the bytes aren't UTF-8; the fault names the line and the likely encoding.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        likely = "UTF-16" if utf16 else "Windows-1252 (an older Excel or Windows program)"
        raise refuse(
            f"isn't UTF-8; it is probably {likely}",
            'save it as UTF-8 ("CSV UTF-8" in Excel, "Unicode (UTF-8)" in LibreOffice)',
            Place(file, line=line),
        ) from None


def read_text(path: Path, file: str = "") -> str:
    """Return a text file's content; faults refer to it as `file`.

    Raises:
        InputError: the file can't be read, is too large, or isn't UTF-8.
    """
    place = Place(file or str(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refuse(
                f"is larger than {MAX_BYTES // 1_000_000} MB", "keep only the content and remove the rest", place
            )
        return decode(path.read_bytes(), place.file)
    except FileNotFoundError:
        raise refuse("doesn't exist", "check the file's name and folder", place) from None
    except IsADirectoryError:
        raise refuse("is a folder", "choose a file in the folder", place) from None
    except PermissionError:
        raise refuse("can't be read: permission denied", "change the file's permissions", place) from None
    except OSError as error:
        raise refuse(f"can't be read ({error.strerror})", "check the path and the disk", place) from None


def parse(text: str, file: str) -> Any:
    """Parse a YAML document into dicts, lists and strings.

    Raises:
        InputError: lists every duplicate key, anchor, alias and tag, or the first syntax error.
    """
    loader = _TextLoader(text)
    try:
        if any(sign in text for sign in "&*!"):  # rare, so that most files are parsed only once
            _refuse_extras(text, file)
        node = loader.get_single_node()
        faults = list(_duplicate_keys(node, file, ())) if node else []
        if faults:
            raise InputError(faults)
        return loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        wrong = f"isn't valid YAML: {error.problem or error.context}"
        raise refuse(
            wrong, "fix this line or the one above it (indentation, quotes, colons)", Place(file, line=line)
        ) from None
    except (yaml.YAMLError, RecursionError) as error:
        wrong, mend = (
            ("contains a character that YAML doesn't allow", "remove the character")
            if isinstance(error, yaml.YAMLError)
            else ("is nested too deeply", "use fewer levels of nesting")
        )
        raise refuse(wrong, mend, Place(file, line=_line_of_bad_character(text))) from None
    finally:
        loader.dispose()


def _line_of_bad_character(text: str) -> int | None:
    found = FORBIDDEN.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _refuse_extras(text: str, file: str) -> None:
    """Refuse anchors and aliases, which can expand to gigabytes, and tags, which can create objects."""
    faults = []
    for event in yaml.parse(text, Loader=_TextLoader):
        place = Place(file, line=event.start_mark.line + 1 if event.start_mark else None)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            faults.append(
                Fault(place, "contains an anchor or alias (& or *)", "write the value out, or put it in quotes")
            )
        elif tag := getattr(event, "tag", None):
            faults.append(Fault(place, f"contains the tag {tag}", "remove the tag, or put the value in quotes"))
    if faults:
        raise InputError(faults)


def _duplicate_keys(node: yaml.Node, file: str, path: tuple[Key, ...]) -> Iterator[Fault]:
    if isinstance(node, yaml.MappingNode):
        first_lines: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if not isinstance(key, yaml.ScalarNode):
                yield Fault(Place(file, line=line), "has a list or map as a key", "use plain text as the key")
            elif name in first_lines:
                wrong = f"the key {name!r} appears twice, first on line {first_lines[name]}"
                yield Fault(Place(file, key=dotted((*path, name)), line=line), wrong, "remove one of the two")
            first_lines.setdefault(name, line)
            yield from _duplicate_keys(value, file, (*path, name))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _duplicate_keys(item, file, (*path, number))


def dotted(path: Sequence[Key]) -> str:
    """Return a path of keys as text, such as `ladder.3.text`; list items are counted from 1."""
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in path)


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A YAML file and its text, which gives the line of any key."""

    file: str
    text: str

    def place(self, *path: Key) -> Place:
        """Return the place of a key, or of its nearest existing parent."""
        node = yaml.compose(self.text, Loader=_TextLoader)
        line = 1
        for key in path:
            below = _child(node, key)
            if below is None:
                break
            line, node = below
        return Place(self.file, key=dotted(path), line=line)


def _child(node: yaml.Node | None, key: Key) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return name.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark.line + 1, node.value[key]
    return None
