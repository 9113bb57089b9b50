"""Requirements are mapped, or marked as outside with a reason; practices are mapped, or have no counterpart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from practices_catalog.faults import Fault
from practices_catalog.model import Catalogue, Framework
from practices_catalog.nearest import write_nearest
from practices_catalog.sources import Sources


def check(catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    """Yield every violation of this rule."""
    for name, source in sources.all("mappings"):
        if name not in sources.ids("framework"):
            yield Fault(source.place("framework"), f"no framework has the id {name!r}", "add its requirements.yaml")
    for framework in catalogue.frameworks:
        yield from _requirements(framework, sources)
        yield from _certificate(framework, sources)
        yield from _mappings(framework, sources)
        yield from _practices(framework, catalogue, sources)


def _requirements(framework: Framework, sources: Sources) -> Iterator[Fault]:
    ids = [requirement.id for requirement in framework.requirements]
    mappings_unknown = ("mappings", framework.id) in sources.unreadable
    seen: set[str] = set()
    for number, requirement in enumerate(framework.requirements):

        def fault(wrong: str, mend: str, at: int = number) -> Fault:
            return Fault(sources.place("framework", framework.id, "requirements", at, "id"), wrong, mend)

        if requirement.id in seen:
            yield fault(f"the requirement {requirement.id} is listed twice", "remove one of the two")
        if requirement.parent is not None and requirement.parent not in ids:
            mend = write_nearest(requirement.parent, ids, "use the id of a requirement, or leave out `parent`")
            yield fault(f"the parent {requirement.parent!r} of {requirement.id} isn't a requirement", mend)
        elif requirement.parent is not None and requirement.parent not in seen:
            wrong = f"the parent {requirement.parent} comes after its child {requirement.id}"
            yield fault(wrong, "move the parent above its children")
        seen.add(requirement.id)
        mapped = bool(framework.mappings_by_requirement[requirement.id])
        if mapped and requirement.outside:
            yield fault(f"{requirement.id} is marked as outside, but is mapped", "remove `outside` or the mappings")
        if not mapped and not requirement.outside and not mappings_unknown:
            yield fault(f"no practice is mapped to {requirement.id}", "map one, or say why not under `outside`")


def _certificate(framework: Framework, sources: Sources) -> Iterator[Fault]:
    def fault(wrong: str, mend: str, at: int, key: str = "also_needs") -> Fault:
        return Fault(sources.place("framework", framework.id, "certificate", key, at), wrong, mend)

    milestones = framework.certificate.milestones if framework.certificate else ()
    for number, (earlier, later) in enumerate(pairwise(milestones), 1):
        if later.weeks_before > earlier.weeks_before:
            wrong = f"{later.do!r} has to be done before {earlier.do!r}, which is listed above it"
            mend = "put the milestones in the order of their weeks, earliest first"
            yield fault(wrong, mend, number, "milestones")
    needs = framework.certificate.also_needs if framework.certificate else ()
    for number, need in enumerate(needs):
        if need in needs[:number]:
            yield fault(f"{need!r} is listed twice", "remove one of the two", number)
        if need.endswith("."):
            yield fault(f"{need!r} ends in a period, but is used within a sentence", "remove the period", number)


def _mappings(framework: Framework, sources: Sources) -> Iterator[Fault]:
    known = sources.ids("practice")
    seen: set[tuple[str, str]] = set()
    for number, mapping in enumerate(framework.mappings):

        def fault(wrong: str, mend: str, key: str, at: int = number) -> Fault:
            return Fault(sources.place("mappings", framework.id, "mappings", at, key), wrong, mend)

        if mapping.practice not in known:
            mend = write_nearest(mapping.practice, known, "use the id of a practice")
            yield fault(f"no practice has the id {mapping.practice!r}", mend, "practice")
        if mapping.requirement not in framework.mappings_by_requirement:
            mend = write_nearest(mapping.requirement, framework.mappings_by_requirement, "use the id of a requirement")
            yield fault(f"{framework.name} has no requirement {mapping.requirement!r}", mend, "requirement")
        if (mapping.practice, mapping.requirement) in seen:
            yield fault(f"{mapping.practice} is mapped to {mapping.requirement} twice", "merge the two", "practice")
        seen.add((mapping.practice, mapping.requirement))


def _practices(framework: Framework, catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    def fault(wrong: str, mend: str) -> Fault:
        return Fault(sources.place("mappings", framework.id, "no_counterpart"), wrong, mend)

    if ("mappings", framework.id) in sources.unreadable:
        return
    mapped = {mapping.practice for mapping in framework.mappings}
    excused = {none.practice for none in framework.no_counterpart}
    for unknown in sorted(excused - sources.ids("practice")):
        mend = write_nearest(unknown, sources.ids("practice"), "use the id of a practice")
        yield fault(f"no practice has the id {unknown!r}", mend)
    for practice in catalogue.practices:
        if practice.id in mapped and practice.id in excused:
            yield fault(f"{practice.id} is listed under no_counterpart, but is mapped", "remove one of the two")
        if practice.id not in mapped and practice.id not in excused:
            mend = "map it, or say why not under no_counterpart"
            yield fault(f"{practice.id} isn't mapped to {framework.name}", mend)
