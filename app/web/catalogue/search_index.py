"""What can be looked up: all of the catalogue and of the questionnaires, and nothing of anybody's."""

from __future__ import annotations

from collections.abc import Iterator

from app.running.content import Content
from app.web.catalogue.searching import Document, Kind
from practices_catalog.model import Catalogue, Framework, Practice
from questionnaires.model import Questionnaire
from reports.views.readiness import framework_name


def search_index(content: Content) -> tuple[Document, ...]:
    """Return all that can be found, in catalogue order."""
    return tuple(_documents(content))


def _documents(content: Content) -> Iterator[Document]:
    catalogue = content.catalogue
    for practice in catalogue.practices:
        yield _practice(practice)
    for framework in catalogue.frameworks:
        yield from _requirements(framework)
    for questionnaire in content.questionnaires:
        yield from _statements(catalogue, questionnaire)
    for practice in catalogue.practices:
        yield from _indicators(practice)


def _practice(practice: Practice) -> Document:
    factors = " ".join(each.name for each in practice.success_factors)
    return Document(Kind.PRACTICE, (practice.id,), practice.id, practice.name, text=practice.purpose, also=factors)


def _requirements(framework: Framework) -> Iterator[Document]:
    where = framework_name(framework)
    for each in framework.requirements:
        page = (framework.id, each.id)
        yield Document(Kind.REQUIREMENT, page, each.id, each.title, where, also=framework.id)


def _statements(catalogue: Catalogue, questionnaire: Questionnaire) -> Iterator[Document]:
    for each in questionnaire.statements:
        where = f"{catalogue.practice[each.practice].name}, level {each.level}"
        name = each.text
        also = f"{each.evidence} {each.action}"
        yield Document(Kind.STATEMENT, (each.practice,), each.id, name, where, also=also)


def _indicators(practice: Practice) -> Iterator[Document]:
    for each in practice.indicators:
        yield Document(Kind.INDICATOR, (practice.id,), "", each.name, practice.name, each.formula, each.gamed)
