"""Reading uploaded files in child processes: bounded in time and memory, one at a time for each person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.answering.uploads import FileReading
from app.assessments.frozen_questionnaires import frozen
from app.jobs import queue
from app.jobs.files import read_file
from app.jobs.kinds import FILE_LIMITS, JobLimits
from app.jobs.workers import Workers
from app.running.content import Content
from app.storage.database import Database
from app.storage.jobs import FILE, Job, JobFile, JobState
from tests.support.job_makers import MAKERS
from tests.support.waiting import until

Ask = Callable[..., str]
Ended = Callable[[str], Job]


@pytest.fixture
def reading(database: Database, content: Content) -> Iterator[Callable[..., Workers]]:
    """Return a function that starts workers with the limits for files."""
    started = []

    def start(**limits: float) -> Workers:
        makers = {**MAKERS, FILE: read_file}
        workers = Workers(database, content, makers, replace(FILE_LIMITS, poll_seconds=0.2, **limits))  # type: ignore[arg-type]
        started.append(workers)
        workers.wake()
        return workers

    yield start
    for workers in started:
        workers.stop()


def test_a_file_is_read_in_a_child_process(
    ask: Ask, ended: Ended, reading: Callable[..., Workers], content: Content, database: Database
) -> None:
    """It is within the limits for hostile files, and its faults aren't mistaken for a crash."""
    texts = (b'{"wayfinder": "answers/1", "answers": {"service-desk.1": "%s"}}' % each for each in (b"F", b"3-4"))
    questionnaire = frozen(content.questionnaires[0])
    jobs = [ask(FILE, key=str(each), attached=each, name="a.json", questionnaire=questionnaire) for each in texts]
    reading()

    good, bad = (FileReading.of(ended(each).result or b"") for each in jobs)

    assert good.response
    assert good.response.answers["service-desk.1"].rating == "F"
    assert [line.place for line in bad.faults] == ["line 1, answers.service-desk.1"]
    with database.reading() as session:
        assert not session.scalars(select(JobFile)).all()


def test_too_much_computing_time_ends_a_job_with_its_limit(
    ask: Ask, ended: Ended, reading: Callable[..., Workers]
) -> None:
    """It isn't tried again."""
    job_id = ask("spin")
    reading(cpu_seconds=1)

    job = ended(job_id)

    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert "more than 1 seconds of computing time, which is the limit. Download a new file" in job.error


def test_too_much_memory_ends_a_job_with_its_limit(ask: Ask, ended: Ended, reading: Callable[..., Workers]) -> None:
    """The server itself needs no more memory than before."""
    job_id = ask("hoard")
    reading()

    job = ended(job_id)

    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert "more than 1024 MB of memory, which is the limit. Download a new file" in job.error


def test_the_files_of_one_person_are_read_one_at_a_time(ask: Ask, database: Database, tmp_path: Path) -> None:
    """Somebody else's file doesn't wait for them."""
    ids = [ask("wait", path=str(tmp_path / name)) for name in "abc"]
    with database.writing() as session:
        for job_id, owner in zip(ids, ("dana", "dana", "erik"), strict=True):
            session.get_one(Job, job_id).owner = owner

    with database.writing() as session:
        claimed = [queue.claim(session, JobLimits(), ["wait"]) for _ in range(3)]

    assert [each and each.id for each in claimed] == [ids[0], ids[2], None]


def test_workers_leave_other_kinds_alone(ask: Ask, ended: Ended, database: Database, content: Content) -> None:
    """Reports have workers of their own."""
    other, own = ask("wait", path="never"), ask("echo", text="a")
    workers = Workers(database, content, {"echo": MAKERS["echo"]}, JobLimits(poll_seconds=0.2))
    workers.wake()

    assert ended(own).state is JobState.DONE
    until(lambda: True)
    workers.stop()
    with database.reading() as session:
        assert session.scalars(select(Job.state).where(Job.id == other)).one() is JobState.QUEUED
