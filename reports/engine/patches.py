"""All the shortcuts together, for the one version of the engine that they are tested with."""

from __future__ import annotations

import weasyprint

from reports.engine.lengths import keep_lengths
from reports.engine.lookup import shorten_lookup
from reports.engine.styles import share_styles
from reports.engine.texts import keep_drawings, keep_splits, keep_struts

TESTED_VERSION = "70.0"


def speed_up() -> None:
    """Patch the engine for the whole process; any other version is left unchanged."""
    if weasyprint.__version__ == TESTED_VERSION:
        share_styles()
        shorten_lookup()
        keep_lengths()
        keep_splits()
        keep_drawings()
        keep_struts()
