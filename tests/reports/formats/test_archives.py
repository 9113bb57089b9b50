"""Zip files that depend on their content alone."""

from __future__ import annotations

import zipfile
from io import BytesIO

from reports.formats.archives import EPOCH, packed, unpacked


def test_files_come_out_as_they_went_in_and_without_times() -> None:
    """In their order; the same files give the same bytes."""
    files = [("b.txt", b"second"), ("a/a.txt", b"first" * 100)]

    archive = packed(files)

    assert list(unpacked(archive)) == files
    assert packed(unpacked(archive)) == archive
    with zipfile.ZipFile(BytesIO(archive)) as read:
        assert {each.date_time for each in read.infolist()} == {EPOCH}
        assert read.testzip() is None
