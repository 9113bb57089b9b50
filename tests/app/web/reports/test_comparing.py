"""Reports that compare with an earlier assessment of the same organization."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.jobs.reports import make_report
from app.running.content import Content
from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow
from app.storage.database import Database
from app.storage.jobs import Job
from app.storage.organizations import OrganizationRow
from reports.views.contents import TITLES
from tests.support.factories import Make
from tests.support.scenes import Scene, make_scene

ALL = {part.value: "y" for part in TITLES}
WORDS = "Dana keeps the log"

Earlier = Callable[..., AssessmentRow]

pytestmark = pytest.mark.usefixtures("asleep")


@pytest.fixture
def earlier(make: Make, database: Database) -> Earlier:
    """Adds an answered assessment so many days before the scene's; with 0 statements, an empty one."""

    def add(scene: Scene, name: str, days: int, statements: int = 3) -> AssessmentRow:
        with database.reading() as session:
            organization = session.get_one(OrganizationRow, scene.organization.id)
            day = session.get_one(AssessmentRow, scene.assessment.id).assessed_on
        row = make.assessment(organization, name)
        with database.writing() as session:
            session.get_one(AssessmentRow, row.id).assessed_on = day - timedelta(days=days)
        respondent = make.respondent(row)
        for level in range(1, 1 + statements):
            make.add(
                AnswerRow(
                    assessment_id=row.id,
                    respondent_id=respondent.id,
                    statement_id=f"incident-management.{level}",
                    rating="F",
                    comment=WORDS,
                )
            )
        return row

    return add


def requested(database: Database) -> Job:
    with database.reading() as session:
        job = session.scalars(select(Job)).one()
        session.expunge(job)
    return job


def test_without_an_earlier_assessment_there_is_nothing_to_choose(scene: Scene, earlier: Earlier) -> None:
    """An assessment that nobody answered, and a later one, are none."""
    earlier(scene, "Empty", 100, statements=0)
    earlier(scene, "Later", -100)

    assert "Compare with" not in scene.lead.get(scene.url("/reports")).text


def test_the_latest_earlier_assessment_is_proposed(scene: Scene, earlier: Earlier) -> None:
    """The others can be chosen, or none."""
    old, last = earlier(scene, "Spring 2024", 700), earlier(scene, "Spring 2025", 300)

    page = scene.lead.get(scene.url("/reports")).text

    assert page.index(last.id) < page.index(old.id)
    assert f'<option selected value="{last.id}">Spring 2025, ' in page
    assert "No earlier assessment" in page


def test_a_report_says_what_has_changed_and_its_job_has_neither_names_nor_words(
    scene: Scene, earlier: Earlier, database: Database, content: Content
) -> None:
    """Only ratings of the earlier assessment are needed."""
    before = earlier(scene, "Spring 2025", 300)
    with database.writing() as session:
        session.execute(update(RespondentRow).where(RespondentRow.assessment_id == before.id).values(name="Dana Reyes"))
    scene.lead.post(scene.url("/reports"), {**ALL, "ending": ".md", "names": "full", "compared_with": before.id})

    job = requested(database)
    report = make_report(content, job.request, lambda _stage, _share: None).decode()

    assert WORDS not in str(job.request["earlier"])
    assert "Dana Reyes" not in str(job.request["earlier"])
    assert f"since {_day(database, before)}" in report
    plain = make_report(content, {**job.request, "earlier": None}, lambda _stage, _share: None).decode()
    assert f"since {_day(database, before)}" not in plain


def test_another_organization_s_assessment_cannot_be_compared_with(
    app: Flask, make: Make, scene: Scene, earlier: Earlier, database: Database
) -> None:
    """It isn't among the choices, and nothing is requested."""
    other = make_scene(app, make, "Southfield")
    strange = earlier(other, "Secret", 300)
    earlier(scene, "Spring 2025", 300)

    page = scene.lead.post(scene.url("/reports"), {**ALL, "compared_with": strange.id}, 422).text

    assert "Choose one of these." in page
    with database.reading() as session:
        assert session.scalars(select(Job)).all() == []


def _day(database: Database, row: AssessmentRow) -> str:
    with database.reading() as session:
        day: date = session.get_one(AssessmentRow, row.id).assessed_on
    return f"{day.day} {day:%b %Y}"
