"""The first 90 days: what to do in each week, who does it, and what shows that it's done."""

from __future__ import annotations

from reports.formats.slides.deck import Deck
from reports.formats.slides.fitting import SMALLEST
from reports.formats.slides.source import Source
from reports.formats.slides.tables import Cell, Table, add_table, rows_that_fit
from reports.formats.slides.text import plain
from reports.options import ReportPart
from reports.views import figures
from reports.views.first_days import FirstDaysRow

LINE = 20.0


def add(deck: Deck, source: Source) -> None:
    """Add the slide if there is something to do."""
    days = source.view.summary.first_days
    if not days.rows:
        return
    shown = _beside_early_actions(source, days.rows)
    slide = deck.slide((source.view.verdict.begins or days.lead).rstrip("."))
    table = Table(
        alt="Table of the actions of the first 90 days, by week.",
        head=(Cell("Week", align="r"), Cell("What to do"), Cell("Who"), Cell("What shows it's done")),
        rows=tuple(
            (Cell(row.week, align="r"), Cell(row.text, lead=f"{row.practice}:"), Cell(row.who), Cell(row.shows))
            for row in shown
        ),
        shares=(1.2, 9, 3.2, 6),
    )
    room = deck.area.above(LINE)
    add_table(deck, slide, room, table)
    left = len(shown) - rows_that_fit(deck, room, table)
    if left:
        more = f"{figures.capital(figures.count(left, 'more action'))} in the notes."
        deck.text(slide, deck.area.below(deck.area.height - LINE), [plain(more, SMALLEST)])
    deck.notes(slide, [days.lead, *(_line(row) for row in days.rows)])


def _beside_early_actions(source: Source, rows: tuple[FirstDaysRow, ...]) -> tuple[FirstDaysRow, ...]:
    """Return the actions of steps; early actions stand on a slide of their own, unless nothing else is left."""
    roadmap = source.view.roadmap
    if roadmap is None or not source.shows(ReportPart.ROADMAP):
        return rows
    early = {(each.practice, each.text) for phase in roadmap.phases for each in phase.early}
    return tuple(row for row in rows if (row.practice, row.text) not in early) or rows


def _line(row: FirstDaysRow) -> str:
    who = f" ({row.who})" if row.who else ""
    shows = f" Shown by: {row.shows}" if row.shows else ""
    return f"Week {row.week}, {row.practice}{who}: {' '.join(filter(None, (row.text, row.remark)))}{shows}"
