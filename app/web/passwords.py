"""Passwords, hashed by argon2id.

A hash takes 64 MiB and a tenth of a second on purpose, so only a few run at once.
"""

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
    """Return the hash of a password, for the database."""
    with _room:
        return _hasher.hash(_normal(password))


def matches(password: str, stored: str | None) -> bool:
    """Return whether a password matches a hash.

    Without a hash the answer is no, after the same time: the time must not reveal who has an account.
    """
    with _room:
        try:
            _hasher.verify(stored or _dummy_hash(), _normal(password[:LONGEST]))
        except (VerifyMismatchError, InvalidHashError):
            return False
    return bool(stored) and len(password) <= LONGEST


def weakness(password: str, *known: str) -> str | None:
    """Return what is wrong with a new password, or None; `known` is what others know: name and email address."""
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    if len(_normal(password)) < SHORTEST:
        return f"Use at least {SHORTEST} characters. A phrase of a few words is easy to remember."
    folded = _normal(password).casefold()
    if len(set(folded)) < 5 or folded in {each.casefold() for each in known}:  # noqa: PLR2004 - "aaaaaaaaaaaa"
        return "This password is easy to guess. Use a phrase of a few words that has nothing to do with you."
    return None


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)


@cache
def _dummy_hash() -> str:
    return _hasher.hash("nobody's")
