"""The hatch for "not assessed" as a repeating image, which prints faster than a pattern drawn in each cell."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw

from reports.tokens import tokens

SIDE, STROKE, FINER = 16, 2, 8
"""The size of a tile and of a stroke in pixels, and the factor by which the tile is drawn larger before scaling."""


@cache
def hatch_tile() -> bytes:
    """Return one tile of diagonal strokes in the hatch color on the paper color, as PNG."""
    side = SIDE * FINER
    tile = Image.new("RGB", (side, side), tokens()["paper"])
    draw = ImageDraw.Draw(tile)
    for corner in (0, side, 2 * side):
        # A stroke passes through two corners of the tile, so that it meets the strokes of neighboring tiles.
        draw.line((corner + side, -side, corner - 2 * side, 2 * side), tokens()["hatch"], STROKE * FINER)
    out = io.BytesIO()
    tile.resize((SIDE, SIDE), Image.Resampling.BOX).save(out, "PNG")
    return out.getvalue()
