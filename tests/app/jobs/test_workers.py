"""The workers: results, progress, and child processes that fail."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from app.jobs import queue
from app.jobs.kinds import JobLimits
from app.jobs.workers import Workers
from app.storage.database import Database
from app.storage.jobs import Job, JobState
from tests.support.waiting import until

Ask = Callable[..., str]
Start = Callable[..., Workers]
Ended = Callable[[str], Job]


def is_alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def test_a_job_runs_in_a_child_process_and_its_result_is_saved(ask: Ask, start: Start, ended: Ended) -> None:
    """Output of libraries doesn't get into the result, and the request is deleted at the end."""
    job_id = ask("echo", text="hello")
    start()

    job = ended(job_id)

    assert (job.state, job.result, job.progress, job.request) == (JobState.DONE, b"hello", 1.0, {})
    assert job.finished_at is not None


def test_progress_and_stage_are_reported(
    ask: Ask, start: Start, database: Database, tmp_path: Path, begun: Callable[[Path], int]
) -> None:
    """The person who waits can see how far the job is."""
    job_id = ask("wait", path=str(tmp_path / "pid"))
    start()
    begun(tmp_path / "pid")

    def told() -> tuple[str, float] | None:
        with database.reading() as session:
            job = session.get_one(Job, job_id)
            return (job.stage, job.progress) if job.stage == "Waiting" else None

    assert until(told) == ("Waiting", 0.25)


def test_canceling_a_running_job_ends_its_child_process(  # noqa: PLR0913, PLR0917
    ask: Ask, start: Start, ended: Ended, database: Database, tmp_path: Path, begun: Callable[[Path], int]
) -> None:
    """No process of a canceled job survives."""
    job_id = ask("wait", path=str(tmp_path / "pid"))
    start()
    pid = begun(tmp_path / "pid")

    with database.writing() as session:
        queue.cancel(session, session.get_one(Job, job_id))

    assert ended(job_id).state is JobState.CANCELLED
    until(lambda: not is_alive(pid))


def test_at_most_two_jobs_run_at_once(
    ask: Ask, start: Start, database: Database, tmp_path: Path, begun: Callable[[Path], int]
) -> None:
    """The third one waits."""
    paths = [tmp_path / name for name in "abc"]
    ids = [ask("wait", path=str(path)) for path in paths]
    start()
    begun(paths[0])
    begun(paths[1])

    with database.reading() as session:
        states = {row.id: row.state for row in session.execute(select(Job.id, Job.state))}

    assert [states[each] for each in ids] == [JobState.RUNNING, JobState.RUNNING, JobState.QUEUED]


def test_a_job_whose_child_is_killed_twice_fails_and_the_next_job_runs(
    ask: Ask, start: Start, ended: Ended, tmp_path: Path
) -> None:
    """It fails with a message and doesn't block other jobs."""
    path = tmp_path / "tries"
    dying, next_one = ask("die", path=str(path)), ask("echo", text="next")
    start(at_once=1)

    job = ended(dying)

    assert job.state is JobState.FAILED
    assert job.error.startswith("The report was stopped twice")
    assert path.read_text(encoding="ascii") == "xx"
    assert ended(next_one).result == b"next"


def test_a_child_killed_from_outside_fails_cleanly(
    ask: Ask, start: Start, ended: Ended, tmp_path: Path, begun: Callable[[Path], int]
) -> None:
    """With one attempt, the job fails, and the workers continue."""
    waiting, next_one = ask("wait", path=str(tmp_path / "pid")), ask("echo", text="next")
    start(at_once=1, attempts=1)

    os.kill(begun(tmp_path / "pid"), signal.SIGKILL)

    assert ended(waiting).state is JobState.FAILED
    assert ended(next_one).result == b"next"


def test_a_fault_in_the_input_is_reported_unchanged(ask: Ask, start: Start, ended: Ended) -> None:
    """The message says what is wrong and what to do. Another attempt wouldn't help."""
    job_id = ask("refuse")
    start()

    job = ended(job_id)

    assert (job.state, job.error, job.attempts) == (JobState.FAILED, "the answer is too long; shorten it", 1)


def test_an_internal_error_is_reported_without_details(ask: Ask, start: Start, ended: Ended) -> None:
    """The details are in the log."""
    job_id = ask("fail")
    start()

    job = ended(job_id)

    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert job.error.startswith("Something went wrong while")


def test_a_job_that_takes_too_long_fails(ask: Ask, start: Start, ended: Ended, tmp_path: Path) -> None:
    """No job runs forever."""
    job_id = ask("wait", path=str(tmp_path / "pid"))
    start(job_seconds=1.0)

    job = ended(job_id)

    assert job.state is JobState.FAILED
    assert "The report wasn't finished after" in job.error


def test_stopped_workers_return_their_jobs_to_the_queue(
    ask: Ask, start: Start, database: Database, tmp_path: Path, begun: Callable[[Path], int]
) -> None:
    """The next server runs the jobs, and no child process survives."""
    job_id = ask("wait", path=str(tmp_path / "pid"))
    workers = start()
    pid = begun(tmp_path / "pid")

    workers.stop()

    with database.reading() as session:
        job = session.get_one(Job, job_id)
        assert (job.state, job.attempts, job.claim) == (JobState.QUEUED, 0, None)
    until(lambda: not is_alive(pid))


def test_a_job_of_a_killed_server_runs_again(ask: Ask, start: Start, ended: Ended, database: Database) -> None:
    """The next server claims a running job with an expired lease."""
    job_id = ask("echo", text="again")
    with database.writing() as session:
        claimed = queue.claim(session, JobLimits())
        assert claimed is not None
        session.get_one(Job, job_id).lease_until = queue.clock(session)

    start()

    assert ended(job_id).result == b"again"


SERVER = """
import sys, time
import app.storage.tables
from tests.support.job_makers import MAKERS
from app.running.content import load_content
from app.jobs.workers import Workers
from app.storage.database import Database
Workers(Database(sys.argv[1]), load_content(), MAKERS).wake()
time.sleep(600)
"""


def test_a_child_process_ends_with_a_killed_server(
    ask: Ask, database: Database, tmp_path: Path, begun: Callable[[Path], int]
) -> None:
    """After SIGKILL, no process survives, and the next server runs the job."""
    job_id = ask("wait", path=str(tmp_path / "pid"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", SERVER, database.url], env=environment) as server:
        pid = begun(tmp_path / "pid")
        server.kill()

    until(lambda: not is_alive(pid))
    with database.reading() as session:
        assert session.get_one(Job, job_id).state is JobState.RUNNING
