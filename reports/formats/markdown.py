"""The report as Markdown: the parts of the page, with a chart's data as a table in place of its picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.chart import Chart
from reports.document import plain_html
from reports.formats.html_tree import Node, body_of
from reports.formats.markdown_tables import markdown_table
from reports.formats.markdown_text import escaped, inline, line, table
from reports.printable_text import printable
from reports.views.report import ReportView
from reports.views.subject import Subject

PICTURE = re.compile(r"asset:(.+)\.svg")
HEADING = re.compile(r"h([1-4])")


def write(subject: Subject, view: ReportView, template: bytes) -> bytes:
    """Return the report as Markdown with GitHub's tables, in UTF-8. Markdown doesn't use a house template."""
    del template
    html, drawn = plain_html(subject, view)
    body = body_of(html)
    linked = frozenset(each.attributes["href"].removeprefix("#") for each in body.all("a"))
    blocks = _Blocks({chart.name: chart for chart in drawn.all()}, linked)
    return ("\n\n".join(filter(None, blocks.of(body))) + "\n").encode()


@dataclass(frozen=True)
class _Blocks:
    """Turns elements into blocks; `linked` has the ids that a link in the report leads to."""

    charts: Mapping[str, Chart]
    linked: frozenset[str]

    def of(self, node: Node) -> Iterator[str]:
        for each in node.elements:
            yield from self._block(each)

    def _block(self, node: Node) -> Iterator[str]:
        if heading := HEADING.fullmatch(node.tag):
            yield from self._heading(node, int(heading[1]))
            return
        match node.tag:
            case "p":
                yield self._paragraph(node)
            case "figcaption":
                yield f"*{line(inline(node))}*"
            case "ul" | "ol":
                yield "\n".join(_items(node))
            case "dl":
                yield "\n".join(_terms(node))
            case "table":
                yield markdown_table(node)
            case "img":
                yield from self._picture(node)
            case _:
                yield from self.of(node)

    def _heading(self, node: Node, level: int) -> Iterator[str]:
        own = node.attributes.get("id", "")
        if own in self.linked:
            yield f'<a id="{own}"></a>'
        yield f"{'#' * level} {inline(node)}"

    @staticmethod
    def _paragraph(node: Node) -> str:
        text = line(inline(node))
        return f"*{text}*" if "kicker" in node.classes and text else text

    def _picture(self, node: Node) -> Iterator[str]:
        """Yield the title and the data of a chart; the logo is left out."""
        if name := PICTURE.fullmatch(node.attributes["src"]):
            chart = self.charts[name[1]]
            yield f"**{_written(chart.title)}**"
            yield table([*map(_written, chart.table.head)], [[*map(_written, row)] for row in chart.table.rows])


def _written(text: str) -> str:
    return escaped(printable(text))


def _items(node: Node, depth: int = 0) -> Iterator[str]:
    """Yield the lines of a list; a list inside an item is indented."""
    for number, item in enumerate((each for each in node.elements if each.tag == "li"), 1):
        mark = f"{number}." if node.tag == "ol" else "-"
        own = Node("li", item.attributes, [each for each in item.children if not _is_list(each)])
        yield f"{'  ' * depth}{mark} {line(inline(own))}"
        for below in item.elements:
            if _is_list(below):
                yield from _items(below, depth + 1)


def _is_list(child: Node | str) -> bool:
    return isinstance(child, Node) and child.tag in {"ul", "ol"}


def _terms(node: Node) -> Iterator[str]:
    """Yield a list of terms, each with its text on one line."""
    term = ""
    for each in node.all("dt", "dd"):
        if each.tag == "dt":
            term = inline(each)
        else:
            yield f"- **{term}:** {inline(each)}"
