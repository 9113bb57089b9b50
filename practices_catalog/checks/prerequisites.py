"""Prerequisites refer to existing practices, and no practice depends on itself, directly or indirectly."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.faults import Fault
from practices_catalog.model import Catalogue
from practices_catalog.nearest import write_nearest
from practices_catalog.sources import Sources

Node = tuple[str, int]


def check(catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    """Yield every violation of this rule."""
    known = sources.ids("practice")
    for practice in catalogue.practices:
        for number, prerequisite in enumerate(practice.prerequisites):
            if prerequisite.practice not in known:
                place = sources.place("practice", practice.id, "prerequisites", number, "practice")
                mend = write_nearest(prerequisite.practice, known, "use the id of a practice")
                yield Fault(place, f"no practice has the id {prerequisite.practice!r}", mend)
    for cycle in _cycles(catalogue):
        first = cycle[0][0]
        path = " waits for ".join(f"{practice} {level}" for practice, level in cycle)
        place = sources.place("practice", first, "prerequisites")
        yield Fault(place, f"the prerequisites form a cycle: {path}", "make one of them soft, or lower its level")


def _cycles(catalogue: Catalogue) -> Iterator[list[Node]]:
    """Yield each cycle of hard prerequisites once, as its practice levels; the first and the last are the same."""
    done: set[Node] = set()
    for practice in catalogue.practices:
        for level in range(1, 6):
            yield from _walk(catalogue, (practice.id, level), [], done)


def _walk(catalogue: Catalogue, node: Node, path: list[Node], done: set[Node]) -> Iterator[list[Node]]:
    if node in path:
        yield [*path[path.index(node) :], node]
        return
    if node in done or node[0] not in catalogue.practice:
        return
    for before in _before(catalogue, node):
        yield from _walk(catalogue, before, [*path, node], done)
    done.add(node)


def _before(catalogue: Catalogue, node: Node) -> Iterator[Node]:
    practice, level = node
    if level > 1:
        yield practice, level - 1
    for prerequisite in catalogue.practice[practice].prerequisites:
        if prerequisite.hard and prerequisite.for_level == level:
            yield prerequisite.practice, prerequisite.level
