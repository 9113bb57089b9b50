"""Every signal of an approach is a symptom of the triage, and every symptom speaks for some approach."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.checks.repeated import repeated
from practices_catalog.faults import Fault
from practices_catalog.model import Catalogue
from practices_catalog.nearest import write_nearest
from practices_catalog.sources import Sources, Unreadable
from questionnaires.model import Triage


def check_triage(
    triage: Triage, catalogue: Catalogue, sources: Sources, unreadable: Unreadable = frozenset()
) -> Iterator[Fault]:
    """Yield the faults of the triage.

    Args:
        unreadable: kinds and ids of what the catalogue lacks; an approach among them may hold the missing signals.
    """
    spoken: set[str] = set()
    for approach in catalogue.approaches:
        for signal in approach.signals:
            spoken.add(signal.symptom)
            if signal.symptom not in triage.symptom:
                place = sources.place("triage", "triage", "symptoms")
                wrong = f"the approach {approach.id} has the signal {signal.symptom!r}, which is no symptom here"
                mend = write_nearest(signal.symptom, triage.symptom, "add the symptom, or remove the signal")
                yield Fault(place, wrong, mend)
    for twice in repeated(symptom.id for symptom in triage.symptoms):
        place = sources.place("triage", "triage", "symptoms")
        yield Fault(place, f"the symptom {twice!r} stands twice", "rename or remove one")
    for number, symptom in enumerate(triage.symptoms):
        if symptom.id not in spoken and all(kind != "approach" for kind, _ in unreadable):
            place = sources.place("triage", "triage", "symptoms", number, "id")
            wrong = f"the symptom {symptom.id!r} speaks for no approach"
            yield Fault(place, wrong, "make it a signal of one, or remove it")
