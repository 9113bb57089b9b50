"""The list of frameworks, the tree of each, and the page of each requirement."""

from __future__ import annotations

from flask import url_for

from app.web.access import public
from app.web.catalogue.blueprint import blueprint
from app.web.catalogue.framework_view import framework_card, tree
from app.web.catalogue.requirement_view import requirement_page
from app.web.catalogue.unknown_id import known
from app.web.pages import Page, page
from app.web.services import content
from practices_catalog.model import Framework
from reports.views.readiness import framework_name


@blueprint.get("/frameworks")
@public
def frameworks() -> Page:
    """List the frameworks."""
    found = [framework_card(each) for each in content().catalogue.frameworks]
    return page("catalogue/frameworks.html", frameworks=found)


@blueprint.get("/frameworks/<framework_id>")
@public
def framework(framework_id: str) -> Page:
    """Show the tree of a framework's requirements, with the practices of each."""
    found = _known_framework(framework_id)
    return page(
        "catalogue/framework.html",
        framework=found,
        card=framework_card(found),
        tree=tree(content().catalogue, found),
        others=[each for each in content().catalogue.frameworks if each is not found],
        names={practice.id: practice.name for practice in content().catalogue.practices},
    )


@blueprint.get("/frameworks/<framework_id>/<path:requirement_id>")
@public
def requirement(framework_id: str, requirement_id: str) -> Page:
    """Show what is mapped to a requirement, why, and its counterparts elsewhere."""
    of = _known_framework(framework_id)
    found = known(
        {each.id: each for each in of.requirements},
        requirement_id,
        f"requirement of {of.name}",
        lambda near: url_for("catalogue.requirement", framework_id=of.id, requirement_id=near),
    )
    return page(
        "catalogue/requirement.html",
        framework=of,
        cited=framework_name(of),
        requirement=requirement_page(content(), of, found),
    )


def _known_framework(framework_id: str) -> Framework:
    return known(
        content().catalogue.framework,
        framework_id,
        "framework",
        lambda near: url_for("catalogue.framework", framework_id=near),
    )
