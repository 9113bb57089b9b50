"""Capability today, and after the roadmap."""

from __future__ import annotations

from practices_catalog.model import LEVELS
from reports.formats.slides.charts import PALE, BarChart, Series, add_chart
from reports.formats.slides.deck import Deck
from reports.formats.slides.source import Source
from reports.formats.slides.text import DOTTED, Paragraph, Run, plain
from reports.views.priorities import PrioritiesView, Priority

GAP, HEAD_SIZE, REST = 28.0, 15.0, 20.0


def add(deck: Deck, source: Source) -> None:
    """Add the slide if the roadmap raises a practice."""
    view = source.view.priorities
    if view is None:
        return
    slide = deck.slide(view.headline)
    room = deck.area
    if view.risks:
        room, beside = room.columns((5, 3), GAP)
        risks = [plain(each, bullet=DOTTED, before=6) for each in view.risks]
        rest = [plain(view.rest, before=12)] if view.rest else []
        deck.text(slide, beside, [Paragraph((Run("Risks until then", bold=True),), HEAD_SIZE), *risks, *rest])
    elif view.rest:
        deck.text(slide, room.below(room.height - REST), [plain(view.rest)])
        room = room.above(REST)
    add_chart(slide, room, _chart(view), source.day)
    deck.notes(slide, [*(_line(row) for row in view.rows), view.rest, *view.risks])


def _chart(view: PrioritiesView) -> BarChart:
    said = "; ".join(f"{row.name}: {row.today.words}, to level {row.to_level}" for row in view.rows)
    return BarChart(
        alt=f"Bar chart of today's level and the level that the roadmap reaches, in the order of the roadmap. {said}.",
        categories=tuple(_name(row) for row in view.rows),
        series=(
            Series("Level that the roadmap reaches", tuple(row.to_level for row in view.rows), brightness=PALE),
            Series("Level today", tuple(row.level if row.today.text else None for row in view.rows), inside=True),
        ),
        most=max(LEVELS),
    )


def _name(row: Priority) -> str:
    return row.name if row.today.text else f"{row.name} ({row.today.words})"


def _line(row: Priority) -> str:
    remark = f" ({row.remark})" if row.remark else ""
    return f"{row.name}: {row.today.words} today, level {row.to_level} with the roadmap{remark}."
