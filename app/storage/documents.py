"""Dataclasses in JSON columns."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import ArgsKwargs

Value = TypeVar("Value")


def _from_list(saved: Any) -> Any:
    return ArgsKwargs(tuple(saved)) if isinstance(saved, list) else saved


def _to_list(value: Any) -> list[Any]:
    return [getattr(value, field.name) for field in fields(value)]


# An assessment has thousands of answers: without the names of their fields, its document is half as long.
AsList = Annotated[Value, BeforeValidator(_from_list), PlainSerializer(_to_list)]
"""A dataclass that is saved as the list of its fields, in their order; a new field goes last and has a default."""
