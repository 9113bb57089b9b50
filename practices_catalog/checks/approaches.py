"""Approaches refer only to existing practices, and have a weight for every practice."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.checks.repeated import repeated
from practices_catalog.faults import Fault
from practices_catalog.model import Catalogue
from practices_catalog.nearest import write_nearest
from practices_catalog.sources import Sources


def check(catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    """Yield every violation of this rule."""
    known = sources.ids("practice")
    for approach in catalogue.approaches:
        named = {
            "entry": approach.entry,
            "supporting": approach.supporting,
            "targets": tuple(approach.targets),
            "weights": tuple(approach.weights),
        }
        for key, practices in named.items():
            for unknown in (each for each in practices if each not in known):
                mend = write_nearest(unknown, known, "use the id of a practice")
                place = sources.place("approach", approach.id, key)
                yield Fault(place, f"no practice has the id {unknown!r}", mend)
        for practice in catalogue.practices:
            if practice.id not in approach.weights:
                place = sources.place("approach", approach.id, "weights")
                yield Fault(place, f"has no weight for {practice.id}", "add a weight from 0 to 10")
        for stray in (each for each in approach.targets if each not in (*approach.entry, *approach.supporting)):
            if stray in known:
                place = sources.place("approach", approach.id, "targets")
                wrong = f"{stray} has a target, but isn't an entry or supporting practice"
                yield Fault(place, wrong, "remove the target")
        for twice in repeated((*approach.entry, *approach.supporting)):
            place = sources.place("approach", approach.id, "supporting")
            yield Fault(
                place, f"{twice} is listed twice among the entry and supporting practices", "remove one of the two"
            )
        for twice in repeated(signal.symptom for signal in approach.signals):
            place = sources.place("approach", approach.id, "signals")
            yield Fault(place, f"the signal {twice} is listed twice", "merge the two")
