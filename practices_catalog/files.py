"""Writes a file completely or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from practices_catalog.faults import InputError, Place, refuse

REASONS = {
    errno.ENOSPC: ("can't be written: the disk is full", "free some space, or choose a path on another disk"),
    errno.EDQUOT: (
        "can't be written: your quota is used up",
        "free some space, or choose a path on another disk",
    ),
    errno.EACCES: ("can't be written: permission denied", "choose a folder that you can write to"),
    errno.EPERM: ("can't be written: permission denied", "choose a folder that you can write to"),
    errno.EROFS: ("can't be written: the disk is read-only", "choose a folder that you can write to"),
    errno.ENOENT: ("can't be written: the folder doesn't exist", "create the folder first, or choose another"),
    errno.ENOTDIR: ("can't be written: part of the path isn't a folder", "check the path"),
    errno.EISDIR: ("is a folder", "add a file name to the path"),
    errno.ENAMETOOLONG: ("can't be written: the name is too long", "give it a shorter name"),
}


def write_atomically(path: Path, content: bytes) -> None:
    """Write to a temporary file beside the target and rename it, so that nobody ever reads half a file.

    A symbolic link is kept. Anything but a regular file, such as a pipe or a device, is written to directly.

    Raises:
        InputError: the file can't be written; an earlier file of that name is unchanged.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except (OSError, ValueError, RuntimeError) as error:
        raise unwritable(str(path), error) from None


def _replace(target: Path, content: bytes) -> None:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "write-protected")
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    # Unlike `tempfile`, which makes files private, os.open lets the user's umask decide who can read the file.
    descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def unwritable(place: str, error: Exception) -> InputError:
    """Return the error for a path, or standard output, that can't be written."""
    code = error.errno if isinstance(error, OSError) and error.errno else 0
    wrong, mend = REASONS.get(code, (f"can't be written: {error}", "check the path"))
    return refuse(wrong, mend, Place(place))
