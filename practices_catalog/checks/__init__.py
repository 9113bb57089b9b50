"""The rules that the catalogue must follow, one per module.

Each takes the catalogue and its sources, and yields the faults that it finds.
"""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.checks import approaches, frameworks, names, practices, prerequisites
from practices_catalog.faults import Fault
from practices_catalog.model import Catalogue
from practices_catalog.sources import Sources

RULES = (practices.check, prerequisites.check, frameworks.check, approaches.check, names.check)


def check_catalogue(catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    """Yield the faults found by all the rules."""
    for rule in RULES:
        yield from rule(catalogue, sources)
