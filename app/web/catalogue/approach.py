"""The page of an approach."""

from __future__ import annotations

from flask import url_for

from app.web.access import public
from app.web.catalogue.approach_view import approach_page
from app.web.catalogue.blueprint import blueprint
from app.web.catalogue.unknown_id import find_or_404
from app.web.pages import Page, page
from app.web.services import content


@blueprint.get("/approaches/<approach_id>")
@public
def approach(approach_id: str) -> Page:
    """Show what an approach promises, where it starts, and how it weighs the practices."""
    found = find_or_404(
        content().catalogue.approach,
        approach_id,
        "approach",
        lambda near: url_for("catalogue.approach", approach_id=near),
    )
    others = [each for each in content().catalogue.approaches if each is not found]
    return page("catalogue/approach.html", approach=approach_page(content(), found), others=others)
