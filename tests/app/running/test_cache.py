"""Cached values count only in the state that they were made from, and never take more room than allowed."""

from __future__ import annotations

from app.running.cache import StateCache


def made(cache: StateCache[str, str], **states: object) -> list[str]:
    """Ask for some values, and return the keys of those that were made for it."""
    missing_keys: list[str] = []

    def make(missing: list[str]) -> dict[str, str]:
        missing_keys.extend(missing)
        return {key: f"{key}{states[key]}" for key in missing}

    assert cache.get_all(states, make) == {key: f"{key}{state}" for key, state in states.items()}
    return missing_keys


def test_a_value_is_made_once_and_anew_in_another_state() -> None:
    """All that is missing is made together."""
    cache: StateCache[str, str] = StateCache(10)

    assert made(cache, a=1, b=1) == ["a", "b"]
    assert made(cache, a=1, b=2) == ["b"]
    assert made(cache, a=1, b=2) == []
    assert len(cache) == 2


def test_what_was_not_asked_for_longest_goes_first() -> None:
    """However often it was asked for before."""
    cache: StateCache[str, str] = StateCache(2)
    made(cache, a=1)
    made(cache, b=1)
    made(cache, a=1)

    made(cache, c=1)

    assert made(cache, a=1) == []
    assert made(cache, b=1) == ["b"]


def test_weights_are_counted_and_given_back() -> None:
    """A value larger than the whole cache is made and not cached; the others stay."""
    cache: StateCache[str, str] = StateCache(5, len)

    made(cache, a=1, b=1)
    assert (len(cache), cache.size) == (2, 4)
    made(cache, a=10)
    assert (len(cache), cache.size) == (2, 5)
    made(cache, c="heavy")
    assert (len(cache), cache.size) == (2, 5)
    assert made(cache, c="heavy") == ["c"]
