"""Reading the catalogue from folders of YAML: our own, and any that a user lays over it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from wayfinder.practices_catalog import documents as doc
from wayfinder.practices_catalog.faults import Fault, InputError, Place
from wayfinder.practices_catalog.model import (
    Approach,
    Catalogue,
    Contribution,
    Framework,
    Group,
    Indicator,
    Mapping,
    NoCounterpart,
    Practice,
    Prerequisite,
    Requirement,
    Role,
    Signal,
    SuccessFactor,
)
from wayfinder.practices_catalog.yaml_source import Source, read_text

DATA = Path(__file__).parent / "data"


@dataclass
class Sources:
    """The content files read, by kind and id, and the faults found while reading them."""

    files: dict[tuple[str, str], Source] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, kind: str, path: Path, shown: str, name: str | None = None) -> None:
        """Read a file; one of the same kind and id laid over it later replaces it."""
        try:
            self.files[kind, name or path.stem] = Source(shown, read_text(path, shown))
        except InputError as error:
            self.faults.extend(error.faults)

    def all(self, kind: str) -> list[tuple[str, Source]]:
        """Return ids and sources of one kind, by id."""
        return sorted((name, source) for (each, name), source in self.files.items() if each == kind)

    def place(self, kind: str, name: str, *path: str | int) -> Place:
        """Return the place of a key in one of the files."""
        source = self.files.get((kind, name))
        return source.place(*path) if source else Place(key=name)

    def read(self, kind: str, document: type[doc.AnyDocument]) -> list[doc.AnyDocument]:
        """Return the content of every file of a kind, keeping the faults of those that cannot be read."""
        read = []
        for name, source in self.all(kind):
            try:
                content = doc.read_document(document, source)
            except InputError as error:
                self.faults.extend(error.faults)
                continue
            if getattr(content, "id", name) != name:
                wrong = f"the id {getattr(content, 'id', '')!r} is not the name of the file or folder, {name!r}"
                self.faults.append(Fault(source.place("id"), wrong, "make the two equal"))
            read.append(content)
        return read

    def version(self) -> str:
        """Return a short hash of all bytes read."""
        digest = hashlib.sha256()
        for key in sorted(self.files):
            digest.update("/".join(key).encode() + b"\0" + self.files[key].text.encode() + b"\0")
        return digest.hexdigest()[:12]

    def raise_faults(self) -> None:
        """Raise what was found wrong so far, if anything."""
        if self.faults:
            raise InputError(self.faults)


def load_catalogue(*overlays: Path) -> Catalogue:
    """Return the checked catalogue: our own content with a user's folders laid over it.

    Args:
        overlays: folders with `practices/`, `frameworks/`, `approaches/` of the same form; the same id replaces ours.

    Raises:
        InputError: with every fault of every file.
    """
    catalogue, sources = read_catalogue(overlays)
    from wayfinder.practices_catalog.checks import check_catalogue  # noqa: PLC0415 - the checks read the sources' type

    sources.faults.extend(check_catalogue(catalogue, sources))
    sources.raise_faults()
    return catalogue


def read_catalogue(overlays: Sequence[Path] = ()) -> tuple[Catalogue, Sources]:
    """Return the catalogue as it stands in the files, and those; what cannot be read is left out and kept as faults."""
    sources = Sources()
    for root in (DATA, *overlays):
        _collect(root, sources)
    editions = sources.read("editions", doc.EditionsDocument)
    if not editions:
        sources.raise_faults()
    edition = editions[0].editions[0]
    groups = tuple(Group(group.id, group.name) for group in edition.groups)
    practices = [_practice(content, edition.id) for content in sources.read("practice", doc.PracticeDocument)]
    order = [group.id for group in groups]
    practices.sort(key=lambda p: (order.index(p.group) if p.group in order else len(order), p.id))
    mappings = {m.framework: m for m in sources.read("mappings", doc.MappingsDocument)}
    return Catalogue(
        edition=edition.id,
        edition_name=edition.name,
        version=sources.version(),
        groups=groups,
        practices=tuple(practices),
        frameworks=tuple(_framework(f, mappings) for f in _in_order(sources.read("framework", doc.FrameworkDocument))),
        approaches=tuple(_approach(a) for a in _in_order(sources.read("approach", doc.ApproachDocument))),
    ), sources


def _collect(root: Path, sources: Sources) -> None:
    def shown(path: Path) -> str:
        return str(path.relative_to(root)) if root == DATA else str(path)

    if (root / "editions.yaml").exists():
        sources.add("editions", root / "editions.yaml", shown(root / "editions.yaml"))
    for kind, pattern in (("practice", "practices/*.yaml"), ("approach", "approaches/*.yaml")):
        for path in sorted(root.glob(pattern)):
            sources.add(kind, path, shown(path))
    for path in sorted(root.glob("frameworks/*/requirements.yaml")):
        sources.add("framework", path, shown(path), path.parent.name)
    for path in sorted(root.glob("frameworks/*/mappings.yaml")):
        sources.add("mappings", path, shown(path), path.parent.name)


Ordered = TypeVar("Ordered", doc.FrameworkDocument, doc.ApproachDocument)


def _in_order(documents: Iterable[Ordered]) -> list[Ordered]:
    return sorted(documents, key=lambda document: (document.order, document.id))


def _practice(content: doc.PracticeDocument, edition: str) -> Practice:
    return Practice(
        id=content.id,
        name=content.name,
        group=content.groups.get(edition, ""),
        purpose=content.purpose,
        success_factors=tuple(SuccessFactor(f.id, f.name) for f in content.success_factors),
        value_chain={a: Contribution(c.contribution, c.how) for a, c in content.value_chain.items()},
        roles=tuple(Role(role.name, role.does) for role in content.roles),
        indicators=tuple(Indicator(**indicator.model_dump()) for indicator in content.indicators),
        prerequisites=tuple(Prerequisite(**prerequisite.model_dump()) for prerequisite in content.prerequisites),
        effort=content.effort,
    )


def _framework(content: doc.FrameworkDocument, mappings: dict[str, doc.MappingsDocument]) -> Framework:
    own = mappings.get(content.id)
    return Framework(
        **content.model_dump(exclude={"requirements", "order"}),
        requirements=tuple(Requirement(**requirement.model_dump()) for requirement in content.requirements),
        mappings=tuple(
            Mapping(
                m.practice,
                content.id,
                m.requirement,
                m.relation,
                m.strength,
                m.level or content.expects_level,
                m.rationale,
            )
            for m in (own.mappings if own else ())
        ),
        no_counterpart=tuple(NoCounterpart(n.practice, n.why) for n in (own.no_counterpart if own else ())),
    )


def _approach(content: doc.ApproachDocument) -> Approach:
    return Approach(
        **content.model_dump(exclude={"signals", "order"}),
        signals=tuple(Signal(**signal.model_dump()) for signal in content.signals),
    )
