"""The page that searches the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, url_for

from app.web.access import public
from app.web.catalogue import search_index
from app.web.catalogue.blueprint import blueprint
from app.web.catalogue.forms import SearchForm
from app.web.catalogue.search_index import EntryKind, IndexEntry, marked
from app.web.pages import Page, page
from app.web.services import content
from reports.views import figures

MOST_AT_FIRST = 8
TITLES = {
    EntryKind.PRACTICE: ("Practices", "practice"),
    EntryKind.REQUIREMENT: ("Requirements", "requirement"),
    EntryKind.STATEMENT: ("Statements", "statement"),
    EntryKind.INDICATOR: ("Indicators", "indicator"),
}

MarkedText = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One entry found, with the words that match marked in its name and text."""

    url: str
    id: str
    name: MarkedText
    context: str
    text: MarkedText


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The entries of one kind: how many were found, and the first few or all of them."""

    kind: str
    title: str
    count: str
    hits: tuple[SearchHit, ...]
    has_all: bool


@blueprint.get("/search")
@public
def search() -> Page:
    """Find practices, requirements, statements and indicators."""
    form = SearchForm()
    form.kind.choices = {"": "Everything"} | {kind.value: title for kind, (title, _) in TITLES.items()}
    query = "" if form.has_invalid_query else form.q.data or ""
    found = search_index.search(_index(), query)
    catalogue = content().catalogue
    near = [catalogue.practice[each].name for each in catalogue.finder.near(query)] if not found else []
    groups = _groups(found, query, form.kind.data or "")
    return page("catalogue/search.html", form, query=query, groups=groups, total=len(found), near=near)


def _index() -> tuple[IndexEntry, ...]:
    """Return the index, which each application builds once."""
    extensions = current_app.extensions
    if "wayfinder-search" not in extensions:
        extensions["wayfinder-search"] = search_index.search_index(content())
    index: tuple[IndexEntry, ...] = extensions["wayfinder-search"]
    return index


def _groups(found: Sequence[IndexEntry], query: str, only: str) -> list[HitGroup]:
    groups = [_group(kind, [each for each in found if each.kind is kind], query, only) for kind in EntryKind]
    return [each for each in groups if each.hits and only in {"", each.kind}]


def _group(kind: EntryKind, found: Sequence[IndexEntry], query: str, only: str) -> HitGroup:
    title, noun = TITLES[kind]
    shown = found if only == kind.value else found[:MOST_AT_FIRST]
    hits = tuple(_hit(each, query) for each in shown)
    return HitGroup(kind.value, title, figures.count(len(found), noun), hits, len(shown) == len(found))


def _hit(entry: IndexEntry, query: str) -> SearchHit:
    return SearchHit(
        url=_url(entry),
        id=entry.id if entry.kind is EntryKind.REQUIREMENT else "",
        name=marked(entry.name, query),
        context=entry.context,
        text=marked(entry.text, query),
    )


def _url(entry: IndexEntry) -> str:
    if entry.kind is EntryKind.REQUIREMENT:
        framework, requirement = entry.page
        return url_for("catalogue.requirement", framework_id=framework, requirement_id=requirement)
    anchors = {EntryKind.STATEMENT: "ladder", EntryKind.INDICATOR: "indicators"}
    return url_for("catalogue.practice", practice_id=entry.page[0], _anchor=anchors.get(entry.kind))
