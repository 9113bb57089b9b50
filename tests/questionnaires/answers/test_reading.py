"""The extension decides how a file is read, and each kind of unreadable file has its own message."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from practices_catalog.faults import InputError

if TYPE_CHECKING:
    from tests.questionnaires.answers.conftest import Desk

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("a.csv", b"", "is empty"),
        ("a.yaml", b" \n\n", "is empty"),
        ("a.json", b"PK\x03\x04x", "has the extension .json, but is a zip file, probably a workbook"),
        ("a.csv", OLE, "has the extension .csv, but is an old Excel workbook (.xls) or an encrypted one"),
        ("a.yaml", b"%PDF-1.7", "has the extension .yaml, but is a PDF"),
        ("a.xls", OLE, "is a .xls file"),
        ("a.ods", b"PK\x03\x04", "is a .ods file"),
        ("a.txt", b"statement,rating", "has the extension '.txt', which isn't supported"),
        ("a", b"statement,rating", "has no extension"),
        ("a.csv", b"x" * 5_000_001, "is larger than 5 MB"),
        ("a.csv", b"statement,rating\ncaf\xe9,F\n", "isn't UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(desk: Desk, name: str, content: bytes, wrong: str) -> None:
    """There is one fault that names the file."""
    path = desk.save(name, content)

    (fault,) = desk.faults(path)

    assert fault.place.file == str(path)
    assert wrong in fault.wrong


def test_a_path_that_is_not_a_file_says_so(desk: Desk) -> None:
    """This covers a folder and a path that doesn't exist."""
    (desk.folder / "folder.yaml").mkdir()

    assert desk.faults(desk.folder / "folder.yaml")[0].wrong == "is a folder"
    assert desk.faults(desk.folder / "nothing.csv")[0].wrong == "doesn't exist"
    assert desk.faults(Path(f"{desk.folder}/{'x' * 300}.csv"))[0].wrong.startswith("can't be read")


def test_a_file_without_read_permission_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fix is to get read permission."""
    path = desk.save("a.csv", "statement,rating\n")

    def refused(*_arguments: object, **_named: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refused)

    assert desk.faults(path)[0].wrong == "can't be read: permission denied"


def test_an_unknown_extension_is_refused_for_writing(desk: Desk) -> None:
    """Nothing has been written by then."""
    with pytest.raises(InputError, match=r"the extension '\.doc' isn't supported; use \.xlsx"):
        desk.write("a.doc")
    assert not list(desk.folder.iterdir())
