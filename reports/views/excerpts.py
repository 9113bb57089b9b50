"""Quotations cut where a sentence or a clause ends, so that their figures and dates survive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from questionnaires.telling import weight
from reports.views.figures import shortened

SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z\d\"'(\u201c\u2018])|(?<=;) ")
CLAUSES = re.compile(rf"{SENTENCES.pattern}|(?<=[,:]) | (?=[\u2013\u2014] )")
ABBREVIATED = re.compile(
    r"(\b[A-Za-z]{1,2}|\b[A-Za-z]\.[A-Za-z]|\b(Mrs|Prof|Inc|Ltd|Dept|approx|incl|excl|max|min|dept))\.$"
)
"""An end that looks like a sentence's: `Mr. Oduya`, `6 a.m. Monday`."""
LIMITS = re.compile(
    r"\W*(but|yet|however|except|only|although|though|none|neither|nor|not|no|without|otherwise)\b", re.IGNORECASE
)
"""The beginning of words that mustn't be left out, because they limit the words before them."""
ELLIPSIS = "\u2026"


def excerpt(text: str, most: int) -> str:
    """Return about `most` characters of a text; an ellipsis marks what is left out.

    A text, or its most telling sentence, isn't cut if it exceeds its space by less than a quarter. Of several
    sentences, those with figures or dates are kept, the weightiest first, then the others in order. A sentence that is
    too long by itself is cut the same way by clauses. Only if no clause fits is the text cut after a word.
    """
    flat = " ".join(text.split())
    if _fits(flat, most):
        return flat
    for ends in (SENTENCES, CLAUSES):
        pieces = _pieces(flat, ends)
        if kept := _kept(pieces, most):
            return _joined(pieces, kept)
    return shortened(flat, most)


def _pieces(text: str, ends: re.Pattern[str]) -> list[str]:
    """Return the sentences or clauses of a text; words that limit the words before them stay with them."""
    pieces: list[str] = []
    for piece in ends.split(text):
        if pieces and (ABBREVIATED.search(pieces[-1]) or LIMITS.match(piece)):
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
    return pieces


def _kept(pieces: Sequence[str], most: int) -> list[int]:
    """Return the places of the pieces that fit together; empty if the most telling one doesn't."""
    kept: list[int] = []
    for place in sorted(range(len(pieces)), key=lambda each: (-weight(pieces[each]), each)):
        if _fits(_joined(pieces, [*kept, place]), most, exactly=bool(kept)):
            kept.append(place)
        elif not kept:
            return []
    return kept


def _fits(text: str, most: int, *, exactly: bool = False) -> bool:
    """Return whether a text fits, or is too long by less than a quarter."""
    return len(text) <= most or (not exactly and 4 * len(text) < 5 * most)


def _joined(pieces: Sequence[str], kept: Iterable[int]) -> str:
    said, last = "", -1
    for place in sorted(kept):
        if place > last + 1:
            said = f"{_open(said)}{ELLIPSIS}"
        said = f"{said} {pieces[place]}".lstrip()
        last = place
    return said if last == len(pieces) - 1 else f"{_open(said)}{ELLIPSIS}"


def _open(said: str) -> str:
    return said.rstrip(" ,;:.")
