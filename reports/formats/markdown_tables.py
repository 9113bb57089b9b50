"""Tables of the report in Markdown."""

from __future__ import annotations

from reports.formats.html_tree import Node
from reports.formats.markdown_text import HATCHED, bold, inline, table

LABEL_AND_VALUE = 2
ALIGNED = {"num": "---:", "mid": ":---:", "tile": ":---:"}


def markdown_table(node: Node) -> str:
    """Return a table. A table without a head becomes a list if it has labels; otherwise, its first row is the head."""
    rows = [(row, _cells(row)) for row in node.all("tr")]
    heads = [cells for row, cells in rows if all(cell.tag == "th" for cell in row.elements)]
    if not heads and all(len(cells) == LABEL_AND_VALUE for _, cells in rows):
        return "\n".join(f"- **{label}:** {value}" for _, (label, value) in rows)
    head, body = rows[0], rows[1:]
    marks = [next((ALIGNED[each] for each in cell.classes if each in ALIGNED), "---") for cell in head[0].elements]
    width = len(head[1])
    return table(head[1], [_padded(row, cells, width) for row, cells in body], marks)


def _cells(row: Node) -> list[str]:
    return [_cell(each) for each in row.elements if each.tag in {"th", "td"}]


def _cell(cell: Node) -> str:
    """Return a cell; anything the report shows by hatching is spelled out in words."""
    return inline(cell) or next((HATCHED[each] for each in cell.classes if each in HATCHED), "")


def _padded(row: Node, cells: list[str], width: int) -> list[str]:
    """Return the cells of a row as wide as the table; a row that the report emphasizes is bold."""
    shown = list(map(bold, cells)) if row.classes & {"group", "stops"} else cells
    return shown + [""] * (width - len(shown))
