"""The design tokens for charts and office files, because style sheets don't apply to them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from reports.colors import Colors, chosen_colors

STYLES = Path(__file__).parent / "styles"
TOKEN = re.compile(r"^ *--([a-z0-9-]+): ([^;\n]+);", re.MULTILINE)


def tokens() -> dict[str, str]:
    """Return the value of each token by its name without the dashes, in the chosen colors."""
    return _tokens(chosen_colors())


@cache
def _tokens(colors: Colors) -> dict[str, str]:
    sheets = [(STYLES / name).read_text(encoding="utf-8") for name in ("colors.css", "tokens.css")]
    return dict(TOKEN.findall("\n".join(sheets))) | colors.tokens
