"""Statements refer to existing practices, success factors and requirements; each practice has all five levels."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.checks.repeated import repeated
from practices_catalog.faults import Fault
from practices_catalog.model import LEVELS, Catalogue
from practices_catalog.nearest import write_nearest
from practices_catalog.sources import Sources, Unreadable
from practices_catalog.yaml_source import Key, parse
from questionnaires.model import Questionnaire, Statement


def check_questionnaire(
    questionnaire: Questionnaire, catalogue: Catalogue, sources: Sources, unreadable: Unreadable = frozenset()
) -> Iterator[Fault]:
    """Yield the faults in a questionnaire.

    Args:
        unreadable: kinds and ids missing from the catalogue only because their files have errors; references to
            them aren't reported.
    """
    for practice in sorted(sources.ids("ladder")):
        if ("ladder", practice) not in sources.unreadable:
            yield from _levels(practice, questionnaire, sources)
    for practice, statements in questionnaire.by_practice.items():
        if ("practice", practice) in unreadable:
            continue
        if practice not in catalogue.practice:
            mend = write_nearest(practice, catalogue.practice, "use the id of a practice")
            yield Fault(sources.place("ladder", practice, "practice"), f"no practice has the id {practice!r}", mend)
            continue
        for twice in repeated(statement.id for statement in statements):
            yield Fault(sources.place("ladder", practice), f"{twice} appears twice", "rename or remove one of the two")
        for statement in statements:
            yield from _success_factor(statement, catalogue, sources)
            yield from _requirements(statement, catalogue, sources, unreadable)


def _levels(practice: str, questionnaire: Questionnaire, sources: Sources) -> Iterator[Fault]:
    present = {statement.level for statement in questionnaire.by_practice.get(practice, ())}
    if lacking := [level for level in LEVELS if level not in present]:
        wrong = f"{practice} has no statement for level {lacking[0]}"
        mend = "add one; nobody can reach a level without statements"
        yield Fault(sources.place("ladder", practice), wrong, mend)


def _fault(statement: Statement, sources: Sources, key: str, wrong: str, mend: str) -> Fault:
    place = sources.place("ladder", statement.practice, *_path(statement, sources), key)
    return Fault(place, f"{statement.id}: {wrong}", mend)


def _success_factor(statement: Statement, catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    factors = {factor.id for factor in catalogue.practice[statement.practice].success_factors}
    if statement.success_factor not in factors:
        mend = write_nearest(statement.success_factor, factors, f"use one of {', '.join(sorted(factors))}")
        wrong = f"{statement.practice} has no success factor {statement.success_factor!r}"
        yield _fault(statement, sources, "success_factor", wrong, mend)


def _requirements(
    statement: Statement, catalogue: Catalogue, sources: Sources, unreadable: Unreadable
) -> Iterator[Fault]:
    for named in statement.requirements:
        framework, _, requirement = named.partition(":")
        known = catalogue.framework.get(framework)
        if ("framework", framework) in unreadable:
            continue
        if known is None:
            mend = write_nearest(framework, catalogue.framework, "use the form iso-20000-1:8.6.1")
            yield _fault(statement, sources, "requirements", f"no framework has the id {framework!r}", mend)
        elif requirement not in known.mappings_by_requirement:
            mend = write_nearest(requirement, known.mappings_by_requirement, "use the form iso-20000-1:8.6.1")
            wrong = f"{known.name} has no requirement {requirement!r}"
            yield _fault(statement, sources, "requirements", wrong, mend)


def _path(statement: Statement, sources: Sources) -> tuple[Key, ...]:
    """Return the path of a statement in its file: on a ladder's rung, or in the list of statements."""
    name = statement.id.removeprefix(f"{statement.practice}.{statement.level}").removeprefix(".")
    if not name:
        return "ladder", str(statement.level)
    source = sources.files["ladder", statement.practice]
    listed = parse(source.text, source.file)["statements"]
    here = (each["name"] == name and int(each["level"]) == statement.level for each in listed)
    return "statements", list(here).index(True)
