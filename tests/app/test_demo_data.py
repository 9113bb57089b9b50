"""The sample organization in a database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from wayfinder.app.assessing import assess, sample_files
from wayfinder.app.content import Content, load_content
from wayfinder.app.demo_data import load_demo
from wayfinder.app.storage.assessments import AssessmentRow
from wayfinder.app.storage.database import Database
from wayfinder.app.storage.migrating import upgrade
from wayfinder.app.storage.organizations import Organization
from wayfinder.app.stored_scores import scores_of
from wayfinder.questionnaires.scoring.model import Method, Scores


@pytest.fixture(scope="module")
def content() -> Content:
    """The content, read once."""
    return load_content()


@pytest.fixture
def database(tmp_path: Path, content: Content) -> Iterator[Database]:
    """A database with the sample organization."""
    url = f"sqlite:///{tmp_path / 'demo.db'}"
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


def test_the_present_assessment_has_the_figures_of_the_files(database: Database, content: Content) -> None:
    """The page and `wayfinder score` show the same."""
    present = stored_scores(database, content)[-1]
    of_files = assess(content, sample_files(), Method.ISO_33020)

    assert [(s.practice, s.level, s.index) for s in present.practices] == [
        (s.practice, s.level, s.index) for s in of_files.practices
    ]


def test_the_earlier_assessment_is_a_year_older_and_lower(database: Database, content: Content) -> None:
    """So there is something to compare: nothing higher, much lower."""
    before, now = stored_scores(database, content)

    assert int(now.assessment.assessed_on[:4]) - int(before.assessment.assessed_on[:4]) == 1
    pairs = [
        (old.index, new.index)
        for old, new in zip(before.practices, now.practices, strict=True)
        if old.index is not None and new.index is not None
    ]
    assert sum(old < new for old, new in pairs) > len(pairs) / 2


def test_loading_again_adds_nothing(database: Database, content: Content) -> None:
    """A named database can be served again."""
    with database.writing() as session:
        load_demo(session, content)

    with database.reading() as session:
        assert len(session.scalars(select(Organization)).all()) == 1
        assert len(session.scalars(select(AssessmentRow)).all()) == 2
