"""The shipped catalogue, and broken copies of single files on top of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from practices_catalog.faults import Fault, InputError
from practices_catalog.loading import DATA, load_catalogue
from practices_catalog.model import Catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    return load_catalogue()


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str, str], tuple[Fault, ...]]:
    """Replace one text in a copy of one of our files, load it on top of ours, and return the faults."""

    def read(file: str, old: str, new: str) -> tuple[Fault, ...]:
        content = (DATA / file).read_text("utf-8")
        assert old in content
        copy = tmp_path / file
        copy.parent.mkdir(parents=True)
        copy.write_text(content.replace(old, new, 1), "utf-8")
        with pytest.raises(InputError) as caught:
            load_catalogue(tmp_path)
        return caught.value.faults

    return read


@pytest.fixture
def fault_of(
    broken: Callable[[str, str, str], tuple[Fault, ...]], tmp_path: Path
) -> Callable[[str, str, str, str], tuple[str, str]]:
    """Return the message and fix of the fault on the line with a marker, or of one in the same file."""

    def find(file: str, old: str, new: str, marker: str) -> tuple[str, str]:
        faults = broken(file, old, new)
        lines = (tmp_path / file).read_text("utf-8").splitlines()
        line = next(number for number, text in enumerate(lines, start=1) if marker in text)
        found = [f for f in faults if (f.place.file, f.place.line) == (str(tmp_path / file), line)]
        assert len(found) == 1, [str(each) for each in faults]
        return found[0].wrong, found[0].mend

    return find
