"""Fixtures: a real browser and a real server. `tests/conftest.py` makes sure that these tests don't run in parallel."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from werkzeug.serving import make_server

from app.jobs.startup import file_workers_of, workers_of
from app.running.settings import Config
from tests.support.applications import SECRET, shared_app
from tests.support.browsing import Sample, sample
from tests.support.databases import new_database
from tests.support.factories import Make
from tests.support.remembered import remember

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first takes a third less
PATIENCE = 120_000  # milliseconds: a machine may be busy with much else
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]


# Chromium words its own message differently in each version, so the page reports what the policy refused, too.
REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
  console.error(`The policy refused ${effectiveDirective}: ${blockedURI} ${sample}`))"""
# A refused form, one overtaken by the next, and a lost connection are what the pages must cope with.
ANSWERS = re.compile(
    r"Failed to load resource: "
    r"(net::ERR_INTERNET_DISCONNECTED|the server responded with a status of (400|401|403|409|410|413|422|503) )"
)
OVERTAKEN = re.compile(r"htmx:(afterRequest|sendAbort), ")


def _is_trouble(message: ConsoleMessage) -> bool:
    """Whether a console message is an error or a warning that no test expects."""
    # The page itself may be missing, but nothing that it loads.
    is_page = "status of 404" in message.text and message.location["url"] == (message.page and message.page.url)
    expected = is_page or ANSWERS.match(message.text) or OVERTAKEN.match(message.text)
    return message.type in {"error", "warning"} and not expected


@pytest.fixture(scope="session", autouse=True)
def _remembered() -> Iterator[None]:
    """Compute the figures of the same answers once."""
    with pytest.MonkeyPatch.context() as patched:
        remember(patched)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    expect.set_options(timeout=PATIENCE)
    program = next(path for name in CHROMIUM if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS, timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The application on an empty database."""
    app = shared_app(Config(new_database(tmp_path / "wayfinder.db"), SECRET, rate_limits=False))
    yield app
    workers_of(app).stop()
    file_workers_of(app).stop()
    app.extensions["wayfinder"].database.close()


@pytest.fixture
def server(app: Flask) -> Iterator[Make]:
    """Run a server, and yield the factory for its rows; its URL is the base URL of `page`."""
    serving = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=serving.serve_forever)
    thread.start()
    services = app.extensions["wayfinder"]
    yield Make(services.database, services.content, f"http://127.0.0.1:{serving.port}")
    serving.shutdown()
    thread.join()
    serving.server_close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, server: Make) -> Iterator[OpenPage]:
    """Return a function that opens a page in a new browser; errors, warnings and policy violations fail the test."""
    contexts, troubles = [], []

    def opened(width: int = 1280, scheme: str = "light", user_cookie: str = "", *, by_touch: bool = False) -> Page:
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            has_touch=by_touch,
            is_mobile=by_touch,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if user_cookie:
            context.add_cookies([{"name": "wayfinder", "value": user_cookie, "url": server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if _is_trouble(message) else None)
        page.add_init_script(REPORT_VIOLATIONS)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def northfield(server: Make) -> Sample:
    """The sample organization with all practices and a saved roadmap."""
    return sample(server)


@pytest.fixture
def page(northfield: Sample, open_page: OpenPage) -> Page:
    """The lead's browser."""
    return open_page(user_cookie=northfield.cookie())
