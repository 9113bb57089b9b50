"""In a process of its own: HTML and files come in by standard input, the PDF goes out by standard output.

Nothing here outlives one report, so the collector of garbage is off.
"""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import re
import sys
from typing import IO, Any

from weasyprint import HTML
from weasyprint.logger import LOGGER, PROGRESS_LOGGER

from reports.assets import Assets, FatalURLFetchingError
from reports.finishing import cache_page_references, finish

PAGE = re.compile(r"Page (\d+)")
EXPECTED_BYTES_A_PAGE = 8000


class Telling(logging.Handler):
    """Passes the engine's records on: warnings as they are, pages laid out as progress."""

    def __init__(self, out: IO[bytes], expected_pages: int) -> None:
        super().__init__()
        self.out = out
        self.expected = expected_pages
        self.furthest = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record as a line."""
        message = record.getMessage()
        if record.levelno >= logging.WARNING:
            tell(self.out, warning=message)
        elif page := PAGE.search(message):
            self._laid_out(int(page.group(1)))

    def _laid_out(self, page: int) -> None:
        """Tell of a page; the engine may go over the pages again, and progress never falls."""
        if page > self.furthest:
            self.furthest = page
            done = min(page / self.expected, 1.0)
            tell(self.out, progress=round(0.15 + 0.5 * done, 3), stage=f"Laying out page {page}")


def tell(out: IO[bytes], **message: object) -> None:
    """Write one message."""
    out.write(json.dumps(message).encode() + b"\n")
    out.flush()


def main() -> None:
    """Render what standard input holds."""
    feed, out = sys.stdin.buffer, sys.stdout.buffer
    try:
        head = json.loads(feed.readline())
        page = feed.read(head["html"])
        assets = {name: feed.read(size) for name, size in head["assets"].items()}
        content = render(page, assets, out)
    except (Exception, FatalURLFetchingError) as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
        tell(out, error=f"{type(error).__name__}: {error}")
        return
    tell(out, pdf=len(content))
    out.write(content)
    out.flush()


def render(page: bytes, assets: dict[str, bytes], out: IO[bytes]) -> bytes:
    """Return the PDF, telling of progress and warnings on the way."""
    gc.freeze()
    gc.disable()
    _listen(Telling(out, max(1, len(page) // EXPECTED_BYTES_A_PAGE)))
    cache_page_references()
    tell(out, progress=0.08, stage="Reading the pages")
    html = HTML(string=page.decode(), base_url="asset:", url_fetcher=Assets(assets))
    options: dict[str, Any] = {"pdf_variant": "pdf/ua-1"}
    document = html.render(**options)
    tell(out, progress=0.68, stage="Drawing the pages")
    written: bytes = document.write_pdf(finisher=finish, pdf_identifier=_identifier(page, assets), **options)
    tell(out, progress=1.0, stage="Done")
    return written


def _listen(handler: Telling) -> None:
    for logger in (LOGGER, PROGRESS_LOGGER):
        logger.handlers = [handler]
        logger.propagate = False
    LOGGER.setLevel(logging.WARNING)
    PROGRESS_LOGGER.setLevel(logging.INFO)


def _identifier(page: bytes, assets: dict[str, bytes]) -> bytes:
    digest = hashlib.sha256(page)
    for name in sorted(assets):
        digest.update(name.encode() + assets[name])
    return digest.digest()[:16]
