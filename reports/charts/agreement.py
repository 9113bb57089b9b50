"""Agreement by practice: how many statements got the same rating, ratings one step apart, or ratings farther apart."""

from __future__ import annotations

from reports.chart import Chart, Table
from reports.charts.canvas import Canvas
from reports.charts.style import ShapeStyle
from reports.charts.text import fitted
from reports.gallery import ChartData, nothing_to_show
from reports.views import figures
from reports.views.agreement_by_practice import AgreementByPractice, PracticeAgreement, agreement_by_practice
from reports.views.stacks import segments

WIDTH, LEFT, ROW, BAR, HEAD = 174.0, 64.0, 4.9, 3.9, 5.6
KINDS = {"same": ShapeStyle("share-n", "muted"), "near": ShapeStyle("share-f", "muted"), "apart": ShapeStyle("accent")}
WORDS = {"same": "Same rating", "near": "One step apart", "apart": "Disagreement"}


def chart(source: ChartData, width: float | None = None) -> Chart:
    """Return the agreement of an assessment.

    Raises:
        InputError: no ratings can be compared, or too few anonymous respondents gave them.
    """
    view = agreement_by_practice(source.subject)
    if view is None:
        why = "no two respondents rated the same statement, or too few of them rated it anonymously"
        raise nothing_to_show("agreement", why, "add the answers of a second respondent")
    return agreement(view, width or WIDTH)


def agreement(view: AgreementByPractice, width: float = WIDTH) -> Chart:
    """Return a bar for each practice."""
    left = LEFT * min(1.0, width / WIDTH)
    canvas = Canvas(width, HEAD + len(view.rows) * ROW - ROW + BAR)
    canvas.key(left, HEAD / 2 - 0.7, [(KINDS[kind], WORDS[kind]) for kind in KINDS])
    most = max(row.total for row in view.rows)
    for number, row in enumerate(view.rows):
        _row(canvas, row, HEAD + number * ROW, left, most)
    head = ("Practice", *WORDS.values())
    table = Table(head, tuple((row.name, *(str(many) for _, many in row.counts)) for row in view.rows))
    caption = "Statements that two or more respondents rated, by practice and by how far apart the ratings are."
    if view.others:
        caption += f" {figures.capital(figures.count(view.others, 'practice'))} without disagreement are left out."
    if view.hidden:
        hidden = figures.capital(figures.count(view.hidden, "statement"))
        caption += f" {hidden} left out to protect anonymous respondents."
    return Chart("agreement", "Agreement by practice", caption, _alt(view), table, canvas.done())


def _row(canvas: Canvas, row: PracticeAgreement, y: float, left: float, most: int) -> None:
    canvas.text(0, y + BAR / 2, fitted(row.name, left - 2))
    room = canvas.width - left
    for each in segments(row.counts, most):
        x, width = left + room * float(each.start), room * float(each.share)
        canvas.tile(x, y, width - 0.3, BAR, KINDS[each.kind])
        color = "paper" if each.kind == "apart" else "ink"
        canvas.text(x + width / 2, y + BAR / 2, str(each.many), size="text-xs", color=color, align="center")


def _alt(view: AgreementByPractice) -> str:
    said = [f"{row.name} {row.same} the same, {row.near} near, {row.apart} apart" for row in view.rows]
    return f"Bar chart of how far respondents agree on each practice. {view.lead} {'; '.join(said)}."
