"""Cached values are valid only while their state lasts, and never exceed the total size."""

from __future__ import annotations

from app.running.cache import StateCache


def made(cache: StateCache[str, str], **states: object) -> list[str]:
    """Get some values, and return the keys of those that had to be computed."""
    missing_keys: list[str] = []

    def make(missing: list[str]) -> dict[str, str]:
        missing_keys.extend(missing)
        return {key: f"{key}{states[key]}" for key in missing}

    assert cache.get_all(states, make) == {key: f"{key}{state}" for key, state in states.items()}
    return missing_keys


def test_a_value_is_computed_once_per_state() -> None:
    """Missing values are computed together."""
    cache: StateCache[str, str] = StateCache(10)

    assert made(cache, a=1, b=1) == ["a", "b"]
    assert made(cache, a=1, b=2) == ["b"]
    assert made(cache, a=1, b=2) == []
    assert len(cache) == 2


def test_the_least_recently_used_value_is_dropped_first() -> None:
    """It makes no difference how often it was used before."""
    cache: StateCache[str, str] = StateCache(2)
    made(cache, a=1)
    made(cache, b=1)
    made(cache, a=1)

    made(cache, c=1)

    assert made(cache, a=1) == []
    assert made(cache, b=1) == ["b"]


def test_sizes_are_added_and_subtracted() -> None:
    """A value larger than the whole cache isn't cached, and the others stay."""
    cache: StateCache[str, str] = StateCache(5, len)

    made(cache, a=1, b=1)
    assert (len(cache), cache.size) == (2, 4)
    made(cache, a=10)
    assert (len(cache), cache.size) == (2, 5)
    made(cache, c="heavy")
    assert (len(cache), cache.size) == (2, 5)
    assert made(cache, c="heavy") == ["c"]
