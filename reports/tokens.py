"""The design tokens for charts, because style sheets don't apply to pictures."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

STYLES = Path(__file__).parent / "styles"
TOKEN = re.compile(r"^ *--([a-z0-9-]+): ([^;\n]+);", re.MULTILINE)


@cache
def tokens() -> dict[str, str]:
    """Return the value of each token by its name without the dashes."""
    sheets = [(STYLES / name).read_text(encoding="utf-8") for name in ("colors.css", "tokens.css")]
    return dict(TOKEN.findall("\n".join(sheets)))
