"""Failed sign-in attempts, and the sources that an account has signed in from.

Every key is a hash with a secret, so the tables contain no email or network address.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, now


class FailedAttempts(Base):
    """How often attempts of one kind have failed recently, such as those from one source for one email address."""

    __tablename__ = "failed_attempts"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)


class KnownSource(Base):
    """A source from which an account has signed in; `key` is the hash of both."""

    __tablename__ = "known_source"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    last_at: Mapped[datetime] = mapped_column(default=now, index=True)
