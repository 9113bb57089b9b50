"""Sizes, margins and paddings resolved once for each style and containing block."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import percent

from reports.engine.replacing import replace_everywhere

BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
RESOLVED = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "right", "bottom", "left")),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
    *BORDERS,
)


def keep_lengths() -> None:
    """Cache what `resolve_percentages` sets; in tables with collapsed borders, it depends on the box's borders too."""
    resolve = percent.resolve_percentages

    def kept(box: Any, containing_block: Any) -> None:
        is_box = isinstance(containing_block, Box)
        sizes = (containing_block.width, containing_block.height) if is_box else tuple(containing_block)
        collapsed = box.style["border_collapse"] == "collapse"
        borders = tuple(getattr(box, name, None) for name in BORDERS) if collapsed else ()
        key = (isinstance(box, PageBox), sizes, borders)
        known = box.style.__dict__.setdefault("resolved_lengths", {})
        if key in known:
            box.__dict__.update(known[key])
        else:
            resolve(box, containing_block)
            known[key] = {name: getattr(box, name) for name in RESOLVED}

    replace_everywhere(resolve, kept)
