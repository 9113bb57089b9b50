"""The page for an id that is not in the catalogue: 404, with the nearest one that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from flask import Response, abort, make_response, render_template

from practices_catalog.nearest import nearest
from questionnaires.answers.text import shown

LONGEST = 200

Thing = TypeVar("Thing")


def known(things: Mapping[str, Thing], wanted: str, kind: str, url: Callable[[str], str]) -> Thing:
    """Return what has an id; where nothing has, answer with 404 and offer the nearest.

    Args:
        things: all of one kind, by id.
        wanted: the id of the address.
        kind: what it is, such as `practice`.
        url: the address of an id of this kind.
    """
    if wanted not in things:
        abort(_unknown(things, wanted, kind, url))
    return things[wanted]


def _unknown(things: Iterable[str], wanted: str, kind: str, url: Callable[[str], str]) -> Response:
    near = nearest(wanted[:LONGEST], things)
    page = render_template(
        "catalogue/unknown.html", wanted=shown(wanted), kind=kind, near=near, near_url=url(near) if near else ""
    )
    return make_response(page, 404)
