"""The content files that were read, and the faults found in them."""

from __future__ import annotations

import hashlib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from practices_catalog.documents import Document, read_document
from practices_catalog.faults import Fault, InputError, Place
from practices_catalog.yaml_source import YamlSource, read_text

KindAndId = tuple[str, str]
Unreadable = AbstractSet[KindAndId]


@dataclass
class Sources:
    """The content files by kind and id, and the faults found while reading them.

    Attributes:
        unreadable: kinds and ids of the files that exist but can't be read; referring to one isn't a fault.
    """

    files: dict[KindAndId, YamlSource] = field(default_factory=dict)
    unreadable: set[KindAndId] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def add(self, kind: str, path: Path, shown: str, name: str | None = None) -> None:
        """Read a file; it replaces an earlier file of the same kind and id."""
        key = kind, name or path.stem
        self.files.pop(key, None)
        self.unreadable.discard(key)
        try:
            self.files[key] = YamlSource(shown, read_text(path, shown))
        except InputError as error:
            self._refuse(key, error)

    def all(self, kind: str) -> list[tuple[str, YamlSource]]:
        """Return the ids and sources of one kind, sorted by id."""
        return sorted((name, source) for (each, name), source in self.files.items() if each == kind)

    def ids(self, kind: str) -> set[str]:
        """Return the ids of all the files of one kind, including those that can't be read."""
        return {name for each, name in (*self.files, *self.unreadable) if each == kind}

    def place(self, kind: str, name: str, *path: str | int) -> Place:
        """Return the place of a key in a file."""
        source = self.files.get((kind, name))
        return source.place(*path) if source else Place(key=name)

    def read(self, kind: str, document: type[Document], name_key: str = "") -> list[Document]:
        """Return the content of every readable file of a kind, and keep the faults in the others.

        Args:
            kind: the kind of file.
            document: the dataclass to read each file into.
            name_key: the key whose value must equal the name of the file or its folder; "" if there is none.
        """
        read = []
        for name, source in self.all(kind):
            try:
                content = read_document(document, source)
            except InputError as error:
                self._refuse((kind, name), error)
                continue
            if name_key and (given := getattr(content, name_key)) != name:
                wrong = f"the {name_key} {given!r} doesn't match the name of the file or folder, {name!r}"
                self.faults.append(Fault(source.place(name_key), wrong, "use the same name for both"))
            read.append(content)
        return read

    def version(self) -> str:
        """Return a short hash of all the texts that were read."""
        digest = hashlib.sha256()
        for key in sorted(self.files):
            digest.update("/".join(key).encode() + b"\0" + self.files[key].text.encode() + b"\0")
        return digest.hexdigest()[:12]

    def raise_faults(self) -> None:
        """Raise the faults found so far, if any."""
        if self.faults:
            raise InputError(self.faults)

    def _refuse(self, key: KindAndId, error: InputError) -> None:
        self.unreadable.add(key)
        self.faults.extend(error.faults)
