"""The roadmap: the levels that each practice reaches, by phase, and the days of each phase."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reports.formats.slides.box import Box
from reports.formats.slides.charts import BarChart, Series, add_chart
from reports.formats.slides.deck import Deck
from reports.formats.slides.fitting import SMALLEST
from reports.formats.slides.source import Source
from reports.formats.slides.tables import Cell, Table, add_table, rows_that_fit
from reports.formats.slides.text import plain
from reports.views import figures
from reports.views.plan import PlanView
from reports.views.timeline import Lane, PhaseColumn, StepBar, TimelineView, timeline_view

NAMES, PHASES, LEAST = 2.6, 8.5, 0.75
"""The share of the names' column in the table, the share of all phases, and the smallest share of one."""
LOWEST, HIGHEST, LINE, GAP = 108.0, 180.0, 18.0, 6.0
"""The heights of the chart and of a line of text, and the space between parts, in points."""
WIDE = 140.0
"""The minimum widths, in points, for a phase to show its first day, and the role that begins a step."""
SHORT = 60.0
"""The width under which a phase shows only its number."""


def add(deck: Deck, source: Source) -> None:
    """Add the slide if steps are planned."""
    plan, roadmap = source.view.plan, source.subject.roadmap
    timeline = timeline_view(source.subject, roadmap) if roadmap else None
    if plan is None or timeline is None:
        return
    slide = deck.slide(plan.headline)
    total = [plain(f"{plan.total}. {plan.missed}".strip(), SMALLEST)]
    line = deck.ruler.height(total, deck.area.width)
    used = _add_steps(deck, slide, deck.area.above(LOWEST + line + GAP), timeline)
    foot = deck.area.below(used + GAP)
    deck.text(slide, replace(foot, height=line), total)
    _, phases = foot.below(line).columns(_halves(timeline), 0)
    add_chart(slide, replace(phases, height=min(HIGHEST, phases.height)), _chart(plan, timeline), source.day)
    deck.notes(slide, [plan.total, plan.missed, *_costs(plan), *_steps(timeline)])


def _add_steps(deck: Deck, slide: Any, box: Box, timeline: TimelineView) -> float:
    """Add the practices by phase, with roles if there is room, and say how many more there are; return the height."""
    for with_roles in (True, False):
        table = _table(box, timeline, with_roles=with_roles)
        many = rows_that_fit(deck, box, table)
        if many == len(timeline.lanes):
            return add_table(deck, slide, box, table)
    used = add_table(deck, slide, box.above(LINE), table)
    left = len(timeline.lanes) - rows_that_fit(deck, box.above(LINE), table)
    more = f"{figures.capital(figures.count(left, 'more practice'))} in the notes."
    deck.text(slide, Box(box.left, box.top + used, box.width, LINE), [plain(more, SMALLEST)])
    return used + LINE


def _halves(timeline: TimelineView) -> tuple[float, float]:
    many = len(timeline.columns)
    return NAMES / (NAMES + _share(many) * many), _share(many) * many / (NAMES + _share(many) * many)


def _share(many: int) -> float:
    """Return the share of a phase's column; the column of names has its own share."""
    return max(PHASES / many, LEAST)


def _table(box: Box, timeline: TimelineView, *, with_roles: bool) -> Table:
    share = _share(len(timeline.columns))
    room = box.width * _halves(timeline)[1] / len(timeline.columns)
    return Table(
        alt="Table of the levels that each practice reaches, by phase.",
        head=(Cell("Practice"), *(Cell(_head(column, room), align="ctr") for column in timeline.columns)),
        rows=tuple(_row(lane, timeline, room, with_roles=with_roles) for lane in timeline.lanes),
        shares=(NAMES, *(share for _ in timeline.columns)),
    )


def _head(column: PhaseColumn, room: float) -> str:
    if room < SHORT:
        return column.number
    return f"{column.name}: {column.begins}" if room >= WIDE else column.name


def _row(lane: Lane, timeline: TimelineView, room: float, *, with_roles: bool) -> tuple[Cell, ...]:
    cells = [Cell(lane.name)]
    for number in range(len(timeline.columns)):
        bars = [bar for bar in lane.bars if bar.phase == number]
        words = "; ".join(_words(bar, with_roles=with_roles and room >= WIDE) for bar in bars)
        ends = [bar.to_level for bar in bars if bar.ends]
        cells.append(Cell(words, align="ctr", level=f"level-{max(ends)}" if ends else ""))
    return tuple(cells)


def _words(bar: StepBar, *, with_roles: bool) -> str:
    """Return the level that a step reaches, or an ellipsis if it continues, as in the PDF's timeline."""
    said = bar.label
    return f"{said} \u00b7 {bar.who}" if with_roles and bar.who else said


def _chart(plan: PlanView, timeline: TimelineView) -> BarChart:
    said = "; ".join(f"{each.name}: {each.days}" for each in plan.costs)
    planned = {each.name: each.planned for each in plan.costs}
    days = tuple(planned.get(each.name, 0) for each in timeline.columns)
    return BarChart(
        alt=f"Column chart of the person-days planned in each phase. {said}.",
        categories=tuple(each.name for each in timeline.columns),
        series=(Series("Person-days", days),),
        most=max(days) * 5 // 4 + 1,
        sideways=False,
    )


def _costs(plan: PlanView) -> list[str]:
    return [
        f"{each.name}, {each.dates}: {each.days} person-days ({each.range})"
        f"{f', {each.money}' if each.money else ''}. {figures.capital(each.leads_to)}."
        for each in plan.costs
    ]


def _steps(timeline: TimelineView) -> list[str]:
    return [
        f"Phase {phase}, {practice}: level {levels}, {days} person-days."
        for phase, practice, levels, days in timeline.steps
    ]
