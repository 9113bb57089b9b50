"""The 404 page for an id that isn't in the catalogue, with similar ids as suggestions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import TypeVar

from flask import Response, abort, make_response, render_template

from practices_catalog.nearest import nearest
from questionnaires.answers.text import shown

LONGEST = 200

Thing = TypeVar("Thing")


def find_or_404(
    things: Mapping[str, Thing], wanted: str, kind: str, url: Callable[[str], str], near: Sequence[str] | None = None
) -> Thing:
    """Return the entry with the given id; if there is none, answer with 404 and suggest ids.

    Args:
        things: all of one kind, by id.
        wanted: the id in the URL.
        kind: what to call it, such as `practice`.
        url: returns the URL of an id of this kind.
        near: the ids to suggest; by default, the closest one.
    """
    if wanted not in things:
        nearest_one = nearest(wanted[:LONGEST], things) if near is None else None
        suggested = near or ([nearest_one] if nearest_one else [])
        abort(_unknown(wanted, kind, {each: url(each) for each in suggested}))
    return things[wanted]


def _unknown(wanted: str, kind: str, near: Mapping[str, str]) -> Response:
    page = render_template("catalogue/unknown.html", wanted=shown(wanted), kind=kind, near=near)
    return make_response(page, HTTPStatus.NOT_FOUND)
