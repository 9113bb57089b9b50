"""Dataclasses in JSON columns."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, GetCoreSchemaHandler, PlainSerializer

Value = TypeVar("Value")


class ListOfFields:
    """Marks a dataclass that is saved as the list of its fields, in their order."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Return how pydantic reads and writes the dataclass."""
        names = [field.name for field in fields(source)]

        def by_name(saved: Any) -> Any:
            # Documents from before a field existed are shorter; the field then has its default value.
            return dict(zip(names, saved, strict=False)) if isinstance(saved, list) else saved

        def in_order(value: Any) -> list[Any]:
            return [getattr(value, name) for name in names]

        return handler(Annotated[source, BeforeValidator(by_name), PlainSerializer(in_order)])


# An assessment has thousands of answers: without the names of their fields, its document is half as long.
AsList = Annotated[Value, ListOfFields()]
