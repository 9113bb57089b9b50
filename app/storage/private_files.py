"""Files that only their owner may read: the database and its key."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from sqlalchemy import URL

PRIVATE = 0o600
BESIDE = ("", "-wal", "-shm")  # SQLite creates the last two files with the permissions of the first


def create(path: Path, content: bytes) -> None:
    """Create a private file together with its content, or leave the existing file as it is.

    If several processes start at the same time, the first one creates the file, and none sees an incomplete file.
    """
    if path.exists():
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-") as file:  # has mode 600
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)


def restrict(path: Path) -> None:
    """Remove everyone else's access to a file, if the file is ours."""
    with contextlib.suppress(OSError):  # a file that we can't change is not ours to protect
        found = path.stat()
        mode = stat.S_IMODE(found.st_mode)
        if found.st_uid == os.getuid() and stat.S_ISREG(found.st_mode) and mode & ~PRIVATE:
            path.chmod(mode & PRIVATE)


def prepare_database(url: URL) -> None:
    """Create the file of an SQLite database if it doesn't exist, and restrict access to it and its companion files."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":memory:", "file:")):
        return
    with contextlib.suppress(OSError):  # SQLite reports the problem when it opens the file
        os.close(os.open(url.database, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
    for suffix in BESIDE:
        restrict(Path(url.database + suffix))
