"""What is costly to make and often asked for, kept in this process together with the state of what it was made of.

A value counts only while that state is the one in the database, so that any change, by whichever process, makes it
anew. What was not asked for longest goes first.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from collections.abc import Mapping as Dict
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """As many values as together weigh no more than `most`."""

    def __init__(self, most: int, weigh: Callable[[Value], int] = lambda _value: 1) -> None:
        self.most, self.weigh, self.weight = most, weigh, 0
        self._entries: OrderedDict[Key, tuple[object, Value]] = OrderedDict()
        self._turn = threading.Lock()

    def __len__(self) -> int:
        """Return how many values are kept."""
        return len(self._entries)

    def all(self, states: Dict[Key, object], make: Callable[[list[Key]], Dict[Key, Value]]) -> dict[Key, Value]:
        """Return the value of each key in its present state: as it was kept, else made, all missing ones at once."""
        with self._turn:
            found = {key: value for key, state in states.items() if (value := self._find(key, state)) is not None}
        missing = [key for key in states if key not in found]
        if missing:
            made = make(missing)
            with self._turn:
                for key in missing:
                    self._keep(key, states[key], made[key])
            found.update(made)
        return found

    def _find(self, key: Key, state: object) -> Value | None:
        entry = self._entries.get(key)
        if entry is None or entry[0] != state:
            return None
        self._entries.move_to_end(key)
        return entry[1]

    def _keep(self, key: Key, state: object, value: Value) -> None:
        self._drop(key)
        self._entries[key] = (state, value)
        self.weight += self.weigh(value)
        while self.weight > self.most:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry:
            self.weight -= self.weigh(entry[1])
