"""The file that a command writes. Its extension sets the format, and it can't be a file that the command reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from practices_catalog.faults import Place, refuse


def refuse_input(path: Path, files: Iterable[Path], what: str) -> None:
    """Refuse to overwrite someone's answers.

    Raises:
        InputError: the path is one of the files to be read.
    """
    if any(same_file(path, file) for file in files):
        raise refuse("is one of the input files", f"choose another name for the {what}", Place(str(path)))


def form_of(path: Path, forms: Collection[str], what: str) -> str:
    """Return the format given by a file's extension.

    Raises:
        InputError: no format has this extension.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in forms:
        *names, last = (f".{form}" for form in forms)
        said = (
            f"a {what} can't be written as {path.suffix!r}" if ending else f"the name doesn't say what {what} to write"
        )
        raise refuse(said, f"end the name in {', '.join(names)} or {last}", Place(str(path)))
    return ending


def same_file(one: Path, other: Path) -> bool:
    """Return whether two paths lead to the same existing file."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
