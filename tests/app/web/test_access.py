"""Tests of every endpoint with every kind of user, including members of another organization.

Each area lists its endpoints in `<area>/access.yaml`; a missing endpoint fails the tests. For each endpoint:

- `access`: the decorator it must have, with the `roles` allowed (all roles if left out);
- `with`: invented values for parts of the URL; prefer the id of a row that `world` creates in both organizations;
- `also`: statuses that allowed users get for invented values, such as 404.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from app.running.settings import Config
from app.storage.database import Database
from app.storage.organizations import Role
from app.web import sessions
from app.web.access import Access, AccessScope
from tests.support.applications import new_app
from tests.support.factories import Make
from tests.support.page_client import PageClient
from tests.support.prepared import Rows, copy, prepared
from tests.support.work_rows import report_of, roadmap_of, step_of

FILES = sorted(Path(__file__).parent.glob("*/access.yaml"))
TABLE: dict[str, dict[str, Any]] = {
    endpoint: row for path in FILES for endpoint, row in yaml.safe_load(path.read_text("utf-8")).items()
}
OURS = {"static": Access(AccessScope.PUBLIC), "styles": Access(AccessScope.PUBLIC)}
WHO = ("nobody", "stranger", "administrator", *(role.value for role in Role), "invited")
INSIDE = (AccessScope.ORGANIZATION, AccessScope.ASSESSMENT)
OF_RESPONDENTS = (AccessScope.ANSWERS, AccessScope.RESPONDENT)

TOKEN = re.compile(r'(?<="csrf_token" value=")[^"]+|(?<="X-CSRFToken": ")[^"]+')  # it tells the second

SIGN_IN, FORBIDDEN, HIDDEN, SEEN = "sign in", "forbidden", "hidden", "seen"


@dataclass(frozen=True)
class World:
    """Two organizations with an assessment each, and a client of every kind."""

    clients: dict[str, PageClient]
    ids: dict[str, str]
    other_ids: dict[str, str]


@dataclass
class Stored:
    """What is in the database of each test: the rows, the cookies of clients that have a session, and some ids."""

    rows: Rows = field(default_factory=dict)
    cookies: dict[str, tuple[str, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    other_ids: dict[str, str] = field(default_factory=dict)

    def create(self, make: Make) -> None:
        """Create Northfield with its members; the stranger leads another organization."""
        users = {
            who: make.user(who, administrator=who == "administrator") for who in WHO if who not in {"nobody", "invited"}
        }
        own = make.organization("Northfield", **{role.value: users[role.value] for role in Role})
        other = make.organization("Elsewhere", lead=users["stranger"])
        owners = ((self.ids, own, users["respondent"]), (self.other_ids, other, users["stranger"]))
        for found, organization, user in owners:
            assessment = make.assessment(organization)
            respondent = make.respondent(assessment, user)
            found |= {
                "organization_id": organization.id,
                "assessment_id": assessment.id,
                "respondent_id": respondent.id,
                "job_id": make.add(report_of(assessment)).id,
                "step_id": make.add(step_of(make.add(roadmap_of(assessment)))).id,
            }
        invited = make.respondent(make.assessment(own, "By link"))
        with make.database.writing() as session:
            for who, user in users.items():
                self.cookies[who] = (sessions.USER_COOKIE, sessions.begin(session, user_id=user.id))
            begun = sessions.begin(session, respondent_id=invited.id)
            self.cookies["invited"] = (sessions.ANSWERING_COOKIE, begun)


@pytest.fixture(scope="module")
def stored() -> Stored:
    """The rows, created once."""
    stored = Stored()
    stored.rows = prepared(stored.create)
    return stored


@pytest.fixture
def world(app: Flask, database: Database, stored: Stored) -> World:
    """A copy of the rows, and a client of every kind."""
    copy(stored.rows, database)
    clients = {who: PageClient(app) for who in WHO}
    for who, cookie in stored.cookies.items():
        clients[who].browser.set_cookie(*cookie)
    return World(clients, stored.ids, stored.other_ids)


def access_of(app: Flask, endpoint: str) -> Access:
    """Return the access that a view's decorator requires."""
    found = getattr(app.view_functions[endpoint], "access", None)
    assert isinstance(found, Access), f"{endpoint} carries no access decorator"
    return found


def expected(access: Access, who: str) -> str:
    """Return the response that a client should get."""
    signed_in = who not in {"nobody", "invited"}
    if access.scope is AccessScope.PUBLIC:
        return SEEN
    if not signed_in and not (access.scope in OF_RESPONDENTS and who == "invited"):
        return SIGN_IN
    if access.scope is AccessScope.ADMINISTRATOR:
        return SEEN if who == "administrator" else FORBIDDEN
    if access.scope in OF_RESPONDENTS:
        recorder = SEEN if access.scope is AccessScope.ANSWERS else HIDDEN
        return {"respondent": SEEN, "lead": recorder, "assessor": recorder, "invited": SIGN_IN}.get(who, HIDDEN)
    if access.scope in INSIDE:
        return HIDDEN if who in {"stranger", "administrator"} else SEEN if who in access.roles else FORBIDDEN
    return SEEN


def got(client: PageClient, method: str, url: str, also: list[int], *, public: bool = False) -> str:
    """Return the kind of a response."""
    answer = client.get(url, None) if method == "GET" else client.post(url, status=None)
    if answer.status_code == 401 or answer.headers.get("Location", "").startswith("/sign-in"):
        return SEEN if public else SIGN_IN
    if answer.status_code in also:
        return SEEN
    return {403: FORBIDDEN, 404: HIDDEN, 405: "wrong method"}.get(answer.status_code, SEEN)


def cases(app: Flask) -> list[tuple[str, str]]:
    """Return every endpoint with each of its methods."""
    rules = app.url_map.iter_rules()
    return sorted((rule.endpoint, m) for rule in rules for m in (rule.methods or set()) - {"HEAD", "OPTIONS"})


def test_the_table_matches_the_decorator_of_every_endpoint(app: Flask) -> None:
    """Every view must be in the table, and the table has nothing else."""
    decorators = {endpoint: access_of(app, endpoint) for endpoint in app.view_functions}

    listed = {endpoint: _listed(row) for endpoint, row in TABLE.items()}

    assert listed | OURS == decorators


def _listed(row: dict[str, Any]) -> Access:
    scope = AccessScope(row["access"])
    named = tuple(Role(role) for role in row.get("roles", ()))
    return Access(scope, named or tuple(Role)) if scope in INSIDE else Access(scope)


@pytest.mark.parametrize("endpoint", sorted(TABLE))
def test_everybody_gets_what_the_table_says(app: Flask, world: World, endpoint: str) -> None:
    """The response is a page, a redirect to sign in, 403 within the user's own organization, or 404 outside it."""
    access, row = access_of(app, endpoint), TABLE[endpoint]
    found, wanted = {}, {}
    for who in WHO:
        for method in [m for e, m in cases(app) if e == endpoint]:
            url = url_of(app, endpoint, method, {**world.ids, **row.get("with", {})})
            wanted[who, method] = expected(access, who)
            also = row.get("also", []) if wanted[who, method] == SEEN else []
            found[who, method] = got(world.clients[who], method, url, also, public=access.scope is AccessScope.PUBLIC)

    assert found == wanted


@pytest.mark.parametrize("endpoint", sorted(TABLE))
def test_another_organizations_ids_are_not_found(app: Flask, world: World, endpoint: str) -> None:
    """Another organization's ids and unknown ids give the same status and page."""
    access, row = access_of(app, endpoint), TABLE[endpoint]
    if access.scope not in {*INSIDE, *OF_RESPONDENTS}:
        return
    for method in [m for e, m in cases(app) if e == endpoint]:
        pages = set()
        for ids in (world.other_ids, dict.fromkeys(world.ids, "unknown")):
            url = url_of(app, endpoint, method, {**ids, **row.get("with", {})})
            client = world.clients["lead"]
            answer = client.get(url, 404) if method == "GET" else client.post(url, status=404)
            pages.add(TOKEN.sub("", answer.text))
        assert len(pages) == 1


def url_of(app: Flask, endpoint: str, method: str, values: dict[str, Any]) -> str:
    """Return an endpoint's URL with its values."""
    rule = next(r for r in app.url_map.iter_rules(endpoint) if method in (r.methods or ()))
    with app.test_request_context():
        return app.url_for(endpoint, _method=method, **{name: values[name] for name in rule.arguments})


def test_a_view_without_a_decorator_is_found(config: Config) -> None:
    """A forgotten decorator can't go unnoticed."""
    app = new_app(config)
    app.add_url_rule("/bare", "bare", lambda: "")

    with pytest.raises(AssertionError, match="bare carries no access decorator"):
        test_the_table_matches_the_decorator_of_every_endpoint(app)
