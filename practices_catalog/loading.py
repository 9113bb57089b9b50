"""Loads the catalogue from folders of YAML: the built-in content and any overlays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from practices_catalog import documents as doc
from practices_catalog.checks import check_catalogue
from practices_catalog.model import (
    Approach,
    Catalogue,
    Effort,
    Framework,
    LevelEffort,
    Mapping,
    OrganizationSize,
    Practice,
    PracticeNames,
)
from practices_catalog.sources import Sources

DATA = Path(__file__).parent / "data"


def load_catalogue(*overlays: Path) -> Catalogue:
    """Return the checked catalogue: the built-in content with a user's folders on top.

    Args:
        overlays: folders with `practices/`, `frameworks/`, `approaches/` or `names/`; content with the id of
            built-in content replaces it.

    Raises:
        InputError: lists every error in every file.
    """
    catalogue, sources = read_catalogue(overlays)
    sources.faults.extend(check_catalogue(catalogue, sources))
    sources.raise_faults()
    return catalogue


def read_catalogue(overlays: Sequence[Path] = ()) -> tuple[Catalogue, Sources]:
    """Return the catalogue and its files; unreadable files are left out, and `Sources` keeps their faults."""
    sources = Sources()
    for root in (DATA, *overlays):
        _collect(root, sources)
    editions = sources.read("editions", doc.EditionsDocument)
    if not editions:
        sources.raise_faults()
    edition = editions[0].editions[0]
    practices = [_practice(each, edition.id) for each in sources.read("practice", doc.PracticeDocument, "id")]
    order = [group.id for group in edition.groups]
    practices.sort(key=lambda p: (order.index(p.group) if p.group in order else len(order), p.id))
    mappings = {each.framework: each for each in sources.read("mappings", doc.MappingsDocument, "framework")}
    frameworks = _in_order(sources.read("framework", doc.FrameworkDocument, "id"))
    return Catalogue(
        edition=edition.id,
        edition_name=edition.name,
        version=sources.version(),
        groups=edition.groups,
        practices=tuple(practices),
        frameworks=tuple(_framework(each, mappings.get(each.id)) for each in frameworks),
        approaches=tuple(_in_order(sources.read("approach", Approach, "id"))),
        names=tuple(sources.read("names", PracticeNames)),
    ), sources


def _collect(root: Path, sources: Sources) -> None:
    def shown(path: Path) -> str:
        return str(path.relative_to(root)) if root == DATA else str(path)

    if (root / "editions.yaml").exists():
        sources.add("editions", root / "editions.yaml", shown(root / "editions.yaml"))
    for kind, folder in (("practice", "practices"), ("approach", "approaches"), ("names", "names")):
        for path in sorted(root.glob(f"{folder}/*.yaml")):
            sources.add(kind, path, shown(path))
    for path in sorted(root.glob("frameworks/*/requirements.yaml")):
        sources.add("framework", path, shown(path), path.parent.name)
    for path in sorted(root.glob("frameworks/*/mappings.yaml")):
        sources.add("mappings", path, shown(path), path.parent.name)


Ordered = TypeVar("Ordered", doc.FrameworkDocument, Approach)


def _in_order(contents: Iterable[Ordered]) -> list[Ordered]:
    return sorted(contents, key=lambda each: (each.order, each.id))


def _practice(content: doc.PracticeDocument, edition: str) -> Practice:
    efforts = tuple(map(_effort, content.effort))
    return doc.built(Practice, content, group=content.groups.get(edition, ""), efforts=efforts)


def _effort(content: doc.EffortDocument) -> LevelEffort:
    by_size = {size: Effort(*map(Fraction, getattr(content, size.value))) for size in OrganizationSize}
    return LevelEffort(content.level, by_size, content.driver)


def _framework(content: doc.FrameworkDocument, own: doc.MappingsDocument | None) -> Framework:
    mappings = tuple(
        doc.built(Mapping, each, framework=content.id, level=each.level or content.expects_level)
        for each in (own.mappings if own else ())
    )
    return doc.built(Framework, content, mappings=mappings, no_counterpart=own.no_counterpart if own else ())
