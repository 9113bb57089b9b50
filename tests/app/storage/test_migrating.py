"""Migrations: upgrade to the tables of this release, or change nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from app.assessments.anonymity import anonymous_respondents, unrecordable
from app.storage.accounts import User
from app.storage.assessments import AnswerRow, AssessmentRow
from app.storage.database import Database
from app.storage.migrating import BrokenReferences, current, newest, upgrade
from app.storage.organizations import Membership, OrganizationRow, Role
from app.storage.roadmaps import StepStatus, TrackedStep
from app.storage.tables import metadata
from practices_catalog.faults import InputError


def test_the_migrated_tables_match_the_models(database: Database) -> None:
    """A model that changed without a revision fails this test, and so does a revision without its model."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_empty_database_has_no_revision_and_an_upgraded_one_the_newest(url: str) -> None:
    """`wayfinder db current` shows both."""
    assert current(url) is None

    upgrade(url)

    assert current(url) == newest()


def test_upgrading_again_changes_nothing(url: str) -> None:
    """The server may upgrade at every start."""
    upgrade(url)
    upgrade(url)

    assert current(url) == newest()


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("a file that isn't a database", "can't be opened as a database: file is not a database; choose a new file"),
        ("a folder", "can't be opened as a database: unable to open database file; choose a new file"),
        ("oracle+foo://host/name", r"oracle\+foo isn't a supported kind of database; write a file name or postgresql"),
        ("mssql+pyodbc://host/name", "needs the Python package pyodbc, which isn't installed; for PostgreSQL"),
    ],
)
def test_a_database_that_cannot_be_opened_is_reported_with_the_fix(tmp_path: Path, kind: str, message: str) -> None:
    """The file doesn't change."""
    (tmp_path / "a folder").mkdir()
    (tmp_path / "a file that isn't a database").write_text("Northfield\n" * 99)
    url = kind if "://" in kind else f"sqlite:///{tmp_path / kind}"

    with pytest.raises(InputError, match=message):
        upgrade(url)

    assert (tmp_path / "a file that isn't a database").read_text() == "Northfield\n" * 99


def test_an_upgrade_that_breaks_references_is_rolled_back(
    database: Database, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration that loses rows leaves the database unchanged."""
    with database.writing() as session:
        session.add(OrganizationRow(id="northfield", name="Northfield"))
        session.add(User(id="dana", email="d@example.org", email_key="d@example.org", name="Dana"))
        session.flush()
        session.add(Membership(id="m", organization_id="northfield", user_id="dana", role=Role.LEAD))
    database.close()

    def lose_users(config: Config, _revision: str) -> None:
        config.attributes["connection"].exec_driver_sql("DELETE FROM user")

    monkeypatch.setattr(command, "upgrade", lose_users)
    with pytest.raises(BrokenReferences, match="membership"):
        upgrade(url)

    with database.reading() as session:
        assert session.get(User, "dana") is not None


BEFORE_OWNERS = """
INSERT INTO organization (id, name, industry, logo_type, created_at, version)
  VALUES ('northfield', 'Northfield', '', '', '2026-03-02 09:00:00', 3);
INSERT INTO assessment (id, organization_id, name, assessed_on, questionnaire, questionnaire_id,
    questionnaire_version, method, left_out, targets, anonymous, created_at, version)
  VALUES ('spring', 'northfield', 'Spring', '2026-03-02', '{}', 'quick-scan', '1', 'iso-33020', '{}', '{}', 0,
    '2026-03-02 09:00:00', 1);
INSERT INTO roadmap (id, assessment_id, name, wishes, plan, saved_at, version)
  VALUES ('roadmap', 'spring', 'Roadmap', '{}', '{}', '2026-03-02 09:00:00', 1);
INSERT INTO tracked_step (id, roadmap_id, practice_id, from_level, to_level, phase, planned_start, planned_end,
    owner, status, reason, notes, version)
  VALUES ('step', 'roadmap', 'service-desk', 2, 3, 1, '2026-03-09', '2026-06-07', 'Erik', 'blocked', 'budget', 'n', 4);
"""


def test_steps_keep_their_owners_names_and_organizations_start_in_utc(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database from before members could own steps: a name alone doesn't make a member the owner."""
    to = command.upgrade
    with monkeypatch.context() as earlier:
        earlier.setattr(command, "upgrade", lambda config, _revision: to(config, "0004"))
        upgrade(url)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.executescript(BEFORE_OWNERS)

    upgrade(url)

    database = Database(url)
    with database.reading() as session:
        step = session.get_one(TrackedStep, "step")
        assert (step.owner, step.owner_id, step.status, step.version) == ("Erik", None, StepStatus.BLOCKED, 4)
        assert (step.reason, step.notes, step.planned_end) == ("budget", "n", date(2026, 6, 7))
        organization = session.get_one(OrganizationRow, "northfield")
        assert (organization.time_zone, organization.version) == ("UTC", 3)
    database.close()


BEFORE_EFFORT = """
UPDATE roadmap SET plan = '{"settings": {"effort_factor": 1.5}, "phases": [
    {"steps": [{"practice": "service-desk", "to_level": 3, "effort": 12.5}]},
    {"steps": [{"practice": "service-desk", "to_level": 3, "effort": 7}]}]}';
INSERT INTO tracked_step (id, roadmap_id, practice_id, from_level, to_level, phase, planned_start, planned_end,
    owner, status, reason, notes, version)
  VALUES ('gone', 'roadmap', 'service-desk', 1, 2, 1, '2026-03-09', '2026-06-07', '', 'done', '', '', 1);
"""


def test_steps_have_the_days_of_the_saved_roadmap(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts of a split step are added; nobody knows what a step was planned to take that is no longer planned."""
    to = command.upgrade
    for revision, rows in (("0004", BEFORE_OWNERS), ("0011", BEFORE_EFFORT)):
        with monkeypatch.context() as earlier:
            earlier.setattr(command, "upgrade", lambda config, _revision, end=revision: to(config, end))
            upgrade(url)
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(rows)

    upgrade(url)

    database = Database(url)
    with database.reading() as session:
        step, gone = (session.get_one(TrackedStep, each) for each in ("step", "gone"))
        assert (step.planned_days, step.effort_factor, step.spent_days) == (12.5 + 7, 1.5, None)
        assert (gone.planned_days, gone.effort_factor, gone.spent_days) == (None, 1, None)
    database.close()


BEFORE_TIMES = """
INSERT INTO organization (id, name, industry, logo_type, created_at, version)
  VALUES ('northfield', 'Northfield', '', '', '2026-03-02 09:00:00.000000', 3);
INSERT INTO assessment (id, organization_id, name, assessed_on, questionnaire, questionnaire_id,
    questionnaire_version, method, left_out, targets, anonymous, created_at, version)
  VALUES ('spring', 'northfield', 'Spring', '2026-03-02', '{}', 'quick-scan', '1', 'iso-33020', '{}', '{}', 0,
    '2026-03-02 09:00:00.000000', 1);
INSERT INTO history (assessment_id, at, who, kind, subject, "before", "after")
  VALUES ('spring', '2026-03-03 09:00:00.000000', 'Dana', 'anonymity', 'answers', 'named', 'anonymous'),
         ('spring', '2026-03-05 09:00:00.000000', 'Dana', 'anonymity', 'answers', 'anonymous', 'named');
INSERT INTO respondent (id, assessment_id, name, role, address, practices, symptoms_only, created_at, version)
  VALUES ('hidden', 'spring', 'Hidden', '', '', '[]', 0, '2026-03-02 09:00:00.000000', 1),
         ('named', 'spring', 'Named', '', '', '[]', 0, '2026-03-02 09:00:00.000000', 1),
         ('carried', 'spring', 'Carried', '', '', '[]', 0, '2026-03-02 09:00:00.000000', 1);
INSERT INTO history (assessment_id, at, who, kind, subject, "before", "after", respondent_id)
  VALUES ('spring', '2026-03-06 09:00:00.000000', 'Named', 'symptom', 'repeat-incidents', '', '3', 'named');
INSERT INTO symptom (id, assessment_id, respondent_id, symptom_id, value, version)
  VALUES ('a', 'spring', 'hidden', 'repeat-incidents', 3, 1), ('b', 'spring', 'named', 'repeat-incidents', 3, 1);
INSERT INTO answer (id, assessment_id, respondent_id, statement_id, rating, evidence, comment, reason, carried,
    saved_at, version)
  VALUES ('c', 'spring', 'carried', 'service-desk.1', 'F', '', '', '', '{"assessment": "2025"}',
    '2026-03-02 09:00:00.000000', 1);
"""


def test_symptoms_that_may_be_anonymous_stay_so(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The history tells which symptoms have a name; answers carried over may come from an anonymous assessment."""
    to = command.upgrade
    with monkeypatch.context() as earlier:
        earlier.setattr(command, "upgrade", lambda config, _revision: to(config, "0010"))
        upgrade(url)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.executescript(BEFORE_TIMES)

    upgrade(url)

    database = Database(url)
    with database.reading() as session:
        spring = session.get_one(AssessmentRow, "spring")
        assert anonymous_respondents(session, [spring]) == {"hidden"}
        assert unrecordable(session, spring) == {"hidden", "carried"}
        assert session.get_one(AnswerRow, "c").is_sealed
    database.close()
