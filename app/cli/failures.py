"""Error messages of the command line, except those for bugs in Wayfinder."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator, Sequence

from practices_catalog.fault_groups import each_alone, grouped
from practices_catalog.faults import Fault, InputError, Place

FILE_ERRORS = {
    errno.ENOSPC: "free some space, then try again",
    errno.EDQUOT: "free some space, then try again",
    errno.EROFS: "choose a folder that you can write to",
    errno.EACCES: "change the permissions, or name another file",
    errno.EPERM: "change the permissions, or name another file",
    errno.EISDIR: "name a file, not a folder",
    errno.ENOTDIR: "name a file in a folder that exists",
    errno.EIO: "check the disk, then try again",
}


def lines_of(faults: Sequence[Fault], *, each: bool) -> Iterator[str]:
    """Yield the lines of an error message: one for each error, or at most 25 with equal errors in one line."""
    shown = each_alone(faults) if each else grouped(faults)
    yield from (f"error: {line}" for line in shown.lines)
    if shown.more:
        yield f"error: {shown.more:,} more; --all-faults lists them all"


def faults_of(error: Exception) -> Sequence[Fault]:
    """Return what is wrong with the input, a file or the database; nothing for a bug in Wayfinder."""
    if isinstance(error, InputError):
        return error.faults
    if isinstance(error, OSError) and error.errno in FILE_ERRORS:
        wrong = (error.strerror or str(error)).lower()
        return (Fault(Place(str(error.filename or "")), wrong, FILE_ERRORS[error.errno]),)
    if "sqlalchemy" in sys.modules:  # importing it takes longer than most commands
        from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

        from app.storage.failures import failure_of  # noqa: PLC0415

        fault = failure_of(error) if isinstance(error, DBAPIError) else None
        return (fault,) if fault else ()
    return ()
