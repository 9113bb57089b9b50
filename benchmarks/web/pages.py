"""Time and number of SQL statements of each page, for the sample organization and for 200 organizations."""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.routing import Rule

from app.running.content import Content, load_content
from app.running.settings import Config
from app.web import sessions
from app.web.application import create_app
from benchmarks.web.furnishing import BenchmarkWorld
from benchmarks.web.worlds import demo_world, seeded_world

SEED, ROUNDS = 1, 5
GOOD, BROKEN = 200, 500
FILES = ("static", "styles")
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK")
QUERIES = {
    "catalogue.search": {"q": "change"},
    "start.result": {"repeat-incidents": "3", "change-incidents": "1"},
}


@dataclass(frozen=True, slots=True)
class Visit:
    """The cost of one page: the median of its times, and the SQL statements of its last visit."""

    status: int
    ms: float
    statements: int


@dataclass(frozen=True, slots=True)
class PageFigures:
    """A page measured on both databases; the figures for 200 organizations are the ones that matter."""

    endpoint: str
    url: str
    demo: Visit
    seeded: Visit

    @property
    def is_page(self) -> bool:
        """Whether the response is a page with content for the lead, rather than a redirect or an error."""
        return self.demo.status == self.seeded.status == GOOD

    @property
    def is_constant(self) -> bool:
        """Whether both databases need the same number of statements."""
        return self.demo.statements == self.seeded.statements


def measure_pages() -> list[PageFigures]:
    """Measure every URL that answers GET, as the lead of an organization."""
    content = load_content()
    with tempfile.TemporaryDirectory() as folder:
        demo = _visits(content, demo_world(Path(folder), content))
    seeded = _visits(content, seeded_world(content, SEED))
    return [
        PageFigures(endpoint, url, demo[endpoint, url], visit)
        for (endpoint, url), visit in sorted(seeded.items(), key=lambda item: item[0][1])
    ]


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Yield the list of SQL statements that an application sends within the block."""
    sent: list[str] = []

    def add(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(TRANSACTION):
            sent.append(statement)

    engine = app.extensions["wayfinder"].database.engine
    event.listen(engine, "before_cursor_execute", add)
    yield sent
    event.remove(engine, "before_cursor_execute", add)


def visit(client: FlaskClient, url: str, sent: list[str]) -> Visit:
    """Return the cost of a page once its caches are warm.

    Raises:
        RuntimeError: the page returned an error.
    """
    times = []
    status = client.get(url).status_code
    if status >= BROKEN:
        raise RuntimeError(f"{url} returned status {status}")
    for _ in range(ROUNDS):
        sent.clear()
        started = time.perf_counter()
        with client.get(url) as answer:
            answer.get_data()
        times.append((time.perf_counter() - started) * 1000)
    return Visit(status, statistics.median(times), len(sent))


def _visits(content: Content, world: BenchmarkWorld) -> dict[tuple[str, str], Visit]:
    """Return the cost of each page, by endpoint and URL pattern."""
    app = create_app(Config(database_url=world.database, secret_key="of this benchmark", rate_limits=False), content)  # noqa: S106
    gc.collect()
    gc.freeze()  # as the server does
    client = app.test_client()
    client.set_cookie(sessions.USER_COOKIE, world.token)
    with counted(app) as sent:
        visits = {
            (rule.endpoint, rule.rule): visit(client, _url(app, rule, world), sent)
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and rule.endpoint not in FILES
        }
    app.extensions["wayfinder"].database.close()
    return visits


def _url(app: Flask, rule: Rule, world: BenchmarkWorld) -> str:
    """Return the URL of a page; an argument without a known value is "unknown", which the page refuses."""
    values: dict[str, Any] = {name: _value(world, rule.endpoint, name) for name in rule.arguments}
    queries: dict[str, dict[str, Any]] = {**QUERIES, "results.compare": {"of": world.assessments}}
    query = queries.get(rule.endpoint, {})
    with app.test_request_context():
        url = app.url_for(rule.endpoint, **values)
    return f"{url}?{urlencode(query, doseq=True)}" if query else url


def _value(world: BenchmarkWorld, endpoint: str, name: str) -> str:
    return world.values.get(f"{endpoint}:{name}") or world.values.get(name) or "unknown"
