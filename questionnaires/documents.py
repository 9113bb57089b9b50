"""The shapes of questionnaire files that differ from the classes in `model`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, with_config

from practices_catalog.model import Id, Level, Text
from questionnaires.model import Dimension, Method


@dataclass(frozen=True, kw_only=True)
class RungDocument:
    """One statement of a ladder; its id is `<practice>.<level>`."""

    text: Text
    unmet: Text = ""
    partly: Text = ""
    goal: Text = ""
    success_factor: Id
    dimension: Dimension
    evidence: Text
    action: Text
    start: Text = ""
    requirements: tuple[Text, ...] = ()
    lineage: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatementDocument(RungDocument):
    """One statement of a practice with several statements per level; its id is `<practice>.<level>.<name>`."""

    name: Id
    level: Level


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class LadderDocument:
    """A practice's file in a questionnaire: a ladder, or a list of statements."""

    practice: Id
    ladder: Mapping[Level, RungDocument] = field(default_factory=dict)
    statements: tuple[StatementDocument, ...] = ()


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class QuestionnaireDocument:
    """`questionnaire.yaml` in a questionnaire's folder; without a `method`, the number of statements decides."""

    id: Id
    name: Text
    version: Text
    minutes: Annotated[int, Field(gt=0)]
    intro: Text
    method: Method | None = None
