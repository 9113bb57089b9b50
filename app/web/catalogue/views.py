"""All views of this area, one module a kind of page."""

from __future__ import annotations

from app.web.catalogue import approaches, crosswalk, frameworks, practices, search
from app.web.catalogue.blueprint import blueprint

__all__ = ["approaches", "blueprint", "crosswalk", "frameworks", "practices", "search"]
