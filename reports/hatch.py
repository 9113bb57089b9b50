"""The hatch of what was not assessed, as a picture that tiles: cheaper in print than a pattern drawn in each cell."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from math import sqrt

from reports.tokens import tokens

SIDE, STROKE = 16, 2.2


@cache
def hatch_png() -> bytes:
    """Return one tile of diagonal strokes in the hatch colour on paper."""
    stroke, paper = _rgb(tokens()["hatch"]), _rgb(tokens()["paper"])
    rows = b"".join(b"\0" + b"".join(_pixel(x + y, stroke, paper) for x in range(SIDE)) for y in range(SIDE))
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _rgb(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))


def _pixel(diagonal: int, stroke: bytes, paper: bytes) -> bytes:
    off = diagonal % SIDE
    distance = min(off, SIDE - off) / sqrt(2)
    ink = min(1.0, max(0.0, STROKE / 2 + 0.5 - distance))
    return bytes(round(ink * a + (1 - ink) * b) for a, b in zip(stroke, paper, strict=True))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
