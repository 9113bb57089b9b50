"""The workers of an application."""

from __future__ import annotations

from flask.sansio.app import App

from app.deletion.retention import prune
from app.jobs import files, reports
from app.jobs.daily_tasks import DailyTask
from app.jobs.kinds import FILE_LIMITS
from app.jobs.workers import Workers
from app.running.content import Content
from app.running.settings import Retention
from app.storage.database import Database
from app.storage.jobs import FILE, REPORT

EXTENSION = "wayfinder-jobs"
FILE_EXTENSION = "wayfinder-files"


def install(app: App, database: Database, content: Content, retention: Retention) -> None:
    """Add the workers to an application. They start with the server, or with the first requested job.

    Once a day, between jobs, they also delete old data.
    """
    daily = DailyTask(lambda: prune(database, retention))
    app.extensions[EXTENSION] = Workers(database, content, {REPORT: reports.make_report}, daily=daily)
    # Files have workers of their own, so that nobody has to wait for someone else's report to see a preview.
    makers = {FILE: files.read_file}
    app.extensions[FILE_EXTENSION] = Workers(database, content, makers, FILE_LIMITS)


def workers_of(app: App) -> Workers:
    """Return the workers of an application that create reports."""
    workers: Workers = app.extensions[EXTENSION]
    return workers


def file_workers_of(app: App) -> Workers:
    """Return the workers of an application that read uploaded files."""
    workers: Workers = app.extensions[FILE_EXTENSION]
    return workers


def resume(app: App) -> None:
    """Resume the jobs that an earlier process left unfinished."""
    workers_of(app).wake()
    file_workers_of(app).wake()
