"""The text of a page without its markup."""

from __future__ import annotations

import re
from html import unescape


def text_of(html: str) -> str:
    """Return a page's text with single spaces, including alternative texts but not scripts or the head."""
    body = re.sub(r"^[^>]*>", "", html.partition("<body")[2]) or html
    named = re.sub(r'<svg[^>]*aria-label="([^"]*)"[^>]*>', r" \1 ", body)
    plain = re.sub(r"<(title|script)[^>]*>.*?</\1>", " ", named, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", plain))).strip()


def row_of(html: str, name: str) -> str:
    """Return the text of the first table row that starts with a name."""
    rows = (text_of(row) for row in re.findall(r"<tr[^>]*>.*?</tr>", html, flags=re.DOTALL))
    return next(row for row in rows if row.startswith(name))
