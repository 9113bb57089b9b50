"""How many requirements have each rating, as a stacked bar for each main part of a framework."""

from __future__ import annotations

from practices_catalog.faults import Place, refuse
from practices_catalog.nearest import write_nearest
from reports.chart import Chart, Table
from reports.charts.canvas import HAIR, Canvas
from reports.charts.style import ShapeStyle
from reports.charts.text import fitted, widest
from reports.gallery import ChartData, nothing_to_show
from reports.views.readiness import FrameworkView, RequirementGroup, readiness_views
from reports.views.requirement_counts import (
    KINDS,
    MARKS,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    OUTSIDE,
    TOO_LITTLE_KNOWN,
    in_words,
    segment_label,
)
from reports.views.stacks import segments

WIDTH, ROW, BAR, LEFT, RIGHT, FOOT = 174.0, 5.6, 4.5, 86.0, 8.0, 5.4
BARS_MOST = 7
STYLES = {TOO_LITTLE_KNOWN: ShapeStyle("share-l", "muted", hatched=True), NOT_APPLICABLE: ShapeStyle("paper", "rule")}
HATCHED = (TOO_LITTLE_KNOWN, NOT_ASSESSED)
KEYS: tuple[tuple[tuple[str | ShapeStyle, str], ...], ...] = (
    (
        ("share-f", "F fully"),
        ("share-l", "L largely"),
        ("share-p", "P partially"),
        ("share-n", "N not achieved"),
    ),
    (
        (STYLES[TOO_LITTLE_KNOWN], "Too little known"),
        (NOT_ASSESSED, "Not assessed"),
        (STYLES[NOT_APPLICABLE], f"{MARKS[NOT_APPLICABLE]} Not applicable"),
        ("rule", "Not covered"),
    ),
)


def chart(source: ChartData, width: float | None = None) -> Chart:
    """Return the bars of one framework, all in one image.

    Raises:
        InputError: no framework was given, none has the id, or none of its requirements has a rating.
    """
    views = {view.id: view for view in readiness_views(source.subject)}
    view = views.get(source.framework)
    if view is None:
        wrong = f"no framework has the id {source.framework!r}" if source.framework else "no framework was given"
        mend = write_nearest(source.framework, views, f"choose one of {', '.join(views)}")
        raise refuse(wrong, mend, Place("--framework"))
    if not view.rated:
        raise nothing_to_show("readiness", view.lead.rstrip("."), "assess the practices first")
    return _piece(view, view.groups, f"readiness-{view.id}", width or WIDTH, with_key=True)


def readiness_pieces(view: FrameworkView) -> tuple[Chart, ...]:
    """Return the main parts' bars as several charts, so that a page can break between them; the last has the key."""
    pieces = [view.groups[start : start + BARS_MOST] for start in range(0, len(view.groups), BARS_MOST)]
    return tuple(
        _piece(view, groups, f"readiness-{view.id}-{number}", WIDTH, with_key=number == len(pieces))
        for number, groups in enumerate(pieces, 1)
    )


def _piece(
    view: FrameworkView, groups: tuple[RequirementGroup, ...], name: str, width: float, *, with_key: bool
) -> Chart:
    bars = len(groups) * ROW
    canvas = Canvas(width, bars + FOOT * len(KEYS) * with_key)
    left = LEFT * min(1.0, width / WIDTH)
    for number, group in enumerate(groups):
        _bar(canvas, group, number * ROW, left)
    if with_key:
        for number, key in enumerate(KEYS):
            canvas.key(0, bars + FOOT * (number + 0.5) + 0.5, key)
    head = ("Part", *map(in_words, KINDS))
    table = Table(head, tuple((f"{g.id} {g.title}", *(str(many) for _, many in g.counts)) for g in groups))
    caption = f"Number of requirements of {view.name} by part and rating; the total is on the right."
    return Chart(name, f"Readiness for {view.name}", caption, _alt(view, groups), table, canvas.done())


def _bar(canvas: Canvas, group: RequirementGroup, y: float, left: float) -> None:
    total, middle = sum(many for _, many in group.counts), y + BAR / 2
    room = canvas.width - left - RIGHT
    canvas.text(canvas.width, middle, str(total), align="right")
    canvas.text(0, middle, fitted(f"{group.id}  {group.title}", left - 3))
    for each in segments(group.counts):
        x, width = left + room * float(each.start), room * float(each.share)
        if each.kind == OUTSIDE:
            canvas.line(x + 0.6, middle, x + width, middle, "muted", HAIR)
            continue
        canvas.tile(x, y, width, BAR, STYLES.get(each.kind) or _style(each.kind))
        labels = (segment_label(each.kind, each.many), MARKS.get(each.kind, str(each.many)))
        label = "" if each.kind in HATCHED else widest(labels, width - 1)
        canvas.text(x + width / 2, middle, label, align="center")


def _style(kind: str) -> str:
    return kind if kind == NOT_ASSESSED else f"share-{kind.lower()}"


def _alt(view: FrameworkView, groups: tuple[RequirementGroup, ...]) -> str:
    said = []
    for group in groups:
        counts = [f"{many} {in_words(kind)}" for kind, many in group.counts if many]
        said.append(f"{group.id} {group.title}: {', '.join(counts)}")
    return f"Bar chart of the ratings of the requirements of {view.name}, by part. {'; '.join(said)}."
