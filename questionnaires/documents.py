"""The shape of questionnaire files; what flows inside the program is `model`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from practices_catalog.documents import Document, Id, Level, Text
from questionnaires.model import Dimension


class RungDocument(Document):
    """One statement of a ladder; its id is `<practice>.<level>`."""

    text: Text
    success_factor: Id
    dimension: Dimension
    evidence: Text
    action: Text
    requirements: tuple[Text, ...] = ()
    lineage: tuple[Text, ...] = ()


class StatementDocument(RungDocument):
    """One statement of a questionnaire that has several a level; its id is `<practice>.<level>.<name>`."""

    name: Id
    level: Level


class LadderDocument(Document):
    """A practice's file in a questionnaire: a ladder, or a list of statements."""

    NAME_KEY = "practice"

    practice: Id
    ladder: dict[Level, RungDocument] = Field(default_factory=dict)
    statements: tuple[StatementDocument, ...] = ()


class QuestionnaireDocument(Document):
    """`questionnaire.yaml` in a questionnaire's folder."""

    NAME_KEY = "id"

    id: Id
    name: Text
    version: Text
    minutes: Annotated[int, Field(gt=0)]
    intro: Text


class SymptomDocument(Document):  # noqa: D101 - the fields say it
    id: Id
    short: Text
    question: Text


class TriageDocument(Document):
    """`triage.yaml`."""

    intro: Text
    answers: Annotated[tuple[Text, ...], Field(min_length=4, max_length=4)]
    symptoms: Annotated[tuple[SymptomDocument, ...], Field(min_length=1)]
