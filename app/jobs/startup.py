"""The workers of an application."""

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


def install(app: App, database: Database, content: Content, retention: Retention) -> None:
    """Add the workers to an application. They start with the server, or with the first requested job.

    Once a day, between jobs, they also delete old data.
    """
    daily = DailyTask(lambda: prune(database, retention))
    app.extensions[EXTENSION] = Workers(database, content, MAKERS, daily=daily)


def workers_of(app: App) -> Workers:
    """Return the workers of an application."""
    workers: Workers = app.extensions[EXTENSION]
    return workers
