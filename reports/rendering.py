"""Renders HTML as PDF in a child process, so that the system gets the memory back after each report.

The child starts before the HTML is written, so that nobody has to wait for the PDF engine to be imported.
"""

from __future__ import annotations

import json
import logging
import tempfile
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from reports.child_process import ChildProcess

LOGGER = logging.getLogger("reports")
ENTRY = "reports.render_child:main"


class RenderError(RuntimeError):
    """Rendering failed; the cause is our bug, not the user's input."""


class RenderTimeoutError(RenderError):
    """Rendering took longer than allowed."""


class Renderer:
    """A child process that renders one report."""

    def __enter__(self) -> Self:
        """Start the child."""
        self._errors = tempfile.TemporaryFile()
        self._child = ChildProcess(ENTRY, errors=self._errors)
        self._child.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child, whatever happened."""
        self._child.end()
        self._child.close()
        self._errors.close()

    def render(
        self, html: str, assets: dict[str, bytes], limit_seconds: float, progress: Callable[[str, float], None]
    ) -> bytes:
        """Return the PDF.

        Raises:
            RenderTimeoutError: rendering took longer than the limit.
            RenderError: anything else went wrong in the child.
        """
        timed_out = threading.Event()

        def give_up() -> None:
            timed_out.set()
            self._child.end()

        timer = threading.Timer(limit_seconds, give_up)
        timer.start()
        try:
            return self._exchange(html, assets, progress)
        except (RenderError, OSError, ValueError) as error:
            if timed_out.is_set():
                raise RenderTimeoutError(str(error)) from None
            raise RenderError(str(error)) from None
        finally:
            timer.cancel()

    def _exchange(self, html: str, assets: dict[str, bytes], progress: Callable[[str, float], None]) -> bytes:
        self._child.send(_work(html, assets))
        for reply in self._child.replies():
            if reply.payload is not None:
                return reply.payload
            match reply.fields:
                case {"stage": stage, "progress": share}:
                    progress(stage, share)
                case {"warning": warning}:
                    LOGGER.warning("%s", warning)
                case {"error": error}:
                    raise RenderError(error)
        self._errors.seek(0)
        said = self._errors.read().decode(errors="replace").strip()
        raise RenderError(said[-2000:] or "the renderer ended without a result")


def _work(html: str, assets: dict[str, bytes]) -> Iterator[bytes]:
    """Yield a line of JSON with the sizes of what follows, then the page and its files."""
    page = html.encode()
    head = {"html": len(page), "assets": {name: len(content) for name, content in assets.items()}}
    yield json.dumps(head).encode() + b"\n"
    yield page
    yield from assets.values()
