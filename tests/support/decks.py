"""Reads slide decks back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pptx import Presentation


def opened(content: bytes) -> Any:
    """Return the opened deck."""
    return Presentation(io.BytesIO(content))


def titles(deck: Any) -> list[str]:
    """Return the titles of the slides, with plain spaces."""
    return [slide.shapes.title.text_frame.text.replace("\u00a0", " ") for slide in deck.slides]


def charts(deck: Any) -> list[Any]:
    """Return all charts in order."""
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def texts(slide: Any) -> str:
    """Return all the text in a slide's shapes and tables."""
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            said += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(said)


def elements(deck: Any, tag: str) -> Iterator[Any]:
    """Yield the elements with this tag in slides, notes and charts."""
    for slide in deck.slides:
        yield from slide.element.iter(tag)
        yield from slide.notes_slide.element.iter(tag)
    for chart in charts(deck):
        yield from chart.element.iter(tag)
