"""Passwords: argon2id, a few at once, since each takes 64 MiB and a tenth of a second on purpose."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST = 12
LONGEST = 200
AT_ONCE = 4

_hasher = PasswordHasher()
_room = threading.BoundedSemaphore(AT_ONCE)


def hashed(password: str) -> str:
    """Return what is stored of a password."""
    with _room:
        return _hasher.hash(_normal(password))


def matches(password: str, stored: str | None) -> bool:
    """Return whether a password is the stored one; without one it takes as long and is never."""
    with _room:
        try:
            _hasher.verify(stored or _nobodys(), _normal(password[:LONGEST]))
        except (VerifyMismatchError, InvalidHashError):
            return False
    return bool(stored) and len(password) <= LONGEST


def weakness(password: str, *known: str) -> str | None:
    """Return what is wrong with a new password of someone whose name and address are known, or None."""
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    if len(_normal(password)) < SHORTEST:
        return f"Use at least {SHORTEST} characters; a few words in a row are easy to remember."
    folded = _normal(password).casefold()
    if len(set(folded)) < 5 or folded in {each.casefold() for each in known}:  # noqa: PLR2004 - "aaaaaaaaaaaa"
        return "This is easy to guess. Use a few words in a row that belong to nothing of yours."
    return None


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's")
