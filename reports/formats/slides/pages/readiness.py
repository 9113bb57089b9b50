"""Readiness for the framework that matters most, today and after each phase, and what holds it back."""

from __future__ import annotations

from typing import Any

from reports.formats.slides.box import Box
from reports.formats.slides.charts import BarChart, Series, add_chart
from reports.formats.slides.deck import Deck
from reports.formats.slides.fitting import SMALLEST
from reports.formats.slides.source import Source
from reports.formats.slides.tables import Cell, Table, add_table, level_cell
from reports.formats.slides.text import Paragraph, Run, plain
from reports.options import ReportPart
from reports.views.readiness import FrameworkView

GAP, HEAD, HEAD_SIZE = 28.0, 22.0, 14.0


def add(deck: Deck, source: Source) -> None:
    """Add the slide if the framework has a rated requirement, and the roadmap has an aim or the part was chosen.

    Without an aim, readiness for a framework is nothing that a board has to decide about.
    """
    frameworks, roadmap = source.view.frameworks, source.subject.roadmap
    shown = next((each for each in frameworks if each.path), None)
    matters = ReportPart.READINESS in source.subject.options.chosen or (roadmap is not None and roadmap.settings.aim)
    if shown is None or not matters:
        return
    slide = deck.slide(source.view.readiness_headline)
    left, right = deck.area.columns((4, 5), GAP) if shown.blockers else (deck.area, deck.area)
    if len(shown.path) > 1:
        _head(deck, slide, left, f"Requirements fully or largely achieved, of {shown.of}")
        add_chart(slide, left.below(HEAD), _chart(shown), source.day)
    else:  # a single bar wouldn't say more than the title
        deck.text(slide, left, [plain(shown.lead)])
    if shown.blockers:
        _add_blockers(deck, slide, right, shown)
    deck.notes(
        slide,
        [
            source.view.disclaimer,
            shown.expects,
            *(f"{each.name}: {each.met or each.lead}" for each in frameworks),
            *(f"{each.name} ({each.tile.words}) keeps {each.requirements} from being met." for each in shown.blockers),
        ],
    )


def _chart(shown: FrameworkView) -> BarChart:
    said = "; ".join(f"{' '.join(filter(None, (each.name, each.on)))}: {each.met}" for each in shown.path)
    return BarChart(
        alt=f"Column chart of the requirements of {shown.name} that are fully or largely achieved. {said}.",
        categories=tuple(f"{each.name}, {each.on}" if each.on else each.name for each in shown.path),
        series=(Series("Requirements fully or largely achieved", tuple(each.met for each in shown.path)),),
        most=shown.of,
    )


def _add_blockers(deck: Deck, slide: Any, box: Box, shown: FrameworkView) -> None:
    _head(deck, slide, box, "What keeps the most requirements from being met")
    planned = any(each.planned for each in shown.blockers)
    table = Table(
        alt=f"Table of the practices that keep the most requirements of {shown.name} from being met.",
        head=(
            Cell("Lowest practice"),
            Cell("Level", align="ctr"),
            Cell("Rated N or P", align="r"),
            *[Cell("Roadmap")] * planned,
        ),
        rows=tuple(
            (
                Cell(each.name),
                level_cell(each.tile),
                Cell(str(each.many), align="r"),
                *[Cell(each.planned)] * planned,
            )
            for each in shown.blockers
        ),
        shares=(10, 4, 6, 9)[: 3 + planned],
    )
    add_table(deck, slide, box.below(HEAD), table)


def _head(deck: Deck, slide: Any, box: Box, words: str) -> None:
    place = Box(box.left, box.top, box.width, HEAD)
    deck.text(slide, place, [Paragraph((Run(words, bold=True),))], (HEAD_SIZE, SMALLEST))
