"""The links on a page that download charts."""

from __future__ import annotations

import re
from html import unescape

LINK = re.compile(r'<a href="([^"]+)" download>Download (SVG|PNG)<span class="unseen"> of ([^<]+)</span>')


def downloads(page: str) -> dict[tuple[str, str], str]:
    """Return the URL of each download on a page, by chart and format."""
    return {(unescape(chart), form): unescape(url) for url, form, chart in LINK.findall(page)}
