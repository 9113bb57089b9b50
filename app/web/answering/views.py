"""All views of this area, by journey."""

from __future__ import annotations

from app.web.answering import exchange, files, overview, practice, saving, symptoms
from app.web.answering.blueprint import blueprint

__all__ = ["blueprint", "exchange", "files", "overview", "practice", "saving", "symptoms"]
