"""Every signal of an approach is a symptom of the triage, and every symptom speaks for some approach."""

from __future__ import annotations

from collections.abc import Iterator

from wayfinder.practices_catalog.checks.nearest import write_nearest
from wayfinder.practices_catalog.faults import Fault, Place
from wayfinder.practices_catalog.loading import Sources
from wayfinder.practices_catalog.model import Catalogue
from wayfinder.questionnaires.model import Triage


def check_triage(triage: Triage, catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    """Yield the faults of the triage."""
    spoken: set[str] = set()
    for approach in catalogue.approaches:
        for signal in approach.signals:
            spoken.add(signal.symptom)
            if signal.symptom not in triage.symptom:
                mend = write_nearest(signal.symptom, triage.symptom, "add the symptom to the triage")
                wrong = f"the signal {signal.symptom!r} is no symptom of the triage"
                yield Fault(Place(f"approaches/{approach.id}.yaml"), wrong, mend)
    for number, symptom in enumerate(triage.symptoms):
        if symptom.id not in spoken:
            place = sources.place("triage", "triage", "symptoms", number, "id")
            wrong = f"the symptom {symptom.id!r} speaks for no approach"
            yield Fault(place, wrong, "make it a signal of one, or remove it")
