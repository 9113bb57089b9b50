"""Each alternative name means exactly one practice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from practices_catalog.faults import Fault
from practices_catalog.model import Catalogue
from practices_catalog.nearest import write_nearest
from practices_catalog.practice_names import name_keys
from practices_catalog.sources import Sources
from practices_catalog.yaml_source import Key

Entry = tuple[tuple[str, *tuple[Key, ...]], str, tuple[str, ...]]
NOTHING = ""  # what a name without a practice means


def check(catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    """Yield practices that don't exist, and names with two meanings."""
    own = [(each.id, name) for each in catalogue.practices for name in (each.id, each.name)]
    meanings = {key: practice for practice, name in own for key in name_keys(name)}
    for path, practice, names in _entries(catalogue, sources):
        if practice != NOTHING and practice not in catalogue.practice:
            if ("practice", practice) not in sources.unreadable:
                mend = write_nearest(practice, catalogue.practice, "use the id of a practice")
                yield Fault(sources.place("names", *path), f"no practice has the id {practice!r}", mend)
            continue
        for name in names:
            for key in sorted(name_keys(name)):
                if meanings.setdefault(key, practice) != practice:
                    wrong = f"the name {name!r} already means {meanings[key] or 'no practice'}"
                    yield Fault(sources.place("names", *path), wrong, "keep it in one place only")
                    break


def _entries(catalogue: Catalogue, sources: Sources) -> Iterator[Entry]:
    """Yield each list of names, with its place and the practice that the names refer to."""
    files = [name for name, _ in sources.all("names") if ("names", name) not in sources.unreadable]
    for file, each in zip(files, catalogue.names, strict=True):
        for practice, names in each.names.items():
            yield (file, "names", practice), practice, names
        for number, entry in enumerate(each.without_practice):
            yield (file, "without_practice", number), NOTHING, tuple(chain(*entry.names.values()))
            for practice in entry.near:
                yield (file, "without_practice", number, "near"), practice, ()
