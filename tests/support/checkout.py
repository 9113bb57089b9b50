"""The paths of the checkout and its command."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WAYFINDER = str(Path(sys.executable).with_name("wayfinder"))
PACKAGES = ("practices_catalog", "questionnaires", "roadmaps", "reports", "app")
