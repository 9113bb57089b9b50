"""What all tables share: constraint names, ids, times, and the version for optimistic locking."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime]):
    """A UTC timestamp. SQLite doesn't save the time zone, so reading adds it back."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Convert to UTC and drop the time zone."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Add the time zone."""
        return value.replace(tzinfo=UTC) if value else None


def _values(members: Iterable[StrEnum]) -> list[str]:
    return [member.value for member in members]


# Closed sets are saved as plain text, so a new member doesn't need a migration.
CLOSED_SET = Enum(StrEnum, native_enum=False, length=20, values_callable=_values)


class Base(DeclarativeBase):
    """The base class of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy expects a plain dict
        datetime: UtcTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
        StrEnum: CLOSED_SET,
    }


def new_id() -> str:
    """Return a new id that nobody can guess."""
    return secrets.token_urlsafe(12)


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


class Identified:
    """A row with a random id."""

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)


class Versioned:
    """A row that people edit. Each change raises `version`, and a change to an older version fails."""

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy expects a plain dict
