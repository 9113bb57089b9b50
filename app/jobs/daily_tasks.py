"""A chore that is done when it is first thought of, and then at most once a day."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

LOGGER = logging.getLogger("wayfinder.jobs")
SECONDS = 24 * 60 * 60.0


class DailyTask:
    """Does it in the thread that thinks of it first; the others go on with their work."""

    def __init__(self, do: Callable[[], object], clock: Callable[[], float] = time.monotonic) -> None:
        self._do, self._clock = do, clock
        self._due: float | None = None
        self._turn = threading.Lock()

    def run_if_due(self) -> None:
        """Do it if it is due and nobody is at it; what goes wrong is logged, and tried again the next day."""
        if not self._turn.acquire(blocking=False):
            return
        try:
            if self._due is None or self._clock() >= self._due:
                self._due = self._clock() + SECONDS
                self._do()
        except Exception:
            LOGGER.exception("What nobody needs any more could not be removed")
        finally:
            self._turn.release()
