"""The text of an HTML element as runs: white space as a browser collapses it; bold, links, line breaks and tiles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from questionnaires.model import Rating
from reports.formats.word.nodes import Look, color, link, run
from reports.tokens import tokens
from reports.views.marks import BALLS

SPACE = re.compile(r"[ \t\r\n\f]+")
NOT_LINES = re.compile(r"[ \t\r\f]+")
BREAK = "\v"
"""A line break; typed text never contains this character, because it is printed as its code."""
BLOCKS = {"p", "ul", "ol", "dl", "table", "figure", "div", "section"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with one look; `target` is the bookmark that it links to, or ""."""

    text: str
    look: Look
    target: str = ""


def classes(element: Any) -> frozenset[str]:
    """Return the classes of an HTML element."""
    return frozenset(element.get("class", "").split())


def plain(element: Any) -> str:
    """Return an element's text with single spaces."""
    return SPACE.sub(" ", element.text_content()).strip()


def level_look(kinds: frozenset[str]) -> Look | None:
    """Return the colors of a level's tile, or None for another kind of tile or a level that hasn't been reached."""
    level = next((each for each in kinds if each.startswith("level-")), "")
    if not level or "unheld" in kinds:
        return None
    return Look(bold=True, color=color(tokens()[f"{level}-ink"]), fill=color(tokens()[level]))


def runs(element: Any, look: Look | None = None) -> list[Any]:
    """Return the runs of an element; in one with the class `pre`, line feeds count."""
    kinds = classes(element)
    found = list(_pieces(element, look or Look(), ""))
    if "pre" in kinds:
        found = [replace(each, text=NOT_LINES.sub(" ", each.text)) for each in found]
    else:
        found = list(_collapsed(found))
    if ball := ball_of(kinds):
        found.insert(0, Piece(f"{ball} ", replace(look or Look(), bold=False)))
    return [_written(each) for each in found]


def _written(piece: Piece) -> Any:
    made = run(piece.text.replace(BREAK, "\n"), piece.look)
    return link(piece.target, [made]) if piece.target else made


def ball_of(kinds: frozenset[str]) -> str:
    """Return the Harvey ball of a rating's cell, which the style sheet draws on the page."""
    rating = next((each[2:] for each in kinds if each.startswith("m-")), "")
    return BALLS.get(Rating(rating), "") if rating in {each.value for each in Rating} else ""


def _pieces(element: Any, look: Look, target: str) -> Iterator[Piece]:
    if element.text:
        yield Piece(element.text, look, target)
    for child in element:
        if child.tag not in BLOCKS:
            yield from _child(child, look, target)
        if child.tail:
            yield Piece(child.tail, look, target)


def _child(child: Any, look: Look, target: str) -> Iterator[Piece]:
    match child.tag:
        case "br":
            yield Piece(BREAK, look)
        case "b":
            yield from _pieces(child, replace(look, bold=True), target)
        case "a":
            yield from _pieces(child, look, child.get("href").removeprefix("#"))
        case "span" if "tile" in classes(child):
            pass  # the heading puts it after its text
        case "span" if "left-out" in classes(child):
            yield from _pieces(child, replace(look, color=color(tokens()["muted"])), target)
        case _:
            yield from _pieces(child, look, target)


def _collapsed(pieces: list[Piece]) -> Iterator[Piece]:
    """Collapse white space, also between pieces, and drop it at the edges and around line breaks."""
    kept: list[Piece] = []
    space = True
    for each in pieces:
        if each.text == BREAK:
            _trim_end(kept)
            kept.append(each)
            space = True
            continue
        text = SPACE.sub(" ", each.text)
        if space:
            text = text.removeprefix(" ")
        if text:
            kept.append(replace(each, text=text))
            space = text.endswith(" ")
    _trim_end(kept)
    yield from kept


def _trim_end(kept: list[Piece]) -> None:
    if kept and kept[-1].text != BREAK:
        text = kept[-1].text.removesuffix(" ")
        kept[-1:] = [replace(kept[-1], text=text)] if text else []
