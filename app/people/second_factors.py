"""The optional second factor: one-time codes of an authenticator app (TOTP), and recovery codes."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.storage.accounts import User, keyed_hash
from app.storage.base import now
from app.storage.second_factors import RecoveryCode, SecondFactor
from app.storage.versions import locked

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

ISSUER = "Wayfinder"
STEP_SECONDS = 30
DRIFT = 1
"""The number of steps by which a phone's clock may be wrong."""
RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letters or digits that look alike."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """What an authenticator app needs: the key as text, and the address in the QR code."""

    key: str
    address: str


def is_on(session: Session, user_id: str) -> bool:
    """Return whether signing in to an account needs a code."""
    return bool(users_with_factor(session, [user_id]))


def users_with_factor(session: Session, user_ids: Collection[str]) -> set[str]:
    """Return which accounts need a code to sign in."""
    query = select(SecondFactor.user_id).where(
        SecondFactor.user_id.in_(user_ids), SecondFactor.confirmed_at.is_not(None)
    )
    return set(session.scalars(query))


def begin(session: Session, user: User, secret_key: str) -> None:
    """Create a new secret that an app still has to confirm; a confirmed secret is kept."""
    import pyotp  # noqa: PLC0415 - few requests need it

    row = locked(session, SecondFactor, user.id)
    if row and row.confirmed_at:
        return
    if row is None:
        row = SecondFactor(user_id=user.id)
        session.add(row)
    row.secret = _box(secret_key).encrypt(pyotp.random_base32().encode()).decode()


def set_up(session: Session, user: User, secret_key: str) -> SetUp | None:
    """Return what the app needs until a code confirms the secret; a confirmed secret is never shown again."""
    import pyotp  # noqa: PLC0415

    row = session.get(SecondFactor, user.id)
    secret = _secret(row, secret_key) if row and not row.confirmed_at else None
    if secret is None:
        return None
    address = pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=ISSUER)
    return SetUp(" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)), address)


def confirm(session: Session, user: User, secret_key: str, code: str) -> list[str] | None:
    """Turn the second factor on if a code proves that the app has the secret; return the recovery codes."""
    row = locked(session, SecondFactor, user.id)
    if row is None or row.confirmed_at or not _takes(row, secret_key, code):
        return None
    row.confirmed_at = now()
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    session.add_all(RecoveryCode(user_id=user.id, code_hash=_hash(secret_key, user, each)) for each in codes)
    return codes


def uses_app_code(session: Session, user: User, secret_key: str, code: str) -> bool:
    """Return whether a code from the app is correct and new; if so, mark it as used."""
    row = locked(session, SecondFactor, user.id)
    return row is not None and row.confirmed_at is not None and _takes(row, secret_key, code)


def uses_recovery_code(session: Session, user: User, secret_key: str, code: str) -> bool:
    """Return whether a recovery code is correct and unused; if so, mark it as used."""
    used = (
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user.id,
            RecoveryCode.code_hash == _hash(secret_key, user, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now())
        .returning(RecoveryCode.id)
    )
    return session.execute(used, execution_options={"synchronize_session": False}).first() is not None


def codes_left(session: Session, user_id: str) -> int:
    """Return how many recovery codes an account still has."""
    query = (
        select(func.count())
        .select_from(RecoveryCode)
        .where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    )
    return session.execute(query).scalar_one()


def remove(session: Session, user_id: str) -> None:
    """Turn the second factor off."""
    session.execute(delete(SecondFactor).where(SecondFactor.user_id == user_id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))


def _takes(row: SecondFactor, secret_key: str, code: str) -> bool:
    """Return whether a code is correct and newer than the last one, and remember its step."""
    import pyotp  # noqa: PLC0415

    secret = _secret(row, secret_key)
    if secret is None:
        return False
    digits = "".join(code.split()).encode("utf-8", "replace")
    app, this_step = pyotp.TOTP(secret), int(now().timestamp()) // STEP_SECONDS
    for step in range(this_step - DRIFT, this_step + DRIFT + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), digits) and step > row.last_step:
            row.last_step = step
            return True
    return False


def _secret(row: SecondFactor, secret_key: str) -> str | None:
    """Return the secret of an app, or None if it was saved with a different application key."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415

    try:
        secret: bytes = _box(secret_key).decrypt(row.secret)
    except InvalidToken:
        return None
    return secret.decode()


def _box(secret_key: str) -> Fernet:
    from cryptography.fernet import Fernet  # noqa: PLC0415

    return Fernet(base64.urlsafe_b64encode(bytes.fromhex(keyed_hash(secret_key, "second factor"))))


def _recovery_code() -> str:
    letters = [secrets.choice(LETTERS) for _ in range(10)]
    return f"{''.join(letters[:5])}-{''.join(letters[5:])}"


def _hash(secret_key: str, user: User, code: str) -> str:
    plain = "".join(each for each in code.casefold() if each in LETTERS)
    return keyed_hash(secret_key, "recovery code", user.id, plain)
