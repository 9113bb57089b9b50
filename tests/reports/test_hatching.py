"""The hatching of tables: strokes that join across tiles."""

from __future__ import annotations

import io

from PIL import Image

from reports.hatching import SIDE, hatch_tile
from reports.tokens import tokens


def test_a_tile_joins_its_neighbors() -> None:
    """Each row is the one above, moved left by a pixel, around the edge too."""
    tile = Image.open(io.BytesIO(hatch_tile()))
    rows = [[tile.getpixel((x, y)) for x in range(SIDE)] for y in range(SIDE)]

    for y in range(SIDE):
        assert rows[(y + 1) % SIDE] == [rows[y][(x + 1) % SIDE] for x in range(SIDE)]


def test_strokes_are_of_the_hatch_color_on_paper() -> None:
    """The darkest and lightest pixels have these colors."""
    found = Image.open(io.BytesIO(hatch_tile())).getcolors() or []
    shades = sorted(color for _, color in found)

    assert "#{:02x}{:02x}{:02x}".format(*shades[-1]) == tokens()["paper"]  # type: ignore[misc]
    assert "#{:02x}{:02x}{:02x}".format(*shades[0]) == tokens()["hatch"]  # type: ignore[misc]
    assert hatch_tile() == hatch_tile.__wrapped__()
