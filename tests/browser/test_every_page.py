"""Tests of every page, opened by a user who may see it: wide and narrow, light and dark."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from app.demo.assessments import load_demo
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow
from app.storage.organizations import Membership, Role
from tests.support.factories import Make
from tests.support.page_look import looks
from tests.support.routes import TABLE, reading, url_of
from tests.support.whole_world import World, build

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None
WHOLE = {"organization_id", "assessment_id", "practice_id", "framework_id", "requirement_id"}


@dataclass(frozen=True)
class Site:
    """One row of everything, and the sample organization; `member` leads both."""

    app: Flask
    make: Make
    world: World
    sample: Mapping[str, str]

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Yield the user and the URL for each route with a page; the data is that of the sample."""
        for route in reading(self.app):
            ids = {**self.world.mine, **(self.sample if set(route.arguments) <= WHOLE else {})}
            is_public = TABLE.get(route.endpoint, {}).get("access", "public") == "public"
            yield "nobody" if is_public else "member", url_of(self.app, route, ids)


@pytest.fixture
def site(app: Flask, server: Make) -> Site:
    """A server with this data."""
    world = build(app, server)
    with server.database.writing() as session:
        load_demo(session, server.content)
        latest = select(AssessmentRow).where(AssessmentRow.name.startswith("Quick scan"))
        row = session.scalars(latest.order_by(AssessmentRow.assessed_on.desc())).first()
        assert row
        member = session.scalars(select(User).where(User.name == "Dana Member")).one()
        session.add(Membership(organization_id=row.organization_id, user_id=member.id, role=Role.LEAD))
        sample = {"organization_id": row.organization_id, "assessment_id": row.id}
    return Site(app, server, world, sample)


def test_every_page_is_accessible(site: Site, open_page: Callable[..., Page]) -> None:
    """Axe finds nothing, and nothing is wider than the window; responses other than pages are skipped."""
    browsers = {"nobody": open_page(), "member": open_page(user_cookie=site.world.cookies["member"])}

    seen = {url: list(filter(None, looks(page, PICTURES))) for page, url in shown(site, browsers)}

    assert [found for wrong in seen.values() for found in wrong] == []
    assert {part for url in seen for part in ("/answer/", "/tracking/", "/reports/") if part in url} == {
        "/answer/",
        "/tracking/",
        "/reports/",
    }


def shown(site: Site, browsers: Mapping[str, Page]) -> Iterator[tuple[Page, str]]:
    """Yield each page once, in the browser of a user who may see it."""
    known = set()
    for who, url in site.addresses():
        answer = browsers[who].request.get(url)
        what = answer.url if answer.ok else f"the page of {answer.status}"
        if what not in known and answer.headers["content-type"].startswith("text/html"):
            known.add(what)
            browsers[who].goto(url)
            yield browsers[who], what
