"""Each requirement is either mapped or outside with a reason; each practice is either mapped or has no counterpart."""

from __future__ import annotations

from collections.abc import Iterator

from wayfinder.practices_catalog.checks.nearest import write_nearest
from wayfinder.practices_catalog.faults import Fault
from wayfinder.practices_catalog.loading import Sources
from wayfinder.practices_catalog.model import Catalogue, Framework


def check(catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    """Yield the faults of this rule."""
    for name, source in sources.all("mappings"):
        if name not in catalogue.framework:
            yield Fault(source.place("framework"), f"no framework has the id {name!r}", "add its requirements.yaml")
    for framework in catalogue.frameworks:
        yield from _requirements(framework, sources)
        yield from _mappings(framework, catalogue, sources)
        yield from _practices(framework, catalogue, sources)


def _requirements(framework: Framework, sources: Sources) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, requirement in enumerate(framework.requirements):

        def fault(wrong: str, mend: str, at: int = number) -> Fault:
            return Fault(sources.place("framework", framework.id, "requirements", at, "id"), wrong, mend)

        if requirement.id in seen:
            yield fault(f"the requirement {requirement.id} stands twice", "remove one")
        if requirement.parent is not None and requirement.parent not in seen:
            mend = write_nearest(requirement.parent, seen, "put the parent before its children")
            yield fault(f"the parent {requirement.parent} of {requirement.id} does not stand before it", mend)
        seen.add(requirement.id)
        mapped = bool(framework.mappings_by_requirement[requirement.id])
        if mapped and requirement.outside:
            yield fault(f"{requirement.id} is outside and yet mapped", "remove `outside` or the mappings")
        if not mapped and not requirement.outside:
            yield fault(f"no practice is mapped to {requirement.id}", "map one, or say in `outside` why none is")


def _mappings(framework: Framework, catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for number, mapping in enumerate(framework.mappings):

        def fault(wrong: str, mend: str, key: str, at: int = number) -> Fault:
            return Fault(sources.place("mappings", framework.id, "mappings", at, key), wrong, mend)

        if mapping.practice not in catalogue.practice:
            mend = write_nearest(mapping.practice, catalogue.practice, "name one of the practices")
            yield fault(f"no practice has the id {mapping.practice!r}", mend, "practice")
        if mapping.requirement not in framework.mappings_by_requirement:
            mend = write_nearest(mapping.requirement, framework.mappings_by_requirement, "name a requirement's id")
            yield fault(f"{framework.name} has no requirement {mapping.requirement!r}", mend, "requirement")
        if (mapping.practice, mapping.requirement) in seen:
            yield fault(f"{mapping.practice} is mapped to {mapping.requirement} twice", "join the two", "practice")
        seen.add((mapping.practice, mapping.requirement))


def _practices(framework: Framework, catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    mapped = {mapping.practice for mapping in framework.mappings}
    excused = {none.practice for none in framework.no_counterpart}
    place = sources.place("mappings", framework.id, "no_counterpart")
    for practice in catalogue.practices:
        if practice.id in mapped and practice.id in excused:
            yield Fault(place, f"{practice.id} has no counterpart and yet is mapped", "remove one of the two")
        if practice.id not in mapped and practice.id not in excused:
            yield Fault(
                place, f"{practice.id} is not mapped to {framework.name}", "map it, or say under no_counterpart why not"
            )
