"""The databases that page speed is measured on."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.running.content import load_content
from app.storage.accounts import User
from app.storage.assessments import AnswerRow
from app.storage.database import Database
from benchmarks.web import seeding
from benchmarks.web.worlds import demo_world, seeded_world


def test_the_demo_can_be_prepared_for_measuring(tmp_path: Path) -> None:
    """The benchmark names a step of the roadmap that the demo saves."""
    world = demo_world(tmp_path, load_content())

    assert world.values["step_id"]


def test_many_organizations_can_be_prepared_for_measuring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few organizations in place of 200, filled in the same way: the tables may have changed since."""
    for name, many in (("ORGANIZATIONS", 2), ("ASSESSMENTS", 2), ("RESPONDENTS", 2)):
        monkeypatch.setattr(seeding, name, many)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))

    world = seeded_world(load_content(), seed=1)

    with closing(Database(world.database)) as database, database.reading() as session:
        assert session.scalars(select(func.count(AnswerRow.id))).one() > 2 * 2 * 2 * 100
        assert session.scalar(select(func.count()).select_from(User).where(User.email.like("%@example.org"))) == 7
