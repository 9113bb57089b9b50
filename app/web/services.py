"""Services for every view: settings, content, and the database sessions of this request."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g, request, url_for
from sqlalchemy.orm import Session

from app.running.content import Content
from app.running.settings import Config
from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one application."""

    config: Config
    content: Content
    database: Database


def install(app: Flask, services: Services) -> None:
    """Add the services to an application, and close each request's session when the request ends."""
    app.extensions["wayfinder"] = services
    app.teardown_appcontext(_close_reading)


def config() -> Config:
    """Return the settings."""
    return _services().config


def content() -> Content:
    """Return the catalogue, the questionnaires and the triage."""
    return _services().content


def database() -> Database:
    """Return the database."""
    return _services().database


def reading() -> Session:
    """Return this request's session for reading: one transaction, so that the whole page is consistent."""
    if "reading" not in g:
        g.closing = ExitStack()
        g.reading = g.closing.enter_context(database().reading())
    session: Session = g.reading
    return session


def writing() -> AbstractContextManager[Session]:
    """Return a session that commits at the end of its block; use one for all changes of a request."""
    return database().writing()


def forget_reads() -> None:
    """Forget everything this request has read, so that the request can be repeated with current data."""
    _close_reading(None)
    for name in list(g):
        g.pop(name)


def absolute_url(endpoint: str, **values: Any) -> str:
    """Return the full URL of a page, for emails and links to pass on."""
    base = urlsplit(config().public_url or request.host_url.rstrip("/"))
    # Behind a proxy that serves Wayfinder under a path, both the public URL and `url_for` may include the path.
    return base._replace(path=base.path.removesuffix(request.script_root)).geturl() + url_for(endpoint, **values)


def _services() -> Services:
    services: Services = current_app.extensions["wayfinder"]
    return services


def _close_reading(_error: BaseException | None) -> None:
    closing: ExitStack | None = g.pop("closing", None)
    if closing:
        g.pop("reading")
        closing.close()
