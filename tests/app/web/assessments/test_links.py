"""All missing links at once: for whom, what the page and the file contain, and what is recorded."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from app.people.invitations import make_invitation
from app.storage.assessments import AssessmentRow, Invitation, RespondentRow
from app.storage.audit import AuditEntry, Event
from app.storage.base import now
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership, Role
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient


@pytest.fixture
def people(northfield: Northfield) -> dict[str, RespondentRow]:
    """Somebody new, with a formula for a name, with a link, with an expired or a revoked one, and a member."""
    make, assessment = northfield.make, northfield.assessment
    mia = make.user("Mia Member")
    make.add(Membership(organization_id=northfield.organization.id, user_id=mia.id, role=Role.RESPONDENT))
    names = ("New", "=1+1", "Linked", "Expired", "Revoked")
    rows = {name: make.respondent(assessment, name=name) for name in names}
    rows["Mia"] = make.respondent(assessment, mia, "Mia")
    with northfield.database.writing() as session:
        for name in ("Linked", "Expired", "Revoked"):
            make_invitation(session, rows[name].id)
        past = {"Expired": {"expires_at": now() - timedelta(days=1)}, "Revoked": {"revoked_at": now()}}
        for name, values in past.items():
            session.execute(update(Invitation).where(Invitation.respondent_id == rows[name].id).values(values))
    return rows


def tokens(page: str) -> list[str]:
    """Return the tokens in a page's form."""
    return re.findall(r'name="token" value="([^"]+)"', page)


def test_everyone_without_a_link_gets_one(northfield: Northfield, people: dict[str, RespondentRow]) -> None:
    """Not members, nor those who have one or whose link was revoked on purpose; each link starts the right session."""
    listed = northfield.client.get(f"{northfield.top}/respondents").text
    assert "3 respondents have no working personal link." in listed
    assert "Create all missing links" in listed

    answer = northfield.client.post(f"{northfield.top}/links", status=200)

    assert "no-store" in answer.headers["Cache-Control"]
    names = re.findall(r'<th scope="row">([^<]+)</th>', answer.text)
    assert names == ["New", "=1+1", "Expired"]
    assert len(tokens(answer.text)) == 3
    for token, name in zip(tokens(answer.text), names, strict=True):
        assert f"/invitations/{token}" in answer.text
        assert f"{name}, you're invited" in PageClient(northfield.client.app).get(f"/invitations/{token}").text
    assert sorted(northfield.all(AuditEntry.whom, event=Event.INVITATION_MADE)) == sorted(names)
    assert northfield.all(HistoryEntry.after, kind="link") == [f"New link for {n}" for n in names]
    again = northfield.client.post(f"{northfield.top}/links")
    assert "Everyone who needs a personal link has one." in northfield.client.follow(again).text
    assert "Create all missing links" not in northfield.client.get(f"{northfield.top}/respondents").text
    assert people["Mia"].id not in northfield.all(Invitation.respondent_id)


def test_the_file_is_safe_in_a_spreadsheet(northfield: Northfield, people: dict[str, RespondentRow]) -> None:
    """Neither the file nor the copied cells run a formula; tokens of other assessments give nothing."""
    page = northfield.client.post(f"{northfield.top}/links", status=200).text
    other = northfield.make.respondent(northfield.make.assessment(northfield.organization, "Other"), name="Elsewhere")
    with northfield.database.writing() as session:
        foreign = make_invitation(session, other.id)

    sent = {"token": [*tokens(page), foreign, "unknown"]}
    file = northfield.client.post(f"{northfield.top}/links.csv", sent, 200)

    rows = list(csv.reader(io.StringIO(file.text)))
    assert [row[0] for row in rows] == ["Name", "New", "'=1+1", "Expired"]
    assert all(row[3].endswith(f"/invitations/{token}") for row, token in zip(rows[1:], tokens(page), strict=True))
    assert "no-store" in file.headers["Cache-Control"]
    assert "attachment" in file.headers["Content-Disposition"]
    assert "&#39;=1+1\t" in page
    northfield.client.post(f"{northfield.top}/links.csv", {"token": foreign}, 303)
    assert people["New"].name == "New"


def test_no_anonymous_answers_are_sealed_by_the_way(northfield: Northfield, people: dict[str, RespondentRow]) -> None:
    """A new link would seal what the respondent with the expired one has said, so that one is left to its own page."""
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, northfield.assessment.id).anonymous = True

    page = northfield.client.post(f"{northfield.top}/links", status=200).text

    assert re.findall(r'<th scope="row">([^<]+)</th>', page) == ["New", "=1+1"]
    assert northfield.one(RespondentRow.sealed_at, id=people["Expired"].id) is None


def test_links_are_made_only_while_answers_are_collected(northfield: Northfield) -> None:
    """Nothing is offered either."""
    row = northfield.make.respondent(northfield.assessment, name="New")
    version = northfield.one(AssessmentRow.version, id=northfield.assessment.id)
    northfield.client.post(f"{northfield.top}/state", {"version": str(version), "state": "in-review"})

    northfield.client.post(f"{northfield.top}/links", status=423)

    assert northfield.all(Invitation.respondent_id, respondent_id=row.id) == []
    assert "Create all missing links" not in northfield.client.get(f"{northfield.top}/respondents").text
