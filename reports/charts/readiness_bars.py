"""How many requirements of each main part of a framework have which rating, as stacked bars."""

from __future__ import annotations

from reports.charts.drawing import Chart, Sheet, Table, fitted
from reports.views.readiness import FrameworkView, RequirementGroup

WIDTH, ROW, BAR, LEFT, RIGHT, TEXT = 174.0, 5.6, 4.5, 88.0, 8.0, 2.9
ROOM, BARS_MOST = 6.0, 7
KINDS = {
    "F": "share-f",
    "L": "share-l",
    "P": "share-p",
    "N": "share-n",
    "unrated": "not-assessed",
    "outside": "outside",
}
WORDS = {"unrated": "without a rating", "outside": "outside"}


def readiness_bars(view: FrameworkView) -> tuple[Chart, ...]:
    """Return a bar for each main part, all of one length, with its number of requirements behind it.

    Many bars come in several charts, so that a page can end between them.
    """
    pieces = [view.groups[start : start + BARS_MOST] for start in range(0, len(view.groups), BARS_MOST)]
    return tuple(_piece(view, groups, f"readiness-{view.id}-{number}") for number, groups in enumerate(pieces, 1))


def _piece(view: FrameworkView, groups: tuple[RequirementGroup, ...], name: str) -> Chart:
    sheet = Sheet()
    for number, group in enumerate(groups):
        _bar(sheet, group, number * ROW)
    head = ("Part", *(WORDS.get(kind, kind) for kind in KINDS))
    table = Table(head, tuple((f"{g.id} {g.title}", *(str(many) for _, many in g.counts)) for g in groups))
    return Chart(name, WIDTH, len(groups) * ROW, sheet.body, _alt(view, groups), table)


def _bar(sheet: Sheet, group: RequirementGroup, y: float) -> None:
    total = sum(many for _, many in group.counts)
    unit = (WIDTH - LEFT - RIGHT) / total
    sheet.text(WIDTH, y + 3.5, str(total), "label", "end")
    sheet.text(0, y + 3.5, fitted(f"{group.id}  {group.title}", LEFT - 3, TEXT))
    x = LEFT
    for kind, many in group.counts:
        if not many:
            continue
        width = many * unit
        if kind == "outside":
            sheet.line(x + 0.6, y + BAR / 2, x + width, y + BAR / 2, "axis")
        else:
            sheet.rect(x, y, width, BAR, f"{KINDS[kind]} edge")
            label = f"{many} {kind}" if kind != "unrated" else str(many)
            sheet.text(x + width / 2, y + 3.4, label if width > ROOM else str(many), "label", "middle")
        x += width


def _alt(view: FrameworkView, groups: tuple[RequirementGroup, ...]) -> str:
    said = []
    for group in groups:
        counts = [f"{many} {WORDS.get(kind, kind)}" for kind, many in group.counts if many]
        said.append(f"{group.id} {group.title}: {', '.join(counts)}")
    return f"Bars of the ratings of the requirements of {view.name} by part. {'; '.join(said)}."
