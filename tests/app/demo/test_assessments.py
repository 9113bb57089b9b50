"""The sample organization in a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.assessments.files import assess, sample_files
from app.assessments.scores import scores_of
from app.demo.assessments import FELL, load_demo
from app.demo.roadmaps import progress
from app.planning.saved_roadmaps import experience, saved_roadmap, tracked_steps
from app.running.content import Content, load_content
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow
from app.storage.database import Database
from app.storage.history import HistoryEntry
from app.storage.migrating import upgrade
from app.storage.organizations import OrganizationRow
from questionnaires.model import Method
from questionnaires.scoring.model import Scores


@pytest.fixture(scope="module")
def content() -> Content:
    """The content, read once."""
    return load_content()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Iterator[Database]:
    """A database with the sample organization, loaded once: no test changes it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}"
    upgrade(url)
    database = Database(url)
    with database.writing() as session:
        load_demo(session, content)
    yield database
    database.close()


def stored_scores(database: Database, content: Content) -> list[Scores]:
    with database.reading() as session:
        rows = session.scalars(select(AssessmentRow).order_by(AssessmentRow.assessed_on)).all()
        return [scores_of(session, content, row) for row in rows]


def test_the_current_assessment_has_the_figures_of_the_files(database: Database, content: Content) -> None:
    """Pages and `wayfinder score` show the same figures."""
    present = stored_scores(database, content)[-1]
    of_files = assess(content, sample_files(), Method.ISO_33020)

    assert [(s.practice, s.level, s.index) for s in present.practices] == [
        (s.practice, s.level, s.index) for s in of_files.practices
    ]


def test_the_earlier_assessment_is_a_year_older_and_mostly_lower(database: Database, content: Content) -> None:
    """The comparison shows practices that rose and some that fell."""
    before, now = stored_scores(database, content)

    assert int(now.assessment.assessed_on[:4]) - int(before.assessment.assessed_on[:4]) == 1
    moves = [
        (new.practice, new.index - old.index)
        for old, new in zip(before.practices, now.practices, strict=True)
        if old.index is not None and new.index is not None
    ]
    assert sum(move > 0 for _, move in moves) > len(moves) / 2
    assert {practice for practice, move in moves if move < 0} >= set(FELL)


def test_each_roadmap_is_tracked(database: Database) -> None:
    """Every step with progress in the sample is planned and has this progress."""
    with database.reading() as session:
        for row in session.scalars(select(AssessmentRow)):
            roadmap = saved_roadmap(session, row.id)
            assert roadmap is not None
            steps = {f"{s.practice_id}.{s.to_level}": s for s in tracked_steps(session, roadmap)}
            told = progress()[str(row.assessed_on.year)]
            assert {key: steps[key].status.value for key in told} == {key: told[key]["status"] for key in told}
            assert all(steps[key].reason for key in told if told[key]["status"] in {"blocked", "dropped"})
            assert {key: known["owner"] for key, known in told.items()} == {key: steps[key].owner for key in told}


def test_finished_steps_show_what_they_took(database: Database) -> None:
    """Five of the six finished steps of 2025 have recorded days, as the tracking page needs three."""
    with database.reading() as session:
        row = session.scalars(select(AssessmentRow).order_by(AssessmentRow.assessed_on)).first()
        roadmap = saved_roadmap(session, row.id) if row else None
        assert roadmap is not None
        found = experience(tracked_steps(session, roadmap))

    assert found is not None
    assert (found.recorded, found.finished) == (5, 6)


def test_finished_steps_show_a_year_later(database: Database, content: Content) -> None:
    """A finished step has reached its level in the next assessment, and no step ends above it."""
    now = {scores.practice: scores.level or 0 for scores in stored_scores(database, content)[-1].practices}

    told = {tuple(key.split(".")): known["status"] for key, known in progress()["2025"].items()}

    assert {status == "done" for (practice, level), status in told.items() if now[practice] >= int(level)} == {True}
    assert {status == "done" for (practice, level), status in told.items() if now[practice] < int(level)} == {False}


def test_the_history_has_every_change(database: Database) -> None:
    """Each answer, consensus and saved roadmap has an entry, all within a year."""
    with database.reading() as session:
        kinds = Counter(session.scalars(select(HistoryEntry.kind)))
        rows = {table: len(session.scalars(select(table.id)).all()) for table in (AnswerRow, ConsensusRow)}
        times = session.execute(select(HistoryEntry.at, AssessmentRow.assessed_on).join(AssessmentRow)).all()

    assert (kinds["answer"], kinds["consensus"], kinds["plan"]) == (rows[AnswerRow], rows[ConsensusRow], 2)
    assert all(at.date() - day < timedelta(days=366) for at, day in times)


def test_loading_again_adds_nothing(database: Database, content: Content) -> None:
    """`wayfinder serve --demo` can use the same database again."""
    with database.writing() as session:
        load_demo(session, content)

    with database.reading() as session:
        assert len(session.scalars(select(OrganizationRow)).all()) == 1
        assert len(session.scalars(select(AssessmentRow)).all()) == 2
