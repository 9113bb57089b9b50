"""The dates mentioned in the answers with what the roadmap does by then, and the early actions."""

from __future__ import annotations

from typing import Any

from reports.formats.slides.box import Box
from reports.formats.slides.deck import Deck
from reports.formats.slides.fitting import SMALLEST
from reports.formats.slides.source import Source
from reports.formats.slides.tables import Cell, Table, add_table, rows_that_fit
from reports.formats.slides.text import Paragraph, Run, plain
from reports.views import figures
from reports.views.roadmap import DateRow, EarlyRow

HEAD, HEAD_SIZE, LINE, GAP = 22.0, 14.0, 18.0, 16.0
DATES_SHARE = 0.55
"""The most of the slide that dates take while there are early actions."""


def add(deck: Deck, source: Source) -> None:
    """Add the slide if the answers mention dates or the roadmap has early actions."""
    roadmap = source.view.roadmap
    dates = roadmap.dates if roadmap else ()
    early = tuple(each for phase in roadmap.phases for each in phase.early) if roadmap else ()
    if not dates and not early:
        return
    slide = deck.slide(_title(source, dates, early))
    room = deck.area
    if dates:
        place = room.above(room.height * (1 - DATES_SHARE)) if early else room
        head = "Dates mentioned in the answers" if early else ""
        room = room.below(_add_part(deck, slide, place, head, _dates(dates)) + GAP)
    if early:
        _add_part(deck, slide, room, "Early actions" if dates else "", _early(early))
    about = next((phase.about_early for phase in roadmap.phases if phase.early), "") if roadmap else ""
    deck.notes(
        slide,
        [
            *(f"{each.day}, {each.practice}: {each.words}. {each.plan}." for each in dates),
            about,
            *(
                f"Week {each.week}, {each.practice} ({each.who}): {each.text} {each.why}"
                f" {each.days} person-day{'' if each.days == '1' else 's'}."
                for each in early
            ),
        ],
    )


def _title(source: Source, dates: tuple[DateRow, ...], early: tuple[EarlyRow, ...]) -> str:
    """Return how many dates there are and when the first one is, and how much begins early."""
    said = []
    if dates:
        first = dates[0].day
        several = f"{figures.count(len(dates), 'date')}: the first is {first}"
        said.append(f"The answers mention {several if len(dates) > 1 else f'one date, {first}'}")
    if early:
        phases = [phase.title for phase in source.view.roadmap.phases if phase.early] if source.view.roadmap else []
        in_phase = phases[0] if not said else phases[0].lower()
        said.append(f"{in_phase} has {figures.count(len(early), 'early action')}")
    return "; ".join(said)


def _add_part(deck: Deck, slide: Any, box: Box, head: str, table: Table) -> float:
    """Add a table under its heading, say how many rows are only in the notes, and return the height."""
    above = HEAD if head else 0
    if head:
        deck.text(slide, Box(box.left, box.top, box.width, HEAD), [Paragraph((Run(head, bold=True),), HEAD_SIZE)])
    room = box.below(above)
    if rows_that_fit(deck, room, table) == len(table.rows):
        return above + add_table(deck, slide, room, table)
    room = room.above(LINE)
    used, left = add_table(deck, slide, room, table), len(table.rows) - rows_that_fit(deck, room, table)
    more = f"{left} more in the notes."
    deck.text(slide, Box(room.left, room.top + used, room.width, LINE), [plain(more, SMALLEST)])
    return above + used + LINE


def _dates(dates: tuple[DateRow, ...]) -> Table:
    return Table(
        alt="Table of the dates mentioned in the answers, and what the roadmap does by then.",
        head=(Cell("By"), Cell("Quotation"), Cell("Practice"), Cell("What the roadmap does by then")),
        rows=tuple((Cell(each.day), Cell(each.words), Cell(each.practice), Cell(each.plan)) for each in dates),
        shares=(2, 8, 4, 5),
    )


def _early(early: tuple[EarlyRow, ...]) -> Table:
    return Table(
        alt="Table of the early actions, with the week in which each one begins, and why it doesn't wait.",
        head=(Cell("Week", align="r"), Cell("Days", align="r"), Cell("What to do"), Cell("Who"), Cell("Why now")),
        rows=tuple(
            (
                Cell(each.week, align="r"),
                Cell(each.days, align="r"),
                Cell(each.text, lead=f"{each.practice}:"),
                Cell(figures.capital(each.who)),
                Cell(each.why),
            )
            for each in early
        ),
        shares=(1.2, 1.2, 8.6, 3, 5),
    )
