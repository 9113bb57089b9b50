"""The child process that turns HTML into PDF: started early, fed once, ended always."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

LOGGER = logging.getLogger("reports")
ROOT = Path(__file__).parents[1]


class RenderError(RuntimeError):
    """The child failed; its message is ours to mend, not the user's."""


class RenderTimeoutError(RenderError):
    """The child took longer than it may."""


class Renderer:
    """A child that imports the PDF engine while the parent writes the HTML."""

    def __enter__(self) -> Self:
        """Start the child."""
        command = [sys.executable, "-P", "-c", f"import sys; sys.path[:0] = [{str(ROOT)!r}]; {START}"]
        self._complaints = tempfile.TemporaryFile()
        self._child = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child, whatever happened."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout, self._complaints):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def render(
        self, html: str, assets: dict[str, bytes], limit_seconds: float, progress: Callable[[str, float], None]
    ) -> bytes:
        """Return the PDF.

        Raises:
            RenderTimeoutError: not ready within the limit.
            RenderError: anything else that went wrong in the child.
        """
        timed_out = threading.Event()

        def give_up() -> None:
            timed_out.set()
            self._child.kill()

        timer = threading.Timer(limit_seconds, give_up)
        timer.start()
        try:
            return self._exchange(html, assets, progress)
        except (RenderError, OSError) as error:
            if timed_out.is_set():
                raise RenderTimeoutError(str(error)) from None
            raise RenderError(str(error)) from None
        finally:
            timer.cancel()

    def _exchange(self, html: str, assets: dict[str, bytes], progress: Callable[[str, float], None]) -> bytes:
        feed, answers = self._pipes()
        _send(feed, html, assets)
        for line in answers:
            message = json.loads(line)
            if "progress" in message:
                progress(message["stage"], message["progress"])
            elif "warning" in message:
                LOGGER.warning("%s", message["warning"])
            elif "error" in message:
                raise RenderError(message["error"])
            else:
                return answers.read(message["pdf"])
        self._complaints.seek(0)
        said = self._complaints.read().decode(errors="replace").strip()
        raise RenderError(said[-2000:] or "the renderer ended without a word")

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        child = self._child
        if child.stdin is None or child.stdout is None:
            raise RenderError("the renderer has no pipes")
        return child.stdin, child.stdout


START = "from reports.render_child import main; main()"


def _send(feed: IO[bytes], html: str, assets: dict[str, bytes]) -> None:
    """Write one line of JSON that says what follows, then the bytes."""
    page = html.encode()
    head = {"html": len(page), "assets": {name: len(content) for name, content in assets.items()}}
    feed.write(json.dumps(head).encode() + b"\n")
    feed.write(page)
    for content in assets.values():
        feed.write(content)
    feed.close()
