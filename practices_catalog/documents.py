"""The shape of content files, checked by pydantic; what flows inside the program is `model`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from practices_catalog.faults import Fault, InputError
from practices_catalog.model import (
    ContributionDegree,
    Direction,
    OrganizationSize,
    Relation,
    Strength,
    ValueChainActivity,
)
from practices_catalog.nearest import mend_key, write_nearest
from practices_catalog.yaml_source import Key, Source, parse

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Level = Annotated[int, Field(ge=1, le=5)]
Days = Annotated[int, Field(gt=0)]


class Document(BaseModel):
    """Base of all content: unknown keys are faults.

    Attributes:
        NAME_KEY: the key whose value has to be the name of the file or its folder; "" where none has.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    NAME_KEY: ClassVar[str] = ""

    @property
    def named(self) -> str | None:
        """The name that the content gives itself, None where it gives none."""
        return str(getattr(self, self.NAME_KEY)) if self.NAME_KEY else None


class SuccessFactorDocument(Document):  # noqa: D101 - the fields say it, here and below
    id: Id
    name: Text


class ContributionDocument(Document):  # noqa: D101
    contribution: ContributionDegree
    how: Text


class RoleDocument(Document):  # noqa: D101
    name: Text
    does: Text


class IndicatorDocument(Document):  # noqa: D101
    name: Text
    formula: Text
    unit: Text
    direction: Direction
    healthy: Text
    gamed: Text


class PrerequisiteDocument(Document):  # noqa: D101
    practice: Id
    level: Level
    for_level: Level
    hard: bool
    why: Text


class PracticeDocument(Document):
    """One file of `practices/`."""

    NAME_KEY = "id"

    id: Id
    name: Text
    groups: dict[Id, Id]
    purpose: Text
    success_factors: Annotated[tuple[SuccessFactorDocument, ...], Field(min_length=2, max_length=4)]
    value_chain: dict[ValueChainActivity, ContributionDocument]
    roles: Annotated[tuple[RoleDocument, ...], Field(min_length=1)]
    indicators: Annotated[tuple[IndicatorDocument, ...], Field(min_length=1)]
    prerequisites: tuple[PrerequisiteDocument, ...]
    effort: dict[OrganizationSize, Annotated[tuple[Days, ...], Field(min_length=5, max_length=5)]]


class RequirementDocument(Document):  # noqa: D101
    id: Text
    title: Text
    parent: Text | None = None
    outside: Text | None = None


class FrameworkDocument(Document):
    """A framework's `requirements.yaml`."""

    NAME_KEY = "id"

    id: Id
    name: Text
    edition: Text
    owner: Text
    expects_level: Level
    why_level: Text
    order: int = 100
    requirements: Annotated[tuple[RequirementDocument, ...], Field(min_length=1)]


class MappingDocument(Document):  # noqa: D101
    practice: Id
    requirement: Text
    relation: Relation
    strength: Strength
    rationale: Text
    level: Level | None = None


class NoCounterpartDocument(Document):  # noqa: D101
    practice: Id
    why: Text


class MappingsDocument(Document):
    """A framework's `mappings.yaml`."""

    NAME_KEY = "framework"

    framework: Id
    mappings: tuple[MappingDocument, ...]
    no_counterpart: tuple[NoCounterpartDocument, ...] = ()


class SignalDocument(Document):  # noqa: D101
    symptom: Id
    weight: Annotated[int, Field(ge=1, le=5)]
    why: Text


class ApproachDocument(Document):
    """One file of `approaches/`."""

    NAME_KEY = "id"

    id: Id
    name: Text
    promise: Text
    entry: Annotated[tuple[Id, ...], Field(min_length=1)]
    supporting: tuple[Id, ...]
    weights: dict[Id, Annotated[int, Field(ge=0, le=10)]]
    signals: Annotated[tuple[SignalDocument, ...], Field(min_length=1)]
    first_90_days: Annotated[tuple[Text, ...], Field(min_length=1)]
    order: int = 100


class GroupDocument(Document):  # noqa: D101
    id: Id
    name: Text


class EditionDocument(Document):
    """An edition's groups, and the order of the practices in the catalogue."""

    id: Id
    name: Text
    groups: tuple[GroupDocument, ...]


class EditionsDocument(Document):
    """`editions.yaml`; the first edition is the one in use."""

    editions: Annotated[tuple[EditionDocument, ...], Field(min_length=1)]


AnyDocument = TypeVar("AnyDocument", bound=Document)


def read_document(kind: type[AnyDocument], source: Source) -> AnyDocument:
    """Return a source's content as a document.

    Raises:
        InputError: with every fault of the file.
    """
    try:
        return kind.model_validate(parse(source.text, source.file))
    except ValidationError as error:
        raise InputError(_fault(kind, source, details) for details in _own_faults(error)) from None


def _own_faults(error: ValidationError) -> list[Any]:
    """Leave out "too few entries" where an entry is at fault itself: pydantic counts the sound ones only."""
    found = error.errors(include_url=False)
    return [
        each
        for each in found
        if each["type"] != "too_short"
        or not any(other["loc"][:-1] == each["loc"] for other in found if other is not each)
    ]


MOST_SHOWN = 60
SHOULD = {
    "tuple_type": "should be a list",
    "dict_type": "should be a map of keys and values",
    "model_type": "should be a map of keys and values",
    "string_type": "should be a text",
    "string_too_short": "should not be empty",
    "string_pattern_mismatch": "should be small letters and digits joined by hyphens",
    "int_parsing": "should be a whole number",
    "int_type": "should be a whole number",
    "bool_parsing": "should be true or false",
    "bool_type": "should be true or false",
    "enum": "should be {expected}",
    "too_short": "should have at least {min_length} entries and has {actual_length}",
    "too_long": "should have at most {max_length} entries and has {actual_length}",
    "greater_than": "should be over {gt}",
    "greater_than_equal": "should be at least {ge}",
    "less_than_equal": "should be at most {le}",
}


def _fault(kind: type[Document], source: Source, details: Any) -> Fault:
    path: Sequence[Key] = tuple(key for key in details["loc"] if key != "[key]")
    place, problem, given = source.place(*path), details["type"], details["input"]
    if problem == "missing":
        return Fault(place, f"the key {path[-1]!r} is missing", "add it")
    if problem == "extra_forbidden":
        valid = _document_at(kind, path[:-1]).model_fields
        mend = mend_key(str(path[-1]), given, valid, f"remove it; known are {', '.join(valid)}")
        return Fault(place, f"the key {_short(str(path[-1]))!r} is not known here", mend)
    wrong = SHOULD[problem].format(**details.get("ctx", {}))
    shown = f", not {_short(given)!r}" if isinstance(given, str) and given else ""
    mend = write_nearest(str(given), details["ctx"]["expected"].split("'")[1::2], "") if problem == "enum" else ""
    return Fault(place, wrong + shown, mend or "correct the value")


def _short(text: str) -> str:
    """Return the beginning of a text, enough to know it by."""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."


def _document_at(kind: type[Document], path: Sequence[Key]) -> type[Document]:
    """Return the shape of what a path of keys leads to."""
    for key in path:
        if key in kind.model_fields:
            kind = next(_documents_in(kind.model_fields[str(key)].annotation), kind)
    return kind


def _documents_in(annotation: Any) -> Iterator[type[Document]]:
    if isinstance(annotation, type) and issubclass(annotation, Document):
        yield annotation
    for argument in get_args(annotation):
        yield from _documents_in(argument)
