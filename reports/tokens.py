"""The design tokens of `styles/tokens.css`, for charts, which style sheets do not reach when they are pictures."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

STYLES = Path(__file__).parent / "styles"
TOKEN = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")


@cache
def tokens() -> dict[str, str]:
    """Return the value of each token by its name without the dashes."""
    return dict(TOKEN.findall((STYLES / "tokens.css").read_text(encoding="utf-8")))
