"""Fonts for files outside the report: reduced to the characters used, as `data:` URLs."""

from __future__ import annotations

import base64
import io
from functools import lru_cache

from reports.typefaces import FONTS, Typeface

TABULAR = "tnum"


def data_url(content: bytes, media_type: str) -> str:
    """Return a file as a `data:` URL."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def embedded(face: Typeface, used: str) -> str:
    """Return a font as WOFF in a `data:` URL, reduced to the characters of a text. The same text gives the same URL."""
    return _reduced(face, "".join(sorted(set(used))))


@lru_cache(maxsize=32)  # about 1 MB; the charts of an organization use the same characters again and again
def _reduced(face: Typeface, characters: str) -> str:
    from fontTools import subset  # noqa: PLC0415 - only for files outside the report

    options = subset.Options(flavor="woff", hinting=False)
    options.layout_features = [*options.layout_features, TABULAR]
    out = io.BytesIO()
    with subset.load_font(str(FONTS / f"{face.stem}.ttf"), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(font)
        subset.save_font(font, out, options)
    return data_url(out.getvalue(), "font/woff")
