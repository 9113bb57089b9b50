"""People who sign in, their sessions, and links for setting a new password."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.storage.base import Base, Identified, Versioned, now
from questionnaires.answers.text import stream_safe


def email_key(email: str) -> str:
    """Return the normalized form of an email address: trimmed, NFKC, case-folded, NFC.

    Two addresses are the same if their normalized forms are.
    """
    # Folding can undo the normalization, so normalize again afterwards.
    folded = unicodedata.normalize("NFKC", stream_safe(email.strip())).casefold()
    return unicodedata.normalize("NFC", folded)


def new_token() -> str:
    """Return a new secret for a cookie or a link."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return the hash of a secret; the secret itself is never saved."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed_hash(secret: str, *parts: str) -> str:
    """Return a hash of the parts; nobody can compute it without the secret."""
    # The length of each part keeps ("ab", "c") and ("a", "bc") apart.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


class User(Identified, Versioned, Base):
    """A person with an account; `email` is stored as entered."""

    __tablename__ = "user"

    email: Mapped[str] = mapped_column("address", String(320))
    email_key: Mapped[str] = mapped_column("address_key", String(320), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_administrator: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    # True for the first visitor's account and NULL for all others, so that two visitors can't both be the first.
    is_first: Mapped[bool | None] = mapped_column(unique=True, index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class SignIn(Identified, Base):
    """A session of a user, or of a respondent who followed a link. The cookie contains the token, the row its hash."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    respondent_id: Mapped[str | None] = mapped_column(ForeignKey("respondent.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User | None] = relationship(lazy="joined")


class ResetLink(Identified, Base):
    """A link that lets a user set a new password once."""

    __tablename__ = "reset_link"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
