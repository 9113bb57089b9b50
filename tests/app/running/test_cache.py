"""What is kept: only in the state that it was made of, and never more than fits."""

from __future__ import annotations

from app.running.cache import Kept


def made(kept: Kept[str, str], **states: object) -> list[str]:
    """Ask for some values, and return the keys of those that were made for it."""
    asked: list[str] = []

    def make(missing: list[str]) -> dict[str, str]:
        asked.extend(missing)
        return {key: f"{key}{states[key]}" for key in missing}

    assert kept.all(states, make) == {key: f"{key}{state}" for key, state in states.items()}
    return asked


def test_a_value_is_made_once_and_anew_in_another_state() -> None:
    """All that is missing is made together."""
    kept: Kept[str, str] = Kept(10)

    assert made(kept, a=1, b=1) == ["a", "b"]
    assert made(kept, a=1, b=2) == ["b"]
    assert made(kept, a=1, b=2) == []
    assert len(kept) == 2


def test_what_was_not_asked_for_longest_goes_first() -> None:
    """However often it was asked for before."""
    kept: Kept[str, str] = Kept(2)
    made(kept, a=1)
    made(kept, b=1)
    made(kept, a=1)

    made(kept, c=1)

    assert made(kept, a=1) == []
    assert made(kept, b=1) == ["b"]


def test_weights_are_counted_and_given_back() -> None:
    """A value that is heavier than all room is made, and not kept."""
    kept: Kept[str, str] = Kept(5, len)

    made(kept, a=1, b=1)
    assert (len(kept), kept.weight) == (2, 4)
    made(kept, a=10)
    assert (len(kept), kept.weight) == (2, 5)
    made(kept, c="heavy")
    assert (len(kept), kept.weight) == (0, 0)
    assert made(kept, c="heavy") == ["c"]
