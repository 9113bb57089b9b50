"""Prerequisites name practices that exist, and no practice waits for itself over any detour."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.faults import Fault
from practices_catalog.model import Catalogue
from practices_catalog.nearest import write_nearest
from practices_catalog.sources import Sources

Node = tuple[str, int]


def check(catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    """Yield the faults of this rule."""
    known = sources.ids("practice")
    for practice in catalogue.practices:
        for number, prerequisite in enumerate(practice.prerequisites):
            if prerequisite.practice not in known:
                place = sources.place("practice", practice.id, "prerequisites", number, "practice")
                mend = write_nearest(prerequisite.practice, known, "name one of the practices")
                yield Fault(place, f"no practice has the id {prerequisite.practice!r}", mend)
    for circle in _circles(catalogue):
        first = circle[0][0]
        path = " waits for ".join(f"{practice} {level}" for practice, level in circle)
        place = sources.place("practice", first, "prerequisites")
        yield Fault(place, f"prerequisites go in a circle: {path}", "make one of them soft or lower its level")


def _circles(catalogue: Catalogue) -> Iterator[list[Node]]:
    """Yield each circle among hard prerequisites once, as the levels on it, first and last the same."""
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
