"""The 404 page for an id that isn't in the catalogue, with the nearest id that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import TypeVar

from flask import Response, abort, make_response, render_template

from practices_catalog.nearest import nearest
from questionnaires.answers.text import shown

LONGEST = 200

Thing = TypeVar("Thing")


def find_or_404(things: Mapping[str, Thing], wanted: str, kind: str, url: Callable[[str], str]) -> Thing:
    """Return the thing with an id; if there is none, answer with 404 and suggest the nearest.

    Args:
        things: all of one kind, by id.
        wanted: the id in the URL.
        kind: what to call it, such as `practice`.
        url: returns the URL of an id of this kind.
    """
    if wanted not in things:
        abort(_unknown(things, wanted, kind, url))
    return things[wanted]


def _unknown(things: Iterable[str], wanted: str, kind: str, url: Callable[[str], str]) -> Response:
    near = nearest(wanted[:LONGEST], things)
    page = render_template(
        "catalogue/unknown.html", wanted=shown(wanted), kind=kind, near=near, near_url=url(near) if near else ""
    )
    return make_response(page, HTTPStatus.NOT_FOUND)
