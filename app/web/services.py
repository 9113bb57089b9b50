"""What every view may ask for: settings, content, and the database of this request."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request, url_for
from sqlalchemy.orm import Session

from app.running.content import Content
from app.running.settings import Config
from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """What one application holds."""

    config: Config
    content: Content
    database: Database


def install(app: Flask, services: Services) -> None:
    """Give an application its services, and close each request's session when it is over."""
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
    """Return this request's session for reading; it is one transaction, so all of a page fits together."""
    if "reading" not in g:
        g.closing = ExitStack()
        g.reading = g.closing.enter_context(database().reading())
    session: Session = g.reading
    return session


def writing() -> AbstractContextManager[Session]:
    """Give a session that commits at the end of its block: one a request, around all that the request changes."""
    return database().writing()


def begin_anew() -> None:
    """Forget what this request has read, so that it can be answered once more from what the database holds now."""
    _close_reading(None)
    for name in list(g):
        g.pop(name)


def absolute_url(endpoint: str, **values: Any) -> str:
    """Return the address of a page as someone outside must write it."""
    return (config().address or request.host_url.rstrip("/")) + url_for(endpoint, **values)


def _services() -> Services:
    services: Services = current_app.extensions["wayfinder"]
    return services


def _close_reading(_error: BaseException | None) -> None:
    closing: ExitStack | None = g.pop("closing", None)
    if closing:
        g.pop("reading")
        closing.close()
