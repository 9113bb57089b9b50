"""Signals of approaches are symptoms, symptoms are signals of some approach, and all point to existing practices."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.checks.repeated import repeated
from practices_catalog.faults import Fault
from practices_catalog.model import Catalogue
from practices_catalog.nearest import write_nearest
from practices_catalog.sources import Sources, Unreadable
from questionnaires.model import Symptom, Triage, UnderlyingCause


def check_triage(
    triage: Triage, catalogue: Catalogue, sources: Sources, unreadable: Unreadable = frozenset()
) -> Iterator[Fault]:
    """Yield the faults in the triage.

    Args:
        unreadable: kinds and ids whose files can't be read; an approach among them may have the missing signals.
    """
    signals: set[str] = set()
    for approach in catalogue.approaches:
        for signal in approach.signals:
            signals.add(signal.symptom)
            if signal.symptom not in triage.symptom:
                place = sources.place("triage", "triage", "symptoms")
                wrong = f"the approach {approach.id} has the signal {signal.symptom!r}, which isn't a symptom"
                mend = write_nearest(signal.symptom, triage.symptom, "add the symptom, or remove the signal")
                yield Fault(place, wrong, mend)
    for twice in repeated(symptom.id for symptom in triage.symptoms):
        place = sources.place("triage", "triage", "symptoms")
        yield Fault(place, f"the symptom {twice!r} appears twice", "rename or remove one of the two")
    for number, symptom in enumerate(triage.symptoms):
        if symptom.id not in signals and all(kind != "approach" for kind, _ in unreadable):
            place = sources.place("triage", "triage", "symptoms", number, "id")
            wrong = f"the symptom {symptom.id!r} isn't a signal of any approach"
            yield Fault(place, wrong, "add it to an approach as a signal, or remove it")
        yield from _practices(number, symptom, catalogue, sources, unreadable)
        for each in symptom.resembles:
            if each not in triage.symptom or each == symptom.id:
                place = sources.place("triage", "triage", "symptoms", number, "resembles")
                wrong = f"the symptom {symptom.id!r} resembles {each!r}, which isn't another symptom"
                others = triage.symptom.keys() - {symptom.id}
                yield Fault(place, wrong, write_nearest(each, others, "use the id of another symptom"))
    yield from _underlying_causes(triage, catalogue, sources, unreadable)


def _underlying_causes(
    triage: Triage, catalogue: Catalogue, sources: Sources, unreadable: Unreadable
) -> Iterator[Fault]:
    for twice in repeated(cause.id for cause in triage.underlying_causes):
        place = sources.place("triage", "triage", "underlying_causes")
        yield Fault(place, f"the underlying cause {twice!r} appears twice", "rename or remove one of the two")
    for number, cause in enumerate(triage.underlying_causes):
        yield from _underlying_cause(number, cause, triage, catalogue, sources, unreadable)


def _underlying_cause(  # noqa: PLR0913, PLR0917 - what its ids refer to
    number: int,
    cause: UnderlyingCause,
    triage: Triage,
    catalogue: Catalogue,
    sources: Sources,
    unreadable: Unreadable,
) -> Iterator[Fault]:
    def fault(wrong: str, mend: str, key: str) -> Fault:
        return Fault(sources.place("triage", "triage", "underlying_causes", number, key), wrong, mend)

    for each in cause.symptoms:
        if each not in triage.symptom:
            mend = write_nearest(each, triage.symptom, "use the id of a symptom")
            yield fault(f"the underlying cause {cause.id!r} leads to {each!r}, which isn't a symptom", mend, "symptoms")
    for twice in repeated(cause.symptoms):
        yield fault(f"the underlying cause {cause.id!r} lists {twice!r} twice", "remove one of the two", "symptoms")
    for practice, levels in cause.signs.items():
        if practice not in catalogue.practice and ("practice", practice) not in unreadable:
            wrong = f"the underlying cause {cause.id!r} has signs in {practice!r}, which isn't a practice"
            yield fault(wrong, write_nearest(practice, catalogue.practice, "use the id of a practice"), "signs")
        for twice in repeated(map(str, levels)):
            wrong = f"the underlying cause {cause.id!r} lists level {twice} of {practice} twice"
            yield fault(wrong, "remove one of the two", "signs")


def _practices(
    number: int, symptom: Symptom, catalogue: Catalogue, sources: Sources, unreadable: Unreadable
) -> Iterator[Fault]:
    def fault(wrong: str, mend: str, key: str = "practices") -> Fault:
        return Fault(sources.place("triage", "triage", "symptoms", number, key), wrong, mend)

    for each in symptom.practices:
        if each not in catalogue.practice and ("practice", each) not in unreadable:
            mend = write_nearest(each, catalogue.practice, "use the id of a practice")
            yield fault(f"the symptom {symptom.id!r} points to {each!r}, which isn't a practice", mend)
    for twice in repeated(symptom.practices):
        yield fault(f"the symptom {symptom.id!r} lists {twice!r} twice", "remove one of the two")
    for level in repeated(map(str, symptom.explained_by)):
        yield fault(f"the symptom {symptom.id!r} lists level {level} twice", "remove one of the two", "explained_by")
