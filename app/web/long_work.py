"""Requests that take long to compute: only a few are accepted at a time, so that pages always stay fast."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from werkzeug.exceptions import ServiceUnavailable

RETRY_SECONDS = 2
HALF_THE_THREADS = 8
"""How many long requests may wait or run at once; the other half of the server's threads stay free for pages."""


class Places:
    """A few places for long requests, which run one at a time; further requests are answered with 503 and retried."""

    def __init__(self, most: int) -> None:
        self._places = BoundedSemaphore(most)
        self._working = Lock()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Take a place, or answer 503 if there is none."""
        if not self._places.acquire(blocking=False):
            raise ServiceUnavailable(retry_after=RETRY_SECONDS)
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Take a place and wait for one's turn."""
        with self.place(), self._working:
            yield
