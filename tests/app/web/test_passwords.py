"""Tests of passwords."""

from __future__ import annotations

import pytest

from app.web.passwords import LONGEST, hashed, matches, weakness

GOOD = "several words in a row"


def test_a_password_matches_only_its_own_hash() -> None:
    """The hash is argon2id with its own salt."""
    stored = hashed(GOOD)

    assert stored.startswith("$argon2id$")
    assert stored != hashed(GOOD)
    assert matches(GOOD, stored)
    assert not matches(GOOD + " ", stored)


def test_an_account_without_a_password_matches_none() -> None:
    """Even the password of the dummy hash doesn't match."""
    assert not matches("nobody's", None)
    assert not matches(GOOD, "")


def test_other_unicode_forms_are_the_same_password() -> None:
    """Keyboards send umlauts in different ways."""
    assert matches("gru\u0308ne Wiese im Mai", hashed("gr\u00fcne Wiese im Mai"))


def test_an_extremely_long_password_is_checked_quickly() -> None:
    """It doesn't block the server, and it doesn't match its own beginning."""
    longest = "x" * LONGEST

    assert matches(longest, hashed(longest))
    assert not matches(longest + "x", hashed(longest))
    assert not matches("a" + "\u0301\u0323" * 1_000_000, hashed(longest))


@pytest.mark.parametrize(
    "weak",
    [
        *("password1234", "qwertyuiop123", "aaaaaaaaaaaaaaaa", "aA1!" * 50, "dana@example.org1", "Dana Fischer 1"),
        *("fischerdana1234", "DanaFischer2026!", "Wayfinder-Dana-1", "wayfinder2026!", "Summer2026!!"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(weak: str) -> None:
    """Length alone doesn't make a password strong, and neither does what others know about its owner."""
    assert "easy to guess" in (weakness(weak, "Dana Fischer", "dana@example.org") or "")


@pytest.mark.parametrize(
    "strong",
    [GOOD, "correct horse battery staple", "gr\u00fcne Wiese im Mai", "x7#Qp!m2Vd9&", "dana likes winter fog"],
)
def test_a_phrase_or_a_random_password_is_accepted(strong: str) -> None:
    """Nobody is forced to use capitals and punctuation."""
    assert weakness(strong, "Dana Fischer", "dana@example.org") is None
