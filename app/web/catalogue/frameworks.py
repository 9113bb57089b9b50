"""The list of frameworks, the tree of each framework, and the page of each requirement."""

from __future__ import annotations

from flask import url_for

from app.web.access import public
from app.web.catalogue.blueprint import blueprint
from app.web.catalogue.framework_view import framework_card, tree
from app.web.catalogue.requirement_view import requirement_page
from app.web.catalogue.unknown_id import find_or_404
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
    """Show the tree of a framework's requirements, with the practices mapped to each."""
    found = _framework_or_404(framework_id)
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
    """Show the practices mapped to a requirement, and its counterparts in other frameworks."""
    parent = _framework_or_404(framework_id)
    found = find_or_404(
        {each.id: each for each in parent.requirements},
        requirement_id,
        f"requirement of {parent.name}",
        lambda near: url_for("catalogue.requirement", framework_id=parent.id, requirement_id=near),
    )
    return page(
        "catalogue/requirement.html",
        framework=parent,
        cited=framework_name(parent),
        requirement=requirement_page(content(), parent, found),
    )


def _framework_or_404(framework_id: str) -> Framework:
    return find_or_404(
        content().catalogue.framework,
        framework_id,
        "framework",
        lambda near: url_for("catalogue.framework", framework_id=near),
    )
