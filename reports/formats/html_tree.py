"""The report's HTML as a tree, for formats that are made from it. The HTML is our own and well formed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "col", "img", "meta"})


@dataclass(slots=True)
class Node:
    """An element, with elements and texts in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """Its classes in the style sheet."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list[Node]:
        """The elements directly in it."""
        return [each for each in self.children if isinstance(each, Node)]

    def all(self, *tags: str) -> Iterator[Node]:
        """Yield the elements in it with one of the tags, at any depth, in order."""
        for each in self.elements:
            if each.tag in tags:
                yield each
            yield from each.all(*tags)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def body_of(html: str) -> Node:
    """Return the body of a page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return next(builder.open[0].all("body"))
