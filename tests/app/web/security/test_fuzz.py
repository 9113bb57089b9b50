"""Every field of every form, every part of every address, and every file, spoiled in every way that we know of.

The law: never our own fault; what is refused says so beside its field, keeps what else was typed and writes nothing;
what is accepted is stored clean and shown as text. A new route or field joins by itself: forms are found in pages, and
requests note which names they are asked for.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from app.jobs import startup
from app.running.settings import Config
from app.storage.accounts import User
from app.storage.database import Database
from app.storage.organizations import Membership, Role
from app.web import passwords
from tests.support.applications import SECRET, new_app
from tests.support.files import read_in_place
from tests.support.form_finder import Control, FormFinder
from tests.support.kept import Kept
from tests.support.posting import PASSWORD, TYPED, Noted, NotingRequest, Posting, postings, route_of
from tests.support.routes import reading, routes, url_of, writing
from tests.support.spoiling import (
    ANY,
    BODIES,
    DRAWN,
    FIGURES,
    IDS,
    IN_ADDRESSES,
    MARKUP,
    MEGABYTE,
    UPLOADS,
    spoils,
    urlencoded,
)
from tests.support.whole_world import World

KINDS = [*ANY, *FIGURES, *(f"another organization's {name}" for name in IDS)]
OF_PRACTICE = re.compile(r"(?<![a-z])[a-z]+(-[a-z]+)+(\.\d)?(?=[:.]|$)|(?<=\.)[a-z]+(-[a-z]+)*$")
UNCLEAN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
LONGEST = 16_000
ANSWERED = {200, 302, 303, 308, 400, 401, 404, 405, 409, 410, 413, 422}
EACH_FOR_ITSELF = {"answering.save_practice", "answering.save_symptoms"}  # a form for each statement of the page
UNSEEN = {"hidden", "submit", "button"}
NOT_KEPT = {*UNSEEN, "password", "file"}
TELLS_NOT_WHICH = {"auth.sign_in"}  # of address and password is wrong
FOLLOWS = {"mark"}  # the ratings determine it
FRAGMENTS = {"answering.add_file"}  # what scripts alone send, as soon as a file is chosen
FILE_WRONG = re.compile(r"data-file-wrong>[^<]+<")
SLOW = {"roadmap.draft", "roadmap.save", "reports.ask"}
WHOLE = os.environ.get("WAYFINDER_FUZZ") == "whole"  # every field in every way, which takes minutes


@dataclass
class Walk:
    """The application, its data, and every form."""

    app: Flask
    world: World
    kept: Kept
    postings: dict[str, Posting]
    questions: dict[str, list[str]]
    """What each page asks its address for, by that address."""
    nulls: list[str]
    """Statements with a null character in a value: SQLite compares with it, PostgreSQL raises an error."""


@pytest.fixture(scope="module")
def walk(built: tuple[Path, World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Everything, collected once; the changes of each request are undone after it."""
    file = Path(shutil.copy(built[0], tmp_path_factory.mktemp("fuzz") / "wayfinder.db"))
    app = new_app(Config(f"sqlite:///{file}", SECRET, rate_limits=False))
    app.request_class = NotingRequest
    database: Database = app.extensions["wayfinder"].database
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(startup.workers_of(app), "wake", lambda: None)
        read_in_place(app, patch)
        with database.writing() as session:
            session.query(User).update({"password_hash": passwords.hashed(PASSWORD), "is_administrator": True})
            second = User(name="Sam Second", email="sam@example.org", email_key="sam@example.org")
            session.add(Membership(organization_id=built[1].mine["organization_id"], user=second, role=Role.LEAD))
        kept = Kept(file)
        nulls: list[str] = []

        @event.listens_for(database.engine, "before_cursor_execute")
        def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
            if any("\0" in each for each in values if isinstance(each, str)):
                nulls.append(statement)

        yield Walk(app, built[1], kept, postings(app, built[1]), questions(app, built[1]), nulls)
        kept.close()
    database.close()


def test_every_form_is_accepted_as_its_page_offers_it(walk: Walk) -> None:
    """Otherwise, a refusal below could have another cause than the invalid value."""
    found = {}
    for endpoint, posting in walk.postings.items():
        Noted.asked.clear()
        found[endpoint] = posting.send(walk.app, walk.world, posting.values()).status_code
        posting.asked |= Noted.asked - {"csrf_token"}
        walk.kept.restore()

    assert set(found) == {route.endpoint for route in writing(walk.app)}
    assert {each: status for each, status in found.items() if status not in {200, 303}} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_invalid_values_in_a_field_cause_no_internal_error(walk: Walk, kind: str) -> None:
    """Each field is tried by itself, with valid values in all others."""
    found = {}
    for endpoint, posting in walk.postings.items():
        for number, control in enumerate(controls(posting)):
            if (number + KINDS.index(kind)) % every(endpoint):
                continue
            put = spoils(control, walk.world.others).get(kind)
            if put is not None and (wrong := wrong_of(walk, posting, control, put)):
                found[f"{endpoint}: {control.name}"] = wrong

    assert found == {}


def questions(app: Flask, world: World) -> dict[str, list[str]]:
    """Return the query parameters that each page reads, by URL."""
    client, found = world.client(app, "member"), {}
    for route in reading(app):
        url = url_of(app, route, world.mine)
        Noted.asked.clear()
        client.browser.get(url, buffered=True)
        found[url] = sorted(Noted.asked)
    return found


def every(endpoint: str) -> int:
    """Return how many pairs of field and value one test case covers."""
    return 1 if WHOLE else 16 if endpoint in SLOW else 5


def controls(posting: Posting) -> list[Control]:
    """Return one control for each name or family of names, and for each other parameter that the view reads."""
    names: dict[str, Control] = {}
    for each in (*posting.form.controls, *(Control(name, "hidden", "", {}) for name in sorted(posting.asked))):
        if each.name and each.name != "csrf_token" and each.kind != "file":
            names.setdefault(OF_PRACTICE.sub("*", each.name), each)
    return list(names.values())


def wrong_of(walk: Walk, posting: Posting, control: Control, put: list[bytes]) -> str:
    """Return what is wrong with the response to an invalid value, or nothing if it is right."""
    values = [(name, value) for name, value in posting.values() if name != control.name]
    answer = posting.send(walk.app, walk.world, [*values, *((control.name, each) for each in put)])
    is_text = any(each for each in put)
    was_written = walk.kept.was_written()
    wrong = wrong_answer(answer, was_written=was_written and posting.route.endpoint not in EACH_FOR_ITSELF)
    if walk.nulls:
        wrong = f"null characters reach {walk.nulls}"
        walk.nulls.clear()
    if answer.status_code == 409 and control.kind not in UNSEEN:
        wrong = "a conflict with nobody"
    if not wrong and answer.status_code == 422:
        wrong = wrong_refusal(walk, posting, control, answer)
    if was_written:
        wrong = wrong or (wrong_texts(walk.kept) if is_text else "")
        walk.kept.restore()
    return wrong


def wrong_answer(answer: TestResponse, *, was_written: bool) -> str:
    """Return what is wrong with a response of any kind."""
    if answer.status_code not in ANSWERED:
        return f"status {answer.status_code}"
    if answer.status_code >= 400 and was_written:
        return f"status {answer.status_code}, and something was written"
    return f"drawn as markup: {drawn(answer)}" if drawn(answer) else ""


def drawn(answer: TestResponse) -> list[str]:
    """Return what a page treated as its own markup."""
    return [each for each in DRAWN if each in answer.text] if answer.mimetype == "text/html" else []


def wrong_refusal(walk: Walk, posting: Posting, spoiled: Control, answer: TestResponse) -> str:
    """Return what is wrong with a refused form: no message beside the field, or typed text that was lost."""
    if answer.mimetype == "application/json":
        return "" if spoiled.name in (answer.json or {}).get("messages", ()) else f"no message: {answer.json}"
    page, before = FormFinder(answer.text), posting.found
    if posting.route.endpoint in FRAGMENTS:
        return "" if FILE_WRONG.search(answer.text) else "no message beside the field"
    if not any(each.strip() for each in page.alerts):
        return "no alert"
    again = next((f for f in page.forms if any(_leads_to(walk.app, posting, each) for each in f.actions)), None)
    if again is None:
        return "the form is not shown again"
    here = [each for each in again.controls if each.name == spoiled.name]
    is_seen = spoiled.kind not in UNSEEN and posting.route.endpoint not in TELLS_NOT_WHICH
    if is_seen and not any(page.beside(each) != before.beside(spoiled) for each in here):
        return "no message beside the field"
    typed = [(each.name, each.value) for each in posting.form.controls if _is_typed(each, spoiled)]
    redrawn = [(each.name, each.value) for each in again.controls if _is_typed(each, spoiled)]
    lost = [each for each in typed if each not in redrawn]
    return f"lost: {lost}" if lost else ""


def _leads_to(app: Flask, posting: Posting, action: str) -> bool:
    return route_of(app, action or posting.url) == posting.route


def _is_typed(each: Control, spoiled: Control) -> bool:
    return each.is_on and each.name not in FOLLOWS and each.kind not in NOT_KEPT and each.name != spoiled.name


def wrong_texts(kept: Kept) -> str:
    """Return texts in the database that shouldn't be there."""
    for text in kept.texts():
        if found := UNCLEAN.search(text):
            return f"stored: {text[max(0, found.start() - 20) : found.end()]!r}"
        if "x" * (LONGEST + 1) in text:
            return f"stored: {len(text)} characters"
    return ", ".join(kept.too_long())


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_that_is_not_a_form_is_refused(walk: Walk, kind: str) -> None:
    """This covers forms with fields; a button alone needs none."""
    content_type, body = BODIES[kind]
    found = {}
    for number, (endpoint, posting) in enumerate(walk.postings.items()):
        if (number + list(BODIES).index(kind)) % every(endpoint):
            continue
        answer = posting.send_bytes(walk.app, walk.world, body, content_type)
        was_written = walk.kept.was_written()
        if wrong := wrong_answer(answer, was_written=was_written):
            found[endpoint] = wrong
        if was_written:
            walk.kept.restore()

    assert found == {}


@pytest.mark.parametrize("kind", UPLOADS)
def test_invalid_files_cause_no_internal_error(walk: Walk, kind: str) -> None:
    """Broken, wrong and hostile files are sent to every field that takes one."""
    name, content = UPLOADS[kind]
    found = {}
    for endpoint, control, posting in taking_files(walk):
        answer = posting.send(walk.app, walk.world, posting.values(), [(control.name, name, content)])
        if wrong := wrong_upload(walk, posting, control, answer):
            found[endpoint] = wrong

    assert found == {}


def test_a_file_that_is_too_large_is_refused(walk: Walk) -> None:
    """The message is beside the field, or on a page of its own if the whole request is too large."""
    for megabytes, status in ((11, 422), (40, 413)):
        for _, control, posting in taking_files(walk):
            files = [(control.name, "large.csv", b"x" * (megabytes * MEGABYTE))]
            answer = posting.send(walk.app, walk.world, posting.values(), files)
            assert answer.status_code == status
            assert wrong_upload(walk, posting, control, answer) == ""


def taking_files(walk: Walk) -> list[tuple[str, Control, Posting]]:
    """Return the first file field of each form that has one."""
    return [
        (endpoint, next(each for each in posting.form.controls if each.kind == "file"), posting)
        for endpoint, posting in walk.postings.items()
        if any(each.kind == "file" for each in posting.form.controls)
    ]


def wrong_upload(walk: Walk, posting: Posting, control: Control, answer: TestResponse) -> str:
    """Return what is wrong with the response to an uploaded file."""
    was_written = walk.kept.was_written()
    wrong = wrong_answer(answer, was_written=was_written and posting.route.endpoint not in EACH_FOR_ITSELF)
    if not wrong and answer.status_code == 422:
        wrong = wrong_refusal(walk, posting, control, answer)
    if was_written:
        wrong = wrong or wrong_texts(walk.kept)
        walk.kept.restore()
    return wrong


@pytest.mark.parametrize("kind", [*ANY, *FIGURES])
def test_invalid_query_parameters_cause_no_internal_error(walk: Walk, kind: str) -> None:
    """This covers every parameter that a page reads."""
    found = {}
    client, before = walk.world.client(walk.app, "member"), walk.kept.dump_besides_audit()
    for url, names in walk.questions.items():
        for number, name in enumerate(names):
            if (number + KINDS.index(kind)) % every(url):
                continue
            query = urlencoded([(name, value) for value in {**ANY, **FIGURES}[kind]]).decode()
            if wrong := wrong_answer(client.browser.get(f"{url}?{query}", buffered=True), was_written=False):
                found[f"{url}: {name}"] = wrong

    assert found == {}
    assert walk.nulls == []
    assert walk.kept.dump_besides_audit() == before
    walk.kept.restore()


@pytest.mark.parametrize("odd", IN_ADDRESSES)
def test_invalid_parts_of_a_path_cause_no_internal_error(walk: Walk, odd: str) -> None:
    """Ids, tokens, content names and file extensions are replaced by invented ones."""
    found = {}
    client = walk.world.client(walk.app, "member")
    token = {"X-CSRFToken": client.csrf_token()}
    for route in routes(walk.app):
        for name in route.arguments:
            url = url_of(walk.app, route, {**walk.world.mine, name: "ODD", "token": "ODD"}).replace("ODD", odd)
            answer = client.browser.open(url, method=route.method, headers=token, buffered=True)
            if wrong := wrong_answer(answer, was_written=walk.kept.was_written()):
                found[f"{route.method} {route.endpoint}: {name}"] = wrong

    assert found == {}


def test_markup_in_every_text_is_text_on_every_page(walk: Walk) -> None:
    """Whatever is typed in any field, no page treats it as its own markup."""
    for posting in walk.postings.values():
        values = [(name, MARKUP.encode() if value == TYPED.encode() else value) for name, value in posting.values()]
        if not re.match("auth|.*(remove|delete)", posting.route.endpoint):
            posting.send(walk.app, walk.world, values)
    client = walk.world.client(walk.app, "member")
    pages = [client.get(url_of(walk.app, each, walk.world.mine), None, buffered=True) for each in reading(walk.app)]
    walk.kept.restore()

    assert sum("&lt;script&gt;alert(1)" in page.text for page in pages if page.mimetype == "text/html") > 10
    assert [page.request.path for page in pages if drawn(page)] == []
