"""Zip files without times, so that the same input gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can hold."""


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip file of names and contents, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(archive: bytes) -> Iterable[tuple[str, bytes]]:
    """Yield the names and contents of a zip file, in their order."""
    with zipfile.ZipFile(BytesIO(archive)) as source:
        for name in source.namelist():
            yield name, source.read(name)
