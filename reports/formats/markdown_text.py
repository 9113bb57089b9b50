"""Text in Markdown: anything that could be taken for markup is escaped, so it stays as somebody wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reports.formats.html_tree import Node
from reports.views.marks import NOT_ASSESSED, rating_mark

MARKUP = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)")
AT_START = re.compile(r"^(?:(\d+)([.)])|([-+#=]))(?=\s|$|[-+#=])")
SPACES = re.compile(r"[^\S\u00a0]+")
HATCHED = {"m-open": rating_mark(None).words, NOT_ASSESSED.kind: NOT_ASSESSED.words}
BREAK = "<br>"


def escaped(text: str) -> str:
    """Return a text on one line, with a backslash before each character that Markdown would interpret."""
    return MARKUP.sub(r"\\\g<0>", SPACES.sub(" ", text))


def line(text: str) -> str:
    """Return a line that doesn't begin a list, a heading or a rule by accident."""
    return AT_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text.strip())


def bold(text: str) -> str:
    """Return a text in bold; a text with breaks or with bold parts stays as it is."""
    return f"**{text}**" if text and BREAK not in text and "**" not in text else text


def inline(node: Node) -> str:
    """Return the content of an element on one line; paragraphs in it are separated by breaks."""
    lines = "pre" in node.classes
    return _joined(_piece(each, lines=lines) for each in node.children)


def _joined(pieces: Iterable[str]) -> str:
    text = "".join(pieces).strip()
    text = re.sub(rf"(?<!\s)\s*(?:{BREAK}\s*)+", BREAK, text)
    return re.sub(r" +", " ", text.removeprefix(BREAK).removesuffix(BREAK)).strip()


def _piece(child: Node | str, *, lines: bool) -> str:
    if isinstance(child, str):
        return BREAK.join(map(escaped, child.strip().split("\n"))) if lines else escaped(child)
    if child.tag == "br":
        return BREAK
    return "" if "look" in child.classes else _marked_up(child, inline(child))


def _marked_up(element: Node, text: str) -> str:
    match element.tag:
        case "b" | "strong":
            return bold(text)
        case "a":
            return f"[{text}]({element.attributes['href']})"
        case "p":
            return f"{BREAK}{text}{BREAK}"
        case "span" if "tile" in element.classes and text:
            return f"{text} \u00b7 "
    return text


def table(head: Sequence[str], rows: Iterable[Sequence[str]], marks: Sequence[str] = ()) -> str:
    """Return a table; `marks` has the alignment of each column."""
    lines = [head, marks or ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
