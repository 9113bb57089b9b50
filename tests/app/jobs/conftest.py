"""A database with two organizations, and workers that run the jobs of a test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.jobs import queue
from app.jobs.kinds import JobLimits
from app.jobs.workers import Workers
from app.running.content import Content, load_content
from app.storage.assessments import AssessmentRow
from app.storage.database import Database
from app.storage.jobs import Job, JobFile
from app.storage.organizations import OrganizationRow
from tests.support.databases import new_database
from tests.support.job_makers import MAKERS
from tests.support.waiting import until

QUICK = replace(JobLimits(), heartbeat_seconds=0.05, poll_seconds=0.2)

Ask = Callable[..., str]


@pytest.fixture(scope="session")
def content() -> Content:
    """The content, read once for all tests."""
    return load_content()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    database = Database(new_database(tmp_path / "jobs.db"))
    yield database
    database.close()


@pytest.fixture
def ask(database: Database) -> Ask:
    """Return a function that requests a job, by default for Northfield, and returns its id: `ask("echo", text="a")`."""

    def asked(
        kind: str,
        organization: str = "northfield",
        key: str = "",
        owner: str | None = None,
        attached: bytes = b"",
        **request: Any,
    ) -> str:
        with database.writing() as session:
            if session.get(OrganizationRow, organization) is None:
                session.add(OrganizationRow(id=organization, name=organization))
                session.flush()
                session.add(assessment(organization))
                session.flush()
            job = Job(
                organization_id=organization,
                assessment_id=organization,
                kind=kind,
                key=hashlib.sha256((key or f"{kind} {request}").encode()).hexdigest(),
                request=request,
                owner=owner,
                file=JobFile(content=attached) if attached else None,
            )
            return queue.enqueue(session, job).id

    return asked


def assessment(organization: str) -> AssessmentRow:
    """Return an assessment with its organization's id."""
    return AssessmentRow(
        id=organization,
        organization_id=organization,
        name="Spring",
        assessed_on=date(2026, 3, 2),
        questionnaire={},
        questionnaire_id="quick-scan",
        questionnaire_version="1",
        method="iso-33020",
    )


@pytest.fixture
def start(database: Database, content: Content) -> Iterator[Callable[..., Workers]]:
    """Return a function that starts workers, which stop at the end of the test."""
    started: list[Workers] = []

    def pool(**limits: Any) -> Workers:
        workers = Workers(database, content, MAKERS, replace(QUICK, **limits))
        started.append(workers)
        workers.wake()
        return workers

    yield pool
    for workers in started:
        workers.stop()


@pytest.fixture
def ended(database: Database) -> Callable[[str], Job]:
    """Return a function that waits for the end of a job and returns the job with its result."""

    def look(job_id: str) -> Job | None:
        with database.reading() as session:
            job = session.get_one(Job, job_id)
            _ = job.result
            session.expunge(job)
        return job if job.state.value in {"done", "failed", "cancelled"} else None

    return lambda job_id: until(lambda: look(job_id))


@pytest.fixture
def begun() -> Callable[[Path], int]:
    """Return a function that waits until a child process has written its id to a file."""
    return lambda path: int(until(lambda: path.read_text(encoding="ascii") if path.exists() else None))
