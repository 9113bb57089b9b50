"""Tests that more respondents or more assessments never lead to more SQL statements for a page.

The pages come from the access tables, so a new page is tested without further work.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from app.storage.accounts import User
from app.storage.assessments import AnswerRow, ConsensusRow, SymptomRow
from app.storage.database import Database
from app.storage.history import HistoryEntry
from tests.support.factories import Make
from tests.support.page_client import PageClient
from tests.support.sql_counter import counted
from tests.support.work_rows import report_of, roadmap_of, step_of

FILES = sorted(Path(__file__).parent.glob("*/access.yaml"))
TABLE: dict[str, dict[str, Any]] = {
    endpoint: row for path in FILES for endpoint, row in yaml.safe_load(path.read_text("utf-8")).items()
}
INSIDE = ("organization", "assessment", "respondent")
STATEMENTS = tuple(f"{practice}.{level}" for practice in ("incident-management", "service-desk") for level in (1, 2, 3))
RATINGS = ("F", "N", "L")
FOUND = 200


@pytest.fixture
def lead(make: Make) -> User:
    """The lead of both organizations, who answers in all of their assessments."""
    return make.user("Dana", administrator=True)


def organization(make: Make, lead: User, *, assessments: int, respondents: int) -> dict[str, str]:
    """Create an organization whose assessments each have this many answers, and return the values for URLs."""
    made = make.organization(f"{assessments} by {respondents}", lead=lead)
    ids = {"organization_id": made.id}
    for number in range(assessments):
        assessment = make.assessment(made, f"Assessment {number}")
        people = [make.respondent(assessment, None if each else lead, f"Person {each}") for each in range(respondents)]
        ids |= {"assessment_id": assessment.id, "respondent_id": people[0].id, "person_id": people[0].id}
        with make.database.writing() as session:
            session.add(ConsensusRow(assessment_id=assessment.id, statement_id=STATEMENTS[0], rating="P"))
            for each, person in enumerate(people):
                whose = {"assessment_id": assessment.id, "respondent_id": person.id}
                session.add(SymptomRow(**whose, symptom_id="repeat-incidents", value=2))
                for place, statement in enumerate(STATEMENTS):
                    rating = RATINGS[(each + place) % 3]
                    session.add(AnswerRow(**whose, statement_id=statement, rating=rating, evidence="Seen"))
                    entry = {"who": person.name, "kind": "answer", "subject": statement, "after": rating}
                    session.add(HistoryEntry(**whose, **entry))
        ids["job_id"] = make.add(report_of(assessment)).id
        ids["step_id"] = make.add(step_of(make.add(roadmap_of(assessment)))).id
    return ids


def pages(app: Flask, ids: dict[str, str]) -> dict[str, str]:
    """Return the URL of every page of an organization, by endpoint."""
    found = {}
    for rule in app.url_map.iter_rules():
        row = TABLE.get(rule.endpoint, {})
        if row.get("access") in INSIDE and "GET" in (rule.methods or ()):
            values = {**row.get("with", {}), **ids}
            with app.test_request_context():
                found[rule.endpoint] = app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
    return found


def statements_of(database: Database, client: PageClient, address: str) -> int | None:
    """Return how many SQL statements a page takes once caches are warm, or None if the page isn't available."""
    if client.get(address, None).status_code != FOUND:
        return None
    with counted(database) as sent:
        client.get(address)
    return len(sent)


def test_no_page_takes_more_statements_for_fifty_respondents_than_for_five(
    app: Flask, database: Database, make: Make, lead: User
) -> None:
    """The answers of all respondents are loaded together."""
    client = PageClient(app)
    client.sign_in(lead)
    few, many = (organization(make, lead, assessments=1, respondents=each) for each in (5, 50))

    counts = [
        {endpoint: statements_of(database, client, address) for endpoint, address in pages(app, ids).items()}
        for ids in (few, many)
    ]

    assert counts[0] == counts[1]
    assert counts[0]["results.overview"]


def test_no_page_takes_more_statements_for_six_assessments_than_for_two(
    app: Flask, database: Database, make: Make, lead: User
) -> None:
    """No page makes a query per assessment."""
    client = PageClient(app)
    client.sign_in(lead)
    few, many = (organization(make, lead, assessments=each, respondents=3) for each in (2, 6))

    counts = [
        {endpoint: statements_of(database, client, address) for endpoint, address in pages(app, ids).items()}
        for ids in (few, many)
    ]

    assert counts[0] == counts[1]
    assert counts[0]["results.compare"]
