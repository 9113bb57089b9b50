"""The rules that the catalogue must keep, one a module. Each takes the catalogue and its sources and yields faults."""

from __future__ import annotations

from collections.abc import Iterator

from wayfinder.practices_catalog.checks import approaches, frameworks, practices, prerequisites
from wayfinder.practices_catalog.faults import Fault
from wayfinder.practices_catalog.model import Catalogue
from wayfinder.practices_catalog.sources import Sources

RULES = (practices.check, prerequisites.check, frameworks.check, approaches.check)


def check_catalogue(catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    """Yield every fault of every rule."""
    for rule in RULES:
        yield from rule(catalogue, sources)
