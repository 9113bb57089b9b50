"""The search over the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, url_for

from app.web.access import public
from app.web.catalogue.blueprint import blueprint
from app.web.catalogue.forms import Search
from app.web.catalogue.search_index import search_index
from app.web.catalogue.searching import Document, Kind, marked, nearest_name
from app.web.catalogue.searching import search as find
from app.web.pages import Page, page
from app.web.services import content
from reports.views import figures

MOST_AT_FIRST = 8
TITLES = {
    Kind.PRACTICE: ("Practices", "practice"),
    Kind.REQUIREMENT: ("Requirements", "requirement"),
    Kind.STATEMENT: ("Statements", "statement"),
    Kind.INDICATOR: ("Indicators", "indicator"),
}

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; the pieces of its name and text say which words were looked for."""

    url: str
    id: str
    name: Pieces
    where: str
    text: Pieces


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind: how many, and the first of them or all."""

    kind: str
    title: str
    count: str
    hits: tuple[Hit, ...]
    all_shown: bool


@blueprint.get("/search")
@public
def search() -> Page:
    """Find practices, requirements, statements and indicators."""
    form = Search()
    form.kind.choices = {"": "Everything"} | {kind.value: title for kind, (title, _) in TITLES.items()}
    wanted = "" if form.faulty else form.q.data or ""
    found = find(_documents(), wanted)
    near = nearest_name(_documents(), wanted) if wanted and not found else None
    groups = _groups(found, wanted, form.kind.data or "")
    return page("catalogue/search.html", form, wanted=wanted, groups=groups, total=len(found), near=near)


def _documents() -> tuple[Document, ...]:
    """Return what can be found; made once an application."""
    kept = current_app.extensions
    if "wayfinder-search" not in kept:
        kept["wayfinder-search"] = search_index(content())
    documents: tuple[Document, ...] = kept["wayfinder-search"]
    return documents


def _groups(found: Sequence[Document], wanted: str, only: str) -> list[Hits]:
    groups = [_group(kind, [each for each in found if each.kind is kind], wanted, only) for kind in Kind]
    return [each for each in groups if each.hits and only in {"", each.kind}]


def _group(kind: Kind, found: Sequence[Document], wanted: str, only: str) -> Hits:
    title, noun = TITLES[kind]
    shown = found if only == kind.value else found[:MOST_AT_FIRST]
    hits = tuple(_hit(each, wanted) for each in shown)
    return Hits(kind.value, title, figures.count(len(found), noun), hits, len(shown) == len(found))


def _hit(document: Document, wanted: str) -> Hit:
    return Hit(
        url=_url(document),
        id=document.id if document.kind is Kind.REQUIREMENT else "",
        name=marked(document.name, wanted),
        where=document.where,
        text=marked(document.text, wanted),
    )


def _url(document: Document) -> str:
    if document.kind is Kind.REQUIREMENT:
        framework, requirement = document.page
        return url_for("catalogue.requirement", framework_id=framework, requirement_id=requirement)
    anchors = {Kind.STATEMENT: "ladder", Kind.INDICATOR: "indicators"}
    return url_for("catalogue.practice", practice_id=document.page[0], _anchor=anchors.get(document.kind))
