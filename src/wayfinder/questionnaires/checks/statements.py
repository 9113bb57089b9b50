"""Statements name practices, success factors and requirements that exist, and each practice has all five levels."""

from __future__ import annotations

from collections.abc import Iterator

from wayfinder.practices_catalog.checks.nearest import write_nearest
from wayfinder.practices_catalog.faults import Fault
from wayfinder.practices_catalog.loading import Sources
from wayfinder.practices_catalog.model import LEVELS, Catalogue
from wayfinder.questionnaires.model import Questionnaire, Statement


def check_questionnaire(questionnaire: Questionnaire, catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    """Yield the faults of a questionnaire."""
    for practice, statements in questionnaire.by_practice.items():
        if practice not in catalogue.practice:
            mend = write_nearest(practice, catalogue.practice, "name one of the practices")
            yield Fault(sources.place("ladder", practice, "practice"), f"no practice has the id {practice!r}", mend)
            continue
        lacking = [level for level in LEVELS if level not in {statement.level for statement in statements}]
        if lacking:
            wrong = f"{practice} has no statement of level {lacking[0]}"
            yield Fault(
                sources.place("ladder", practice), wrong, "add one; a level without statements cannot be reached"
            )
        for statement in statements:
            yield from _check_statement(statement, catalogue, sources)


def _check_statement(statement: Statement, catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    def fault(key: str, wrong: str, mend: str) -> Fault:
        place = sources.place("ladder", statement.practice, "ladder", str(statement.level), key)
        return Fault(place, f"{statement.id}: {wrong}", mend)

    factors = {factor.id for factor in catalogue.practice[statement.practice].success_factors}
    if statement.success_factor not in factors:
        mend = write_nearest(statement.success_factor, factors, f"name one of {sorted(factors)}")
        yield fault("success_factor", f"{statement.practice} has no success factor {statement.success_factor!r}", mend)
    for named in statement.requirements:
        framework, _, requirement = named.partition(":")
        known = catalogue.framework.get(framework)
        if known is None or requirement not in known.mappings_by_requirement:
            yield fault("requirements", f"no requirement is called {named!r}", "write it as iso-20000-1:8.6.1")
