"""The content files read, and what was found wrong with them."""

from __future__ import annotations

import hashlib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from practices_catalog.documents import AnyDocument, read_document
from practices_catalog.faults import Fault, InputError, Place
from practices_catalog.yaml_source import Source, read_text

KindAndId = tuple[str, str]
Unreadable = AbstractSet[KindAndId]


@dataclass
class Sources:
    """The content files by kind and id, and the faults found while reading them.

    Attributes:
        unreadable: kinds and ids of the files that are there but cannot be read; to name one is no fault.
    """

    files: dict[KindAndId, Source] = field(default_factory=dict)
    unreadable: set[KindAndId] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def add(self, kind: str, path: Path, shown: str, name: str | None = None) -> None:
        """Read a file; one of the same kind and id laid over it later replaces it."""
        key = kind, name or path.stem
        self.files.pop(key, None)
        self.unreadable.discard(key)
        try:
            self.files[key] = Source(shown, read_text(path, shown))
        except InputError as error:
            self._refuse(key, error)

    def all(self, kind: str) -> list[tuple[str, Source]]:
        """Return ids and sources of one kind, by id."""
        return sorted((name, source) for (each, name), source in self.files.items() if each == kind)

    def ids(self, kind: str) -> set[str]:
        """Return the ids that the files of one kind stand for, those that cannot be read included."""
        return {name for each, name in (*self.files, *self.unreadable) if each == kind}

    def place(self, kind: str, name: str, *path: str | int) -> Place:
        """Return the place of a key in one of the files."""
        source = self.files.get((kind, name))
        return source.place(*path) if source else Place(key=name)

    def read(self, kind: str, document: type[AnyDocument]) -> list[AnyDocument]:
        """Return the content of every file of a kind, keeping the faults of those that cannot be read."""
        read = []
        for name, source in self.all(kind):
            try:
                content = read_document(document, source)
            except InputError as error:
                self._refuse((kind, name), error)
                continue
            if content.named not in {None, name}:
                wrong = f"the {document.NAME_KEY} {content.named!r} is not the name of the file or folder, {name!r}"
                self.faults.append(Fault(source.place(document.NAME_KEY), wrong, "make the two equal"))
            read.append(content)
        return read

    def version(self) -> str:
        """Return a short hash of all texts read."""
        digest = hashlib.sha256()
        for key in sorted(self.files):
            digest.update("/".join(key).encode() + b"\0" + self.files[key].text.encode() + b"\0")
        return digest.hexdigest()[:12]

    def raise_faults(self) -> None:
        """Raise what was found wrong so far, if anything."""
        if self.faults:
            raise InputError(self.faults)

    def _refuse(self, key: KindAndId, error: InputError) -> None:
        self.unreadable.add(key)
        self.faults.extend(error.faults)
