"""Reads content files with pydantic, and defines the shapes of files that differ from the classes in `model`."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_type_hints

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError, with_config
from pydantic.fields import FieldInfo

from practices_catalog.faults import Fault, InputError
from practices_catalog.model import (
    Certificate,
    Contribution,
    Id,
    Indicator,
    Level,
    NoCounterpart,
    PracticeGroup,
    PracticeRole,
    Prerequisite,
    Relation,
    Requirement,
    Strength,
    SuccessFactor,
    Text,
    ValueChainActivity,
)
from practices_catalog.nearest import mend_key, write_nearest
from practices_catalog.yaml_source import Key, YamlSource, parse

Days = Annotated[int, Field(gt=0)]
LowAndHigh = Annotated[tuple[Days, ...], Field(min_length=2, max_length=2)]
Mandate = Annotated[str, StringConstraints(min_length=1, max_length=140, strip_whitespace=True)]


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class EffortDocument:
    """The effort of one level in a practice's file: two numbers per size, low and high."""

    level: Level
    small: LowAndHigh
    medium: LowAndHigh
    large: LowAndHigh
    driver: Text


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class PracticeDocument:
    """One file of `practices/`; a practice may belong to a different group in each edition."""

    id: Id
    name: Text
    groups: abc.Mapping[Id, Id]
    purpose: Text
    success_factors: Annotated[tuple[SuccessFactor, ...], Field(min_length=2, max_length=4)]
    value_chain: abc.Mapping[ValueChainActivity, Contribution]
    roles: Annotated[tuple[PracticeRole, ...], Field(min_length=1)]
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]
    prerequisites: tuple[Prerequisite, ...]
    effort: Annotated[tuple[EffortDocument, ...], Field(min_length=5, max_length=5)]
    mandate: Mandate | None = None
    grave: bool = False


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class FrameworkDocument:
    """A framework's `requirements.yaml`, without the mappings."""

    id: Id
    name: Text
    edition: Text
    owner: Text
    expects_level: Level
    why_level: Text
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]
    order: int = 100
    certificate: Certificate | None = None


@dataclass(frozen=True, slots=True)
class MappingDocument:
    """A mapping; if `level` isn't given, it is the level that the framework expects."""

    practice: Id
    requirement: Text
    relation: Relation
    strength: Strength
    rationale: Text
    level: Level | None = None


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class MappingsDocument:
    """A framework's `mappings.yaml`."""

    framework: Id
    mappings: tuple[MappingDocument, ...]
    no_counterpart: tuple[NoCounterpart, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionDocument:
    """An edition and its groups of practices, in order."""

    id: Id
    name: Text
    groups: tuple[PracticeGroup, ...]


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class EditionsDocument:
    """`editions.yaml`; the first edition is the one in use."""

    editions: Annotated[tuple[EditionDocument, ...], Field(min_length=1)]


Document = TypeVar("Document")


def read_document(kind: type[Document], source: YamlSource) -> Document:
    """Read a source into a dataclass.

    Raises:
        InputError: lists every error in the file.
    """
    adapter = _adapter(kind)  # type: ignore[arg-type] # every class is hashable
    try:
        read: Document = adapter.validate_python(parse(source.text, source.file))
    except ValidationError as error:
        raise InputError(_fault(kind, source, details) for details in _own_faults(error)) from None
    return read


Content = TypeVar("Content")


def built(kind: type[Content], document: Any, **rest: Any) -> Content:
    """Build an object of a model class from `rest` and from the document's fields with the same names."""
    same = {each.name for each in fields(kind)} - rest.keys()  # type: ignore[arg-type]  # a dataclass
    return kind(**{name: getattr(document, name) for name in same}, **rest)


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _own_faults(error: ValidationError) -> list[Any]:
    """Leave out "too few entries" if an entry itself is invalid, because pydantic counts only the valid ones."""
    found = error.errors(include_url=False)
    return [
        each
        for each in found
        if each["type"] != "too_short"
        or not any(other["loc"][:-1] == each["loc"] for other in found if other is not each)
    ]


MOST_SHOWN = 60
SHOULD = {
    "tuple_type": "must be a list",
    "dict_type": "must be a map of keys and values",
    "mapping_type": "must be a map of keys and values",
    "dataclass_type": "must be a map of keys and values",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "must be lowercase letters and digits, joined by hyphens",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "enum": "must be {expected}",
    "too_short": "should have at least {min_length} entries, but has {actual_length}",
    "too_long": "should have at most {max_length} entries, but has {actual_length}",
    "greater_than": "must be greater than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}


def _fault(kind: type, source: YamlSource, details: Any) -> Fault:
    path: Sequence[Key] = tuple(key for key in details["loc"] if key != "[key]")
    place, problem, given = source.place(*path), details["type"], details["input"]
    if problem == "missing":
        return Fault(place, f"the key {path[-1]!r} is missing", "add it")
    if problem == "unexpected_keyword_argument":
        valid = _keys(_shape_at(kind, path[:-1]))
        mend = mend_key(str(path[-1]), given, valid, f"remove it; the valid keys are {', '.join(valid)}")
        return Fault(place, f"the key {_short(str(path[-1]))!r} isn't recognized here", mend)
    wrong = SHOULD[problem].format(**details.get("ctx", {}))
    shown = f", not {_short(given)!r}" if isinstance(given, str) and given else ""
    mend = write_nearest(str(given), details["ctx"]["expected"].split("'")[1::2], "") if problem == "enum" else ""
    return Fault(place, wrong + shown, mend or "correct the value")


def _short(text: str) -> str:
    """Return enough of the beginning of a text to recognize it."""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."


def _shape_at(kind: type, path: Sequence[Key]) -> type:
    """Return the dataclass that a path of keys leads to."""
    for key in path:
        if annotation := _keys(kind).get(str(key)):
            kind = next(_dataclasses_in(annotation), kind)
    return kind


def _keys(kind: Any) -> dict[str, Any]:
    """Return the annotations of a dataclass by the keys that files use."""
    hints = get_type_hints(kind, include_extras=True)
    return {_alias(hints[each.name]) or each.name: hints[each.name] for each in fields(kind)}


def _alias(annotation: Any) -> str | None:
    return next((each.alias for each in get_args(annotation) if isinstance(each, FieldInfo)), None)


def _dataclasses_in(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and is_dataclass(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from _dataclasses_in(argument)
