"""Passwords."""

from __future__ import annotations

from app.web.passwords import LONGEST, hashed, matches

GOOD = "several words in a row"


def test_a_password_matches_what_is_stored_of_it_and_nothing_else() -> None:
    """The stored text is argon2id with a salt of its own."""
    stored = hashed(GOOD)

    assert stored.startswith("$argon2id$")
    assert stored != hashed(GOOD)
    assert matches(GOOD, stored)
    assert not matches(GOOD + " ", stored)


def test_whoever_has_no_password_matches_none() -> None:
    """Not even that of the stand-in, whose time it takes."""
    assert not matches("nobody's", None)
    assert not matches(GOOD, "")


def test_letters_typed_another_way_are_the_same_password() -> None:
    """Keyboards differ in how they send an umlaut."""
    assert matches("gru\u0308ne Wiese im Mai", hashed("gr\u00fcne Wiese im Mai"))


def test_only_the_beginning_of_an_endless_password_is_looked_at() -> None:
    """Nobody keeps the server busy with one, and it matches nothing, not even what it begins with."""
    longest = "x" * LONGEST

    assert matches(longest, hashed(longest))
    assert not matches(longest + "x", hashed(longest))
    assert not matches("a" + "\u0301\u0323" * 1_000_000, hashed(longest))
