"""The pool of an application."""

from __future__ import annotations

from flask.sansio.app import App

from wayfinder.app.content import Content
from wayfinder.app.jobs.reports import KIND, make_report
from wayfinder.app.jobs.workers import Workers
from wayfinder.app.storage.database import Database

MAKERS = {KIND: make_report}
EXTENSION = "wayfinder-jobs"


def install(app: App, database: Database, content: Content) -> None:
    """Give an application its pool, asleep: it wakes with the first job that is asked for or looked at."""
    app.extensions[EXTENSION] = Workers(database, content, MAKERS)


def workers_of(app: App) -> Workers:
    """Return the pool of an application."""
    workers: Workers = app.extensions[EXTENSION]
    return workers
