"""A cache of values that are costly to make, each with the state of the data that it was made from.

A cached value counts only while that state is still the one in the database. A change by any process therefore shows
in the next page of every process, and nobody has to announce it. The least recently used values go first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from typing import Generic, TypeVar

from cachetools import LRUCache

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class StateCache(Generic[Key, Value]):
    """Values by key, up to a total size; safe to use from several threads."""

    def __init__(self, max_size: int, size_of: Callable[[Value], int] = lambda _value: 1) -> None:
        self._entries: LRUCache[Key, tuple[object, Value]] = LRUCache(max_size, lambda entry: size_of(entry[1]))
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Return the number of cached values."""
        return len(self._entries)

    @property
    def size(self) -> int:
        """Return the total size of the cached values."""
        return int(self._entries.currsize)

    def get_all(
        self, states: Mapping[Key, object], make: Callable[[list[Key]], Mapping[Key, Value]]
    ) -> dict[Key, Value]:
        """Return the value of each key in its present state; those not cached are made together.

        Args:
            states: by key, the state that a value must have been made from.
            make: returns the values of the keys that are missing.
        """
        with self._lock:
            found = {key: entry[1] for key, state in states.items() if (entry := self._entry(key, state))}
        missing = [key for key in states if key not in found]
        if missing:
            made = make(missing)  # outside the lock: other threads go on reading meanwhile
            with self._lock:
                for key in missing:
                    self._keep(key, (states[key], made[key]))
            found.update(made)
        return found

    def _entry(self, key: Key, state: object) -> tuple[object, Value] | None:
        entry = self._entries.get(key)
        return entry if entry and entry[0] == state else None

    def _keep(self, key: Key, entry: tuple[object, Value]) -> None:
        self._entries.pop(key, None)  # an outdated value must not stay where the new one is too large
        with suppress(ValueError):  # larger than the whole cache
            self._entries[key] = entry
