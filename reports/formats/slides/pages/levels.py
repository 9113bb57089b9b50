"""All practices by level, and what works."""

from __future__ import annotations

from typing import Any

from reports.formats.slides.box import Box
from reports.formats.slides.charts import BarChart, Series, add_chart
from reports.formats.slides.deck import Deck
from reports.formats.slides.fitting import SMALLEST
from reports.formats.slides.source import Source
from reports.formats.slides.tables import Cell, Table, add_table, rows_that_fit
from reports.formats.slides.text import DOTTED, Paragraph, Run, plain
from reports.views import figures
from reports.views.profile import LevelGroup, ProfileRow

GAP, HEAD_SIZE = 24.0, 14.0
LOWEST = 190.0
"""The lowest chart, in points."""
UNRATED = "hatch"
"""The token for the bars of practices without a level."""


def add(deck: Deck, source: Source) -> None:
    """Add the slide if a practice has a level."""
    profile = source.view.profile
    if not source.subject.assessed:
        return
    groups = profile.by_level
    slide = deck.slide(profile.headline)
    left, right = deck.area.columns((1, 2), GAP)
    add_chart(slide, left.above(_add_strengths(deck, slide, left, source)), _chart(groups), source.day)
    add_table(deck, slide, right, _table(deck, right, groups))
    deck.notes(slide, [profile.lead, *(_line(row) for row in profile.by_priority), profile.unlisted])


def _add_strengths(deck: Deck, slide: Any, box: Box, source: Source) -> float:
    """Add what works under the chart, as many of the strengths as fit, and return the height with the gap above it."""
    strengths = source.view.summary.strengths
    head = Paragraph((Run(source.view.verdict.strengths_heading, bold=True),), HEAD_SIZE)
    texts = [plain(each.text, SMALLEST, bullet=DOTTED, before=4) for each in strengths]
    for many in range(len(texts), 0, -1):
        height = deck.ruler.height([head, *texts[:many]], box.width)
        if height <= box.height - LOWEST - GAP:
            deck.text(slide, box.below(box.height - height), [head, *texts[:many]])
            return height + GAP
    return 0


def _chart(groups: tuple[LevelGroup, ...]) -> BarChart:
    counts = [group.count for group in groups]
    return BarChart(
        alt=f"Bar chart of practices by capability level: {figures.listed([count.words for count in counts])}.",
        categories=tuple(count.label for count in counts),
        series=(Series("Practices", tuple(count.many for count in counts)),),
        most=max(count.many for count in counts) + 1,
        tokens={number: each.tile.kind if each.has_level else UNRATED for number, each in enumerate(counts)},
    )


def _table(deck: Deck, box: Box, groups: tuple[LevelGroup, ...]) -> Table:
    """Return the practices of each level by name; if they don't all fit, the first ones and how many more there are."""
    most = max(len(group.rows) for group in groups)
    while True:
        table = Table(
            alt="Table of the practices at each capability level, in the order of the roadmap, then by level.",
            head=(Cell("Level"), Cell("Practices")),
            rows=tuple(_row(group, most) for group in groups),
            shares=(2, 5),
        )
        if most == 1 or rows_that_fit(deck, box, table) == len(groups):
            return table
        most -= 1


def _row(group: LevelGroup, most: int) -> tuple[Cell, ...]:
    count = group.count
    label = f"{count.label}: {count.meaning}" if count.meaning else count.label
    names = figures.listed([row.name for row in group.rows], most)
    return Cell(label, level=count.tile.kind if count.has_level else ""), Cell(names)


def _line(row: ProfileRow) -> str:
    index = f", index {row.index_text}" if row.index is not None else ""
    return f"{row.name}: {row.tile.words}{index}{_planned(row)}."


def _planned(row: ProfileRow) -> str:
    if row.target is None:
        return ""
    does = f"level {row.target} completed by" if row.target == row.level else f"to level {row.target} with"
    return f", {does} the roadmap"
