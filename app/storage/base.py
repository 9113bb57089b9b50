"""What all tables share: names of constraints, ids, times, and the version that optimistic locking needs."""

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
    """A moment in UTC; SQLite forgets the zone, so it is given back on reading."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store without the zone, which is always UTC."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return value.replace(tzinfo=UTC) if value else None


def _values(members: Iterable[StrEnum]) -> list[str]:
    return [member.value for member in members]


# Closed sets are kept as their values, in plain text: a new member then needs no migration.
CLOSED_SET = Enum(StrEnum, native_enum=False, length=20, values_callable=_values)


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's form
        datetime: UtcTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
        StrEnum: CLOSED_SET,
    }


def new_id() -> str:
    """Return an id that cannot be guessed."""
    return secrets.token_urlsafe(12)


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


class Identified:
    """A row with an id of its own."""

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)


class Versioned:
    """A row that people edit: `version` grows with each change, and a change of an older version fails."""

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's form
