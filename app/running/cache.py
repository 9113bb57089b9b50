"""A cache for values that take a long time to compute, each with the state of the data behind it.

A cached value is valid only while the database is still in that state. A change made by any process is therefore
visible on the next page of every process, without any notification. The least recently used values are dropped first.
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
        """Return the value of each key in its current state; missing values are computed together.

        Args:
            states: the current state behind each value, by key.
            make: computes the values of the missing keys.
        """
        with self._lock:
            found = {key: entry[1] for key, state in states.items() if (entry := self._entry(key, state))}
        missing = [key for key in states if key not in found]
        if missing:
            made = make(missing)  # outside the lock, so that other threads can read meanwhile
            with self._lock:
                for key in missing:
                    self._save(key, (states[key], made[key]))
            found.update(made)
        return found

    def _entry(self, key: Key, state: object) -> tuple[object, Value] | None:
        entry = self._entries.get(key)
        return entry if entry and entry[0] == state else None

    def _save(self, key: Key, entry: tuple[object, Value]) -> None:
        self._entries.pop(key, None)  # the outdated value must go even if the new one is too large
        with suppress(ValueError):  # larger than the whole cache
            self._entries[key] = entry
