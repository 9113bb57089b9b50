"""Data that is no longer needed is deleted; everything else stays."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.deletion import retention
from app.deletion.retention import prune
from app.running.content import Content, load_content
from app.running.settings import Retention
from app.storage.accounts import ResetLink, SignIn
from app.storage.assessments import AnswerRow, AssessmentRow, Invitation, RespondentRow
from app.storage.base import Base, new_id
from app.storage.database import Database
from app.storage.history import HistoryEntry
from app.storage.jobs import FILE, Job, JobState
from app.storage.migrating import upgrade
from app.storage.uploads import Upload
from tests.support.factories import Make

TODAY = datetime(2026, 6, 30, 12, tzinfo=UTC)
KEPT = Retention(reports_days=90, leftovers_days=30)


@pytest.fixture(scope="session")
def content() -> Content:
    """The content, read once for all tests."""
    return load_content()


@pytest.fixture
def make(tmp_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Makes rows in an empty database; temporary folders are inside a folder of the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'wayfinder.db'}")
    upgrade(database.url)
    yield Make(database, content)
    database.close()


@pytest.fixture
def assessment(make: Make) -> AssessmentRow:
    """An assessment."""
    return make.assessment(make.organization())


@pytest.fixture
def erik(make: Make, assessment: AssessmentRow) -> RespondentRow:
    """A respondent of the assessment."""
    return make.respondent(assessment, name="Erik")


def ago(days: float) -> datetime:
    return TODAY - timedelta(days=days)


def report(make: Make, assessment: AssessmentRow, name: str, days: float, state: JobState = JobState.DONE) -> None:
    ended = state not in {JobState.QUEUED, JobState.RUNNING}
    make.add(
        Job(
            organization_id=assessment.organization_id,
            assessment_id=assessment.id,
            kind="report",
            key=name,
            request={},
            state=state,
            result=b"%PDF",
            created_at=ago(days),
            finished_at=ago(days) if ended else None,
        )
    )


def left(make: Make, column: Any) -> list[Any]:
    with make.database.reading() as session:
        return sorted(session.scalars(select(column)))


def keys(make: Make, kind: type[SignIn | ResetLink | Invitation]) -> list[str]:
    return left(make, kind.token_hash)


def test_reports_are_deleted_after_ninety_days_except_the_newest_of_each_assessment(
    make: Make, assessment: AssessmentRow
) -> None:
    """Failed and canceled jobs don't count as reports; waiting and running jobs are never deleted."""
    other = make.assessment(make.organization("Elsewhere"))
    report(make, assessment, "failed", 99, JobState.FAILED)
    report(make, assessment, "cancelled", 99, JobState.CANCELLED)
    report(make, assessment, "old", 300)
    report(make, assessment, "newest", 200)
    report(make, other, "other old", 91)
    report(make, other, "other", 89)
    report(make, other, "other newest", 1)
    report(make, other, "waits", 400, JobState.QUEUED)
    report(make, other, "runs", 400, JobState.RUNNING)

    gone = prune(make.database, KEPT, TODAY)

    assert gone["finished reports"] == 4
    assert left(make, Job.key) == ["newest", "other", "other newest", "runs", "waits"]


def test_sessions_and_password_links_are_deleted_a_month_after_their_end(make: Make) -> None:
    """It makes no difference how they ended. Valid ones stay."""
    dana = make.user("Dana")
    for name, expires, ended in (("old", 31, None), ("ended", -9, 31), ("of late", 29, 29), ("good", -9, None)):
        whose: dict[str, Any] = {"user_id": dana.id, "token_hash": name, "expires_at": ago(expires)}
        at = None if ended is None else ago(ended)
        make.add(SignIn(**whose, revoked_at=at))
        make.add(ResetLink(**whose, used_at=at))

    gone = prune(make.database, KEPT, TODAY)

    assert (gone["sessions"], gone["password links"]) == (2, 2)
    assert keys(make, SignIn) == keys(make, ResetLink) == ["good", "of late"]


def test_the_newest_link_of_a_respondent_stays(make: Make, erik: RespondentRow) -> None:
    """The list of respondents shows whether the link has expired or was revoked."""
    for name, made, revoked in (("first", 200, 150), ("second", 150, 100), ("third", 100, 90)):
        make.add(
            Invitation(
                respondent_id=erik.id,
                token_hash=name,
                created_at=ago(made),
                expires_at=ago(made - 30),
                revoked_at=ago(revoked),
            )
        )

    assert prune(make.database, KEPT, TODAY)["links for respondents"] == 2

    assert keys(make, Invitation) == ["third"]


def test_uploads_that_were_not_applied_are_deleted(make: Make, assessment: AssessmentRow, erik: RespondentRow) -> None:
    """A recent upload stays."""
    for name, days in (("old.xlsx", 31), ("new.xlsx", 1)):
        whose = {"assessment_id": erik.assessment_id, "respondent_id": erik.id}
        job = make.add(file_of(assessment, created_at=ago(days)))
        make.add(Upload(**whose, job_id=job.id, file_name=name, seen={}, created_at=ago(days)))

    assert prune(make.database, KEPT, TODAY)["uploads that weren't applied"] == 1

    assert left(make, Upload.file_name) == ["new.xlsx"]
    assert len(left(make, Job.id)) == 1


def file_of(assessment: AssessmentRow, **rest: Any) -> Job:
    """Return a job that has read a file."""
    whose = {"organization_id": assessment.organization_id, "assessment_id": assessment.id}
    return Job(**whose, kind=FILE, key=new_id(), request={}, state=JobState.DONE, result=b"{}", **rest)


def test_answers_and_history_are_never_deleted(make: Make, erik: RespondentRow) -> None:
    """This holds even after many years."""
    whose = {"assessment_id": erik.assessment_id, "respondent_id": erik.id}
    rows: tuple[Base, ...] = (
        AnswerRow(**whose, statement_id="service-desk.1", rating="F", saved_at=ago(4000)),
        HistoryEntry(**whose, who="Erik", kind="answer", subject="service-desk.1", at=ago(4000)),
    )
    for row in rows:
        make.add(row)

    assert set(prune(make.database, KEPT, TODAY).values()) == {0}

    assert (left(make, AnswerRow.rating), left(make, HistoryEntry.who)) == (["F"], ["Erik"])


def test_folders_of_a_killed_server_are_deleted_and_those_in_use_stay(make: Make, tmp_path: Path) -> None:
    """They contain a respondent's file. Temporary files of other programs stay."""
    for name, days in (("wayfinder-upload-old", 2), ("wayfinder-upload-new", 0.5), ("somebody-elses", 99)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "answers.csv").write_text("x", encoding="utf-8")
        os.utime(folder, (ago(days).timestamp(),) * 2)

    assert prune(make.database, KEPT, TODAY)["folders of interrupted uploads"] == 1

    assert sorted(each.name for each in tmp_path.iterdir() if each.is_dir()) == [
        "somebody-elses",
        "wayfinder-upload-new",
    ]


def test_a_folder_that_disappears_meanwhile_does_not_stop_the_cleanup(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another thread or process has finished reading the file."""
    old, read = tmp_path / "wayfinder-upload-old", tmp_path / "wayfinder-upload-read"
    old.mkdir()
    os.utime(old, (ago(2).timestamp(),) * 2)
    monkeypatch.setattr(Path, "glob", lambda *_: iter([read, old]))

    assert prune(make.database, KEPT, TODAY)["folders of interrupted uploads"] == 1

    assert not old.exists()


def test_many_rows_are_deleted_in_several_transactions(
    make: Make, assessment: AssessmentRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People who save in the meantime don't wait for all of them."""
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for number in range(6):
        report(make, assessment, str(number), 100 + number)

    assert prune(make.database, KEPT, TODAY)["finished reports"] == 5
    assert prune(make.database, KEPT, TODAY)["finished reports"] == 0
