"""Every form of the application, found on its pages and filled in so that it would be accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urlsplit

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.support.form_finder import Control, Form, FormFinder
from tests.support.office_files import word_file
from tests.support.routes import Route, reading, url_of, writing
from tests.support.spoiling import MULTIPART, File, Values, multipart, urlencoded
from tests.support.whole_world import PNG, STATEMENT, World

PASSWORD = "several words in a row"  # noqa: S105 - only used in tests
TYPED = "Typed before"
GOOD = {"text": TYPED, "textarea": TYPED, "email": "typed@example.org", "date": "2026-03-02", "password": PASSWORD}
ANSWERS = b"""
wayfinder: answers/1
questionnaire: quick-scan
respondent: {id: r1}
answers:
  incident-management.1: P
"""
FILES = {
    "organizations.change_logo": ("logo.png", PNG),
    "organizations.change_template": ("house.docx", word_file()),
    "answering.read_file": ("answers.yaml", ANSWERS),
}
OWN = {
    "roadmap.draft": {"effort_factor": "1.5", "day_rate": "900"},
    "roadmap.save": {"effort_factor": "1.5", "day_rate": "900"},
    "tracking.change": {"spent_days": "3"},
    "organizations.change_colors": {"main_color": "#17577d", "second_color": "#0e3a57"},
    "auth.sign_in": {"email": "Dana.Member@example.org"},
    "assessments.delete": {"name": "Spring"},
    "organizations.delete": {"name": "Northfield"},
}
MORE_PAGES = ("/assessments/{assessment_id}/workshop?show=all&practice=incident-management",)
SCRIPTED: dict[str, dict[str, str]] = {  # what scripts send, and what pages offer only at other times
    "answering.save_answer": {"version": "1", "rating": "P", "evidence": TYPED, "comment": TYPED, "reason": TYPED},
    "answering.save_symptom": {"version": "1", "value": "1"},
}


class Noted(ImmutableMultiDict[str, Any]):
    """Request data that records which names the application asks for."""

    asked: ClassVar[set[str]] = set()

    def __getitem__(self, key: str) -> Any:
        """Record the name."""
        self.asked.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        """Record the name."""
        self.asked.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, *rest: Any, **more: Any) -> Any:
        """Record the name."""
        self.asked.add(key)
        return super().get(key, *rest, **more)

    def getlist(self, key: str, *rest: Any) -> list[Any]:
        """Record the name."""
        self.asked.add(key)
        return super().getlist(key, *rest)


class NotingRequest(Request):
    """A request that records which names it is asked for."""

    parameter_storage_class = Noted


@dataclass
class Posting:
    """A route that accepts a form, with its URL and a valid form."""

    route: Route
    url: str
    who: str
    form: Form
    found: FormFinder = field(default_factory=lambda: FormFinder(""))
    asked: set[str] = field(default_factory=set)
    """Names that the view asks for besides the controls of the page."""

    def values(self) -> Values:
        """Return the values that a person who filled in the form would send."""
        return [(name, value.encode()) for name, value in self.form.sent() if name != "csrf_token"]

    def files(self) -> list[File]:
        """Return the form's files."""
        name, content = FILES.get(self.route.endpoint, ("minutes.txt", b"Minutes"))
        return [(each.name, name, content) for each in self.form.controls if each.kind == "file"]

    def send(self, app: Flask, world: World, values: Values, files: list[File] | None = None) -> TestResponse:
        """Send values from the browser of someone with access to the page."""
        body, kind = urlencoded(values), "application/x-www-form-urlencoded"
        if self.form.is_multipart or files:
            body = multipart(values, self.files() if files is None else files)
            kind = MULTIPART
        return self.send_bytes(app, world, body, kind)

    def send_bytes(self, app: Flask, world: World, body: bytes, kind: str | None) -> TestResponse:
        """Send an arbitrary body, with the token in a header."""
        client = world.client(app, self.who)
        headers = {"X-CSRFToken": client.csrf_token(), **({"HX-Request": "true"} if self.form.is_fragment else {})}
        return client.browser.post(self.url, data=body, content_type=kind, headers=headers, buffered=True)


def postings(app: Flask, world: World) -> dict[str, Posting]:
    """Return every route that accepts a form, by its endpoint."""
    found: dict[str, Posting] = {}
    for who in ("member", "nobody"):
        client = world.client(app, who)
        urls = [url_of(app, route, world.mine) for route in reading(app)]
        for url in (*urls, *(each.format(**world.mine) for each in MORE_PAGES)):
            answer = client.get(url, None, buffered=True)
            if answer.mimetype == "text/html":
                for each in _of_page(app, url, who, answer.text):
                    found.setdefault(each.route.endpoint, each)
    for route in writing(app):
        if route.endpoint not in found:
            found[route.endpoint] = _unseen(app, route, world)
    return found


def _of_page(app: Flask, url: str, who: str, html: str) -> Iterator[Posting]:
    found = FormFinder(html)
    for form in found.forms:
        for action in form.actions if form.method == "post" else ():
            where = action or url
            if route := route_of(app, where):
                _fill(form, route.endpoint)
                yield Posting(route, where, who, form, found)


def route_of(app: Flask, url: str) -> Route | None:
    """Return the route for a URL."""
    try:
        endpoint, arguments = app.url_map.bind("localhost").match(urlsplit(url).path, method="POST")
    except HTTPException:
        return None
    return Route(endpoint, "POST", tuple(sorted(arguments)))


def _unseen(app: Flask, route: Route, world: World) -> Posting:
    values = SCRIPTED.get(route.endpoint, {})
    controls = [Control(name, "hidden" if name == "version" else "text", value, {}) for name, value in values.items()]
    if route.endpoint == "answering.add_file":
        controls.append(Control(f"{STATEMENT}:file", "file", "", {}, is_on=False))
        return Posting(route, url_of(app, route, world.mine), "member", Form("", "post", True, True, controls))
    form = Form("", "post", is_multipart=False, is_fragment=False, controls=controls)
    return Posting(route, url_of(app, route, world.mine), "member", form)


def _fill(form: Form, endpoint: str) -> None:
    """Fill in empty fields and choose an option where none is chosen."""
    chosen = {each.name for each in form.controls if each.kind == "radio" and each.is_on}
    for each in form.controls:
        if each.kind == "radio" and each.name not in chosen and each.value:
            each.is_on = True
            chosen.add(each.name)
        elif not each.value and each.is_on:
            each.value = OWN.get(endpoint, {}).get(each.name) or GOOD.get(each.kind, "")
