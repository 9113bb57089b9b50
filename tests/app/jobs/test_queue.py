"""Requesting jobs, claiming them, and reporting on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import event, func, select, update

from app.jobs import queue
from app.jobs.kinds import JobLimits
from app.jobs.queue import ClaimedJob, HeartbeatReply
from app.storage.database import Database
from app.storage.jobs import Job, JobFile, JobState

Ask = Callable[..., str]
LIMITS = JobLimits()


def claim(database: Database) -> ClaimedJob | None:
    with database.writing() as session:
        return queue.claim(session, LIMITS)


def claimed(database: Database) -> ClaimedJob:
    found = claim(database)
    assert found is not None
    return found


def end_lease(database: Database) -> None:
    with database.writing() as session:
        session.execute(update(Job).values(lease_until=queue.clock(session) - timedelta(seconds=1)))


def state(database: Database, job_id: str) -> JobState:
    with database.reading() as session:
        return session.get_one(Job, job_id).state


def test_the_same_key_is_one_job_within_an_organization(ask: Ask, database: Database) -> None:
    """Two requests are one job."""
    assert ask("echo", key="k", text="a") == ask("echo", key="k", text="a")
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Job)) == 1


def test_two_organizations_never_share_a_job(ask: Ask) -> None:
    """The same request from another organization is another job (FL-024)."""
    assert ask("echo", key="k", text="a") != ask("echo", "southfield", key="k", text="a")


def test_a_failed_job_can_be_requested_again(ask: Ask, database: Database) -> None:
    """Only waiting, running and finished jobs keep their key."""
    first = ask("echo", key="k", text="a")
    job = claimed(database)
    with database.writing() as session:
        queue.fail(session, job, "no")

    assert ask("echo", key="k", text="a") != first


def test_the_job_that_waited_longest_is_claimed_first_and_once(ask: Ask, database: Database) -> None:
    """Two claims return two jobs, and a third returns none."""
    first, second = ask("echo", text="a"), ask("echo", text="b")

    assert [claimed(database).id, claimed(database).id] == [first, second]
    assert claim(database) is None


def test_organizations_take_turns(ask: Ask, database: Database) -> None:
    """A hundred waiting jobs of two people delay another organization by no job that hasn't started."""
    theirs = [ask("echo", "southfield", owner=f"person {number % 2}", text=str(number)) for number in range(100)]
    running = {claimed(database).id, claimed(database).id}
    ours = ask("echo", text="small")

    assert running == set(theirs[:2])
    assert claimed(database).id == ours


def test_the_people_of_an_organization_take_turns(ask: Ask, database: Database) -> None:
    """Somebody with many jobs doesn't keep a colleague waiting for all of them."""
    many = [ask("echo", owner=f"person {number % 2}", text=str(number)) for number in range(100)]
    first = claimed(database)
    one = ask("echo", owner="colleague", text="small")

    assert first.id == many[0]
    assert {claimed(database).id, claimed(database).id} == {many[1], one}


def test_claiming_reads_no_waiting_file(ask: Ask, database: Database) -> None:
    """A claim on SQLite locks out everyone who saves, so it mustn't read a hundred files."""
    ids = [ask("echo", owner=str(number), attached=b"x", text=str(number)) for number in range(3)]
    read: list[JobFile] = []

    def note(row: JobFile, _context: object) -> None:
        read.append(row)

    event.listen(JobFile, "load", note)
    try:
        job = claimed(database)
    finally:
        event.remove(JobFile, "load", note)

    assert [each.job_id for each in read] == [job.id] == ids[:1]
    assert job.request["file"] == b"x"


def test_the_file_of_a_job_goes_when_the_job_ends(ask: Ask, database: Database) -> None:
    """Finished, failed or canceled, but not if another worker has taken the job over."""
    for number in range(4):
        ask("echo", owner=str(number), attached=b"x", text=str(number))
    done, failed, canceled, lost = (claimed(database) for _ in range(4))
    with database.writing() as session:
        queue.finish(session, done, b"made")
        queue.fail(session, failed, "no")
        queue.end_cancelled(session, canceled)
        queue.finish(session, replace(lost, claim="another's"), b"late")

    with database.reading() as session:
        assert session.scalars(select(JobFile.job_id)).all() == [lost.id]


def test_a_job_with_an_expired_lease_can_be_claimed_again(ask: Ask, database: Database) -> None:
    """If a server is killed, the next one takes over its jobs."""
    job_id = ask("echo", text="a")
    first = claimed(database)
    assert claim(database) is None

    end_lease(database)

    second = claimed(database)
    assert (second.id, second.attempt) == (job_id, 2)
    assert second.claim != first.claim


def test_a_worker_that_lost_its_job_cannot_change_it(ask: Ask, database: Database) -> None:
    """A worker whose lease has expired is told so, and its result isn't saved."""
    job_id = ask("echo", text="a")
    first = claimed(database)
    end_lease(database)
    second = claimed(database)

    with database.writing() as session:
        assert queue.heartbeat(session, first, "Late", 0.9, LIMITS) is HeartbeatReply.LOST
        queue.finish(session, first, b"late")
        queue.fail(session, first, "late")
        queue.requeue(session, first)

    assert state(database, job_id) is JobState.RUNNING
    with database.writing() as session:
        assert queue.heartbeat(session, second, "Going", 0.5, LIMITS) is HeartbeatReply.CONTINUE
        queue.finish(session, second, b"mine")
        assert session.get_one(Job, job_id).result == b"mine"


def test_a_heartbeat_extends_the_lease(ask: Ask, database: Database) -> None:
    """A worker that reports regularly keeps its job."""
    ask("echo", text="a")
    job = claimed(database)
    end_lease(database)

    with database.writing() as session:
        assert queue.heartbeat(session, job, "Going", 0.5, LIMITS) is HeartbeatReply.CONTINUE

    assert claim(database) is None


def test_a_job_started_too_often_fails(ask: Ask, database: Database) -> None:
    """A job that crashes the server can't do so forever."""
    job_id = ask("echo", text="a")
    for _ in range(LIMITS.attempts):
        claimed(database)
        end_lease(database)

    assert claim(database) is None
    with database.reading() as session:
        job = session.get_one(Job, job_id)
        assert job.state is JobState.FAILED
        assert job.error.startswith("The report was started twice but never finished.")


def test_a_waiting_job_is_canceled_immediately(ask: Ask, database: Database) -> None:
    """No worker runs it."""
    job_id = ask("echo", text="a")

    with database.writing() as session:
        queue.cancel(session, session.get_one(Job, job_id))

    assert state(database, job_id) is JobState.CANCELLED
    assert claim(database) is None


def test_a_running_job_is_canceled(ask: Ask, database: Database) -> None:
    """This happens at its next heartbeat, or at the next claim if its worker no longer exists."""
    job_id = ask("echo", text="a")
    job = claimed(database)
    with database.writing() as session:
        queue.cancel(session, session.get_one(Job, job_id))
        assert queue.heartbeat(session, job, "Going", 0.5, LIMITS) is HeartbeatReply.CANCEL

    end_lease(database)

    assert claim(database) is None
    assert state(database, job_id) is JobState.CANCELLED
