"""The second factor of an account: a secret for one-time codes, and recovery codes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Identified, now


class SecondFactor(Base):
    """The secret that an account shares with its authenticator app.

    Attributes:
        secret: encrypted with a key derived from the application's.
        confirmed_at: when a code proved that the app has the secret; until then, signing in doesn't require a code.
        last_step: the time step of the last accepted code, because each code works only once.
    """

    __tablename__ = "second_factor"

    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    secret: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCode(Identified, Base):
    """The hash of a code that can be used once instead of the authenticator app."""

    __tablename__ = "recovery_code"

    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]
