"""Fixtures: a real browser and a real server. `tests/conftest.py` makes sure that these tests don't run in parallel."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from app.jobs.startup import workers_of
from app.running.content import load_content
from app.running.settings import Config
from app.storage.migrating import upgrade
from app.web.application import create_app
from tests.support.factories import Make

CHROMIUM = "/usr/bin/chromium"
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
SECRET = "of these tests"  # noqa: S105


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    expect.set_options(timeout=20_000)  # a machine that also runs other tests may be slow
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The application on an empty database."""
    config = Config(database_url=f"sqlite:///{tmp_path / 'wayfinder.db'}", secret_key=SECRET, rate_limits=False)
    upgrade(config.database_url)
    app = create_app(config, load_content())
    yield app
    workers_of(app).stop()
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
    """Return a function that opens a page in a new browser; blocked resources and script errors fail the test."""
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
        if user_cookie:
            context.add_cookies([{"name": "wayfinder", "value": user_cookie, "url": server.url}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if "Refused" in message.text else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []
