"""The child process that renders one report: HTML and files come in, the PDF goes out."""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import re
import sys
from datetime import datetime
from typing import Any

from weasyprint import HTML
from weasyprint.logger import LOGGER, PROGRESS_LOGGER

from reports.assets import Assets, FatalURLFetchingError
from reports.child_process import ReplyWriter, end_with_parent
from reports.engine.patches import speed_up
from reports.finishing import cache_page_references, finish

PAGE = re.compile(r"Page (\d+)")
EXPECTED_BYTES_A_PAGE = 8000
UNDATED = "1980-01-01"


class EngineLog(logging.Handler):
    """Passes on what the engine logs: warnings unchanged, and finished pages as progress."""

    def __init__(self, replies: ReplyWriter, expected_pages: int) -> None:
        super().__init__()
        self.replies = replies
        self.expected = expected_pages
        self.furthest = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Send a record as a reply."""
        message = record.getMessage()
        if record.levelno >= logging.WARNING:
            self.replies.say(warning=message)
        elif page := PAGE.search(message):
            self._laid_out(int(page.group(1)))

    def _laid_out(self, page: int) -> None:
        """Report a page. The engine may lay out pages twice, but progress must not go back."""
        if page > self.furthest:
            self.furthest = page
            done = min(page / self.expected, 1.0)
            self.replies.say(progress=round(0.15 + 0.5 * done, 3), stage=f"Laying out page {page}")


def main() -> None:
    """Render the report on standard input."""
    replies, feed = ReplyWriter(), sys.stdin.buffer
    try:
        head = json.loads(feed.readline())
        page = feed.read(head["html"])
        assets = {name: feed.read(size) for name, size in head["assets"].items()}
        end_with_parent()
        content = render(page, assets, replies)
    except (Exception, FatalURLFetchingError) as error:  # noqa: BLE001 - the parent reports any failure
        replies.say(error=f"{type(error).__name__}: {error}")
    else:
        replies.hand_over(content)


def render(page: bytes, assets: dict[str, bytes], replies: ReplyWriter) -> bytes:
    """Return the PDF, reporting progress and warnings on the way."""
    # The objects that layout creates live until the end, and the process ends with this report: garbage collection
    # would search millions of objects again and again and free next to nothing.
    gc.freeze()
    gc.disable()
    _listen(EngineLog(replies, max(1, len(page) // EXPECTED_BYTES_A_PAGE)))
    cache_page_references()
    speed_up()
    replies.say(progress=0.08, stage="Reading the pages")
    html = HTML(string=page.decode(), base_url="asset:", url_fetcher=Assets(assets))
    options: dict[str, Any] = {"pdf_variant": "pdf/a-3u", "pdf_tags": True}
    document = html.render(**options)
    _date_attachments(document.metadata)
    replies.say(progress=0.68, stage="Drawing the pages")
    written: bytes = document.write_pdf(finisher=finish, pdf_identifier=_identifier(page, assets), **options)
    replies.say(progress=1.0, stage="Done")
    return written


def _listen(handler: EngineLog) -> None:
    for logger in (LOGGER, PROGRESS_LOGGER):
        logger.handlers = [handler]
        logger.propagate = False
    LOGGER.setLevel(logging.WARNING)
    PROGRESS_LOGGER.setLevel(logging.INFO)


def _date_attachments(metadata: Any) -> None:
    """Give the attached data the date of the report; the engine would use the current time, which would be saved."""
    dated = datetime.fromisoformat(metadata.created or UNDATED)
    for each in metadata.attachments:
        each.created = each.modified = dated
        each.relationship = "Data"


def _identifier(page: bytes, assets: dict[str, bytes]) -> bytes:
    """Return an identifier derived from the input; the engine's is random, so every file would be different."""
    digest = hashlib.sha256(page)
    for name in sorted(assets):
        digest.update(name.encode() + assets[name])
    return digest.digest()[:16]
