"""FL-024: on every route, an id from another organization or assessment looks like one that doesn't exist.

Status, page and SQL statements are the same as for an unknown id. A route with a new kind of id fails here until
that kind is listed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import Flask

from app.storage.database import Database
from tests.support.page_client import PageClient
from tests.support.routes import Route, routes, url_of
from tests.support.sql_counter import counted
from tests.support.whole_world import SECRETS, World

ROWS = {
    "organization_id",
    "assessment_id",
    "respondent_id",
    "membership_id",
    "person_id",
    "job_id",
    "step_id",
    "attachment_id",
    "upload_id",
    "sign_in_id",
}
OURS_OR_OPEN = {  # names of content, secrets of their own, and accounts, which those see who look after them
    *("practice_id", "framework_id", "requirement_id", "approach_id", "statement_id", "symptom_id"),
    *("chart_name", "ending", "filename", "token", "user_id"),
}
TOKEN = re.compile(r'(?<="csrf_token" value=")[^"]+|(?<="X-CSRFToken": ")[^"]+')
NEVER_WAS = "never-was-there0"  # as long as an id
IN_ASSESSMENT = ("respondent_id", "attachment_id", "upload_id", "job_id", "step_id")

Seen = tuple[int, str, str, int]


def test_every_part_of_a_path_is_known(app: Flask) -> None:
    """Otherwise, the tests below would skip it."""
    assert {name for route in routes(app) for name in route.arguments} == ROWS | OURS_OR_OPEN


def test_an_id_from_elsewhere_looks_unknown(app: Flask, database: Database, world: World) -> None:
    """The user leads an organization, is an administrator, and answers in its assessments."""
    assert told(app, database, world, "member", world.mine) == {}


def test_a_respondent_with_a_link_sees_nobody_else(app: Flask, database: Database, world: World) -> None:
    """This includes respondents of the same assessment and the files they attached or uploaded."""
    mine = {**world.mine, "respondent_id": world.mine["invited_id"]}

    assert told(app, database, world, "invited", mine) == {}


def told(
    app: Flask, database: Database, world: World, who: str, mine: Mapping[str, str]
) -> dict[str, tuple[Seen, Seen]]:
    """Return where an id from elsewhere isn't treated like an unknown one, by route and part of its path."""
    found = {}
    for route in routes(app):
        for name in ROWS & set(route.arguments):
            look(app, database, world.client(app, who), route, {**mine, name: NEVER_WAS})  # what is kept is warm then
            nothing = look(app, database, world.client(app, who), route, {**mine, name: NEVER_WAS})
            for id_ in wanted(world, route, name, mine, who):
                seen = look(app, database, world.client(app, who), route, {**mine, name: id_})
                if seen != nothing:
                    found[f"{route.method} {route.endpoint}: {name}"] = (seen, nothing)
    return found


def wanted(world: World, route: Route, name: str, mine: Mapping[str, str], who: str) -> set[str]:
    """Return the ids of a kind that don't belong to the URL's assessment or to this person."""
    found = {world.mine[name], world.others[name]}
    if name == "respondent_id" and "assessment_id" not in route.arguments:
        # A lead may record the answers of everybody in the organization; others see only their own.
        found = {world.others[name], world.others["invited_id"]}
        if who == "invited":
            found |= {world.mine[name], world.beside[name], world.beside["invited_id"]}
    elif name in IN_ASSESSMENT:
        found.add(world.beside[name])
    return found - {mine[name]}


def look(app: Flask, database: Database, client: PageClient, route: Route, ids: Mapping[str, str]) -> Seen:
    """Return what a response shows, and how many SQL statements it took."""
    url = url_of(app, route, ids)
    with counted(database) as sent:
        answer = client.get(url, None) if route.method == "GET" else client.post(url, status=None)
    text = TOKEN.sub("", answer.text)
    assert not any(secret in text for secret in SECRETS)
    for id_ in ids.values():
        text = text.replace(id_, "")
    location = answer.headers.get("Location", "")
    for id_ in ids.values():
        location = location.replace(id_, "")
    return answer.status_code, location, text, len(sent)
