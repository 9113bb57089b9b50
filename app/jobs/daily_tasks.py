"""A task that runs at the first opportunity, and then at most once a day."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

LOGGER = logging.getLogger("wayfinder.jobs")
SECONDS = 24 * 60 * 60.0


class DailyTask:
    """A task that several threads may offer to run. The first thread to find it due runs it; the others continue."""

    def __init__(self, run: Callable[[], object], clock: Callable[[], float] = time.monotonic) -> None:
        self._run, self._clock = run, clock
        self._due: float | None = None
        self._running = threading.Lock()

    def run_if_due(self) -> None:
        """Run the task if it is due and no other thread is running it. Errors are logged."""
        if not self._running.acquire(blocking=False):
            return
        try:
            if self._due is None or self._clock() >= self._due:
                # Set the time first: a failing task must not run again at every call.
                self._due = self._clock() + SECONDS
                self._run()
        except Exception:
            LOGGER.exception("The daily cleanup failed")
        finally:
            self._running.release()
