"""Files are written completely or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from practices_catalog.faults import InputError
from practices_catalog.files import write_atomically


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    """The second content replaces the first, and no other file is left."""
    path = tmp_path / "a.txt"
    write_atomically(path, b"first")
    write_atomically(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If writing fails, the old content stays and no partial file is left."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="the disk is full; free some space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_device_is_written_to_and_never_replaced() -> None:
    """A device that is always full is reported and remains a device."""
    device = Path("/dev/full")
    with pytest.raises(InputError, match="the disk is full"):
        write_atomically(device, b"x")
    assert device.is_char_device()


def test_a_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    """The target of the link gets the content."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("no/such/a.txt", "the folder doesn't exist"), (".", "is a folder"), ("x" * 300, "the name is too long")],
)
def test_a_bad_path_is_named_with_its_reason(tmp_path: Path, name: str, wrong: str) -> None:
    """Each kind gives one fault that says why."""
    with pytest.raises(InputError, match=wrong) as caught:
        write_atomically(tmp_path / name, b"x")
    assert len(caught.value.faults) == 1
