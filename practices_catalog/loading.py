"""Reading the catalogue from folders of YAML: our own, and any that a user lays over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from practices_catalog import documents as doc
from practices_catalog.checks import check_catalogue
from practices_catalog.model import (
    Approach,
    Catalogue,
    Contribution,
    Framework,
    Indicator,
    Mapping,
    NoCounterpart,
    Practice,
    PracticeGroup,
    PracticeRole,
    Prerequisite,
    Requirement,
    Signal,
    SuccessFactor,
)
from practices_catalog.sources import Sources

DATA = Path(__file__).parent / "data"


def load_catalogue(*overlays: Path) -> Catalogue:
    """Return the checked catalogue: our own content with a user's folders laid over it.

    Args:
        overlays: folders with `practices/`, `frameworks/`, `approaches/` of the same form; the same id replaces ours.

    Raises:
        InputError: with every fault of every file.
    """
    catalogue, sources = read_catalogue(overlays)
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
    groups = tuple(PracticeGroup(group.id, group.name) for group in edition.groups)
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
        roles=tuple(PracticeRole(role.name, role.does) for role in content.roles),
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
