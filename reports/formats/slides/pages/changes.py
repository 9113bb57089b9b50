"""What changed since an earlier assessment: which practices fell and rose, and why."""

from __future__ import annotations

from reports.formats.slides.deck import Deck
from reports.formats.slides.source import Source
from reports.formats.slides.tables import Cell, Table, add_table, level_cell, rows_that_fit
from reports.formats.slides.text import plain
from reports.views import figures
from reports.views.changes import ChangedLevel, ChangesView

LINE = 24.0
"""The height for what the table doesn't show, in points."""


def add(deck: Deck, source: Source) -> None:
    """Add the slide if there is an earlier assessment."""
    changes = source.view.changes
    if changes is None:
        return
    slide = deck.slide(changes.headline)
    table = _table(changes)
    box = deck.area.above(LINE)
    shown, used = rows_that_fit(deck, box, table), add_table(deck, slide, box, table)
    hidden = len(changes.rows) - shown
    more = f"The report lists {figures.count(hidden, 'more practice')} whose level changed." if hidden else ""
    if line := " ".join(filter(None, (changes.lead, more))):
        deck.text(slide, deck.area.below(used + LINE / 4), [plain(line)])
    deck.notes(slide, [changes.lead, *(f"{each.practice}: {each.why} {each.now}".rstrip() for each in changes.rows)])


def _table(changes: ChangesView) -> Table:
    days = f"from {changes.comparison.before} to {changes.comparison.after}"
    return Table(
        alt=f"Table of the practices whose level changed {days}.",
        head=(
            Cell("Practice"),
            Cell("Before", align="ctr"),
            Cell("After", align="ctr"),
            Cell("Change", align="ctr"),
            Cell("Why"),
        ),
        rows=tuple(_row(each) for each in changes.rows),
        shares=(9, 3, 3, 3, 14),
    )


def _row(changed: ChangedLevel) -> tuple[Cell, ...]:
    before, after = level_cell(changed.before), level_cell(changed.after)
    return Cell(changed.practice), before, after, Cell(changed.movement, align="ctr"), Cell(changed.why)
