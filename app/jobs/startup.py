"""The pool of an application."""

from __future__ import annotations

from flask.sansio.app import App

from app.deletion.retention import prune
from app.jobs.daily_tasks import DailyTask
from app.jobs.reports import KIND, make_report
from app.jobs.workers import Workers
from app.running.content import Content
from app.running.settings import Retention
from app.storage.database import Database

MAKERS = {KIND: make_report}
EXTENSION = "wayfinder-jobs"


def install(app: App, database: Database, content: Content, kept: Retention) -> None:
    """Give an application its pool, asleep: it wakes with the server, or with the first job that is asked for.

    Between jobs it removes what nobody needs any more.
    """
    daily = DailyTask(lambda: prune(database, kept))
    app.extensions[EXTENSION] = Workers(database, content, MAKERS, daily=daily)


def workers_of(app: App) -> Workers:
    """Return the pool of an application."""
    workers: Workers = app.extensions[EXTENSION]
    return workers
