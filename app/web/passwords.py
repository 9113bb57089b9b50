"""Passwords, hashed with argon2id.

Hashing deliberately takes 64 MiB and a tenth of a second, so only a few hashes are computed at once.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST = 12
LONGEST = 200
AT_ONCE = 4
HARD_TO_GUESS = 3
"""On zxcvbn's scale from 0 to 4: safe even if someone steals the hashes."""
REST_HARD_TO_GUESS = 2
"""The minimum score after removing the words that everyone tries. zxcvbn overrates a sequence of such words."""
CONSIDERED = 72
TRIED_FIRST = ("wayfinder", "spring", "summer", "autumn", "winter")
_WORDS = re.compile(r"[^\W_]{3,}")

_hasher = PasswordHasher()
_room = threading.BoundedSemaphore(AT_ONCE)


def hashed(password: str) -> str:
    """Return the hash of a password, for the database."""
    with _room:
        return _hasher.hash(_normal(password))


def matches(password: str, stored: str | None) -> bool:
    """Return whether a password matches a hash.

    Without a hash, the answer is no and takes just as long, so that the time doesn't reveal who has an account.
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
    if _is_easy_to_guess(_normal(password), _words((*known, *TRIED_FIRST))):
        return "This password is easy to guess. Use a phrase of a few words that has nothing to do with you."
    return None


def _words(known: Iterable[str]) -> list[str]:
    """Return names and addresses with the words in them, longest first."""
    words = {part.casefold() for each in known if each for part in (each, *_WORDS.findall(each))}
    return sorted(words, key=lambda word: (-len(word), word))


def _is_easy_to_guess(password: str, words: Sequence[str]) -> bool:
    rest = password.casefold()
    for word in words:
        rest = rest.replace(word, "")
    is_all_known = rest != password.casefold() and _guessability(rest, words) < REST_HARD_TO_GUESS
    return is_all_known or _guessability(password, words) < HARD_TO_GUESS


def _guessability(password: str, words: Iterable[str]) -> int:
    """Rate from 0 to 4 how well a password withstands guesses: common passwords, words, dates and keyboard paths.

    Only the beginning counts, because the time grows with the square of the length.
    """
    from zxcvbn import zxcvbn  # noqa: PLC0415 - slow to load, and few requests need it

    if not password:
        return 0
    score: int = zxcvbn(password[:CONSIDERED], user_inputs=list(words))["score"]
    return score


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)


@cache
def _dummy_hash() -> str:
    return _hasher.hash("nobody's")
