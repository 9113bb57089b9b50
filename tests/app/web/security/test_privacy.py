"""What each role sees of a respondent, found by searching all pages and downloads for marked words.

The table is in `privacy.yaml`. A new page that shows more than the table allows fails here without further work.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from flask import Flask

from app.people.invitations import make_invitation
from app.storage.accounts import User
from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow, SymptomRow
from app.storage.attachments import Attachment
from app.storage.history import HistoryEntry
from app.storage.jobs import Job, JobState
from questionnaires.answers.model import Answer
from questionnaires.model import Rating
from tests.support.factories import Make
from tests.support.files import upload_of
from tests.support.page_client import PageClient
from tests.support.routes import reading, url_of
from tests.support.scenes import sent

TABLE = yaml.safe_load((Path(__file__).parent / "privacy.yaml").read_text("utf-8"))
MARKS = {
    "name": "Markname",
    "recorder": "Markrecorder",
    "role": "Markrole",
    "email": "markmail@example.org",
    "words": "Markwords",
    "shared": "Markshared",
    "file": "markfile",
    "account": "Markaccount",
}
ALONE, SHARED = "incident-management.1", "incident-management.2"
QUERY = "names=name&show=all&practice=incident-management&who=Markname&q=mark"


@dataclass(frozen=True)
class Marked:
    """An assessment with a marked respondent, a browser for each role, and the ids in URLs."""

    ids: dict[str, str]
    jobs: tuple[str, ...]
    own: dict[str, str]
    browsers: dict[str, PageClient]


@pytest.fixture
def marked(app: Flask, make: Make) -> Marked:
    """One respondent is marked; two others rated one of the two statements."""
    people: dict[str, User] = {role: make.user(f"The {role}") for role in ("lead", "assessor", "viewer", "respondent")}
    organization = make.organization("Northfield", **people)
    stranger, admin = make.user("The stranger"), make.user("The administrator", administrator=True)
    make.user("Markaccount")
    make.organization("Elsewhere", lead=stranger)
    assessment, earlier = make.assessment(organization), make.assessment(organization, "Autumn")
    victim = make.add(
        RespondentRow(
            assessment_id=assessment.id,
            name=MARKS["name"],
            role=MARKS["role"],
            email=MARKS["email"],
            email_key=MARKS["email"],
        )
    )
    member = make.respondent(assessment, people["respondent"], "The respondent")
    linked, before = make.respondent(assessment, None, "By link"), make.respondent(earlier, None, "Before")
    _say(make, earlier, before, shared=False)
    for each in (victim, member, linked):
        _say(make, assessment, each, shared=True)
    ids = _things(make, assessment, victim)
    jobs = tuple(_report(make, assessment, names) for names in ("full", "roles", "none"))
    browsers = {role: PageClient(app) for role in TABLE}
    for role, user in {**people, "other organization": stranger, "administrator": admin}.items():
        browsers[role].sign_in(user)
    browsers["by link"].come_by_link(linked)
    browsers["lead"].post(f"/assessments/{assessment.id}/roadmap", sent())
    with make.database.reading() as session:
        step = session.connection().exec_driver_sql("SELECT id FROM tracked_step LIMIT 1").scalar_one()
        member_row = session.connection().exec_driver_sql("SELECT id FROM membership LIMIT 1").scalar_one()
    ids |= {"organization_id": organization.id, "assessment_id": assessment.id, "respondent_id": victim.id}
    ids |= {"step_id": step, "membership_id": member_row, "person_id": victim.id, "user_id": stranger.id}
    ids |= {"sign_in_id": "unknown", "reset": "unknown"}
    return Marked(ids, jobs, {"respondent": member.id, "by link": linked.id}, browsers)


def _say(make: Make, assessment: AssessmentRow, respondent: RespondentRow, *, shared: bool) -> None:
    whose = {"assessment_id": assessment.id, "respondent_id": respondent.id}
    is_marked = respondent.name == MARKS["name"]
    if is_marked or not shared:
        words = MARKS["words"] if is_marked else "Said"
        said = {"rating": "F", "evidence": words, "comment": words}
        make.add(AnswerRow(**whose, **said, statement_id=ALONE, recorded_name=MARKS["recorder"] if is_marked else ""))
    if shared:
        words = MARKS["shared"] if is_marked else ""
        make.add(
            AnswerRow(**whose, statement_id=SHARED, rating="N" if is_marked else "F", evidence=words, comment=words)
        )
    make.add(SymptomRow(**whose, symptom_id="repeat-incidents", value=2))


def _things(make: Make, assessment: AssessmentRow, victim: RespondentRow) -> dict[str, str]:
    whose = {"assessment_id": assessment.id, "respondent_id": victim.id}
    file = make.add(
        Attachment(
            **whose,
            statement_id=ALONE,
            name=f"{MARKS['file']}.txt",
            media_type="text/plain",
            size=9,
            content=MARKS["file"].encode(),
        )
    )
    said = Answer(Rating.P, comment=MARKS["words"])
    upload = upload_of(make, victim, {ALONE: said}, seen={"answers": {}, "symptoms": {}})
    make.add(
        HistoryEntry(**whose, who=victim.name, kind="answer", subject=ALONE, after=f"F\nEvidence: {MARKS['words']}")
    )
    recorded = {"who": MARKS["recorder"], "recorded_for": victim.name}
    make.add(HistoryEntry(**whose, **recorded, kind="answer", subject=SHARED, after=f"N\nComment: {MARKS['shared']}"))
    with make.database.writing() as session:
        make_invitation(session, victim.id)
    return {"attachment_id": file.id, "upload_id": upload.id, "invitation": "unknown"}


def _report(make: Make, assessment: AssessmentRow, names: str) -> str:
    """Create a finished report with everything that a report with these names may show."""
    shown = {"full": ("name", "role", "words"), "roles": ("role", "words"), "none": ()}[names]
    row = make.add(
        Job(
            organization_id=assessment.organization_id,
            assessment_id=assessment.id,
            kind="report",
            key=names,
            request={},
            state=JobState.DONE,
            result=" ".join(MARKS[kind] for kind in shown).encode(),
            file_name=f"report-{names}.pdf",
            names=names,
        )
    )
    return row.id


def seen(app: Flask, marked: Marked, role: str) -> dict[str, set[str]]:
    """Return the marked words that a role can find beyond its own data, by endpoint."""
    found: dict[str, set[str]] = {}
    respondents = [marked.ids["respondent_id"], *([marked.own[role]] if role in marked.own else [])]
    for route in reading(app):
        for respondent in respondents if "respondent_id" in route.arguments else respondents[:1]:
            for job in marked.jobs if "job_id" in route.arguments else marked.jobs[:1]:
                url = url_of(app, route, {**marked.ids, "respondent_id": respondent, "job_id": job})
                url = url if route.endpoint in {"auth.openid", "auth.openid_answer"} else f"{url}?{QUERY}"
                answer = marked.browsers[role].get(url, None)
                if answer.status_code < 300:
                    text = _text(answer.data).replace(QUERY, "").replace(QUERY.replace("&", "&amp;"), "")
                    found.setdefault(route.endpoint, set()).update(kind for kind, mark in MARKS.items() if mark in text)
    return found


def _text(data: bytes) -> str:
    """Return all readable text of a response; a workbook is unpacked first."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = b" ".join(packed.read(name) for name in packed.namelist())
    return data.decode("utf-8", "replace")


@pytest.mark.parametrize("role", TABLE)
def test_nobody_sees_more_of_a_respondent_than_the_table_allows(app: Flask, marked: Marked, role: str) -> None:
    """This covers names, roles, email addresses, comments, evidence and files, on every page and in every download."""
    row = TABLE[role]

    found = seen(app, marked, role)

    more = {
        endpoint: kinds - set(row["everywhere"]) - set(row.get("pages", {}).get(endpoint, ()))
        for endpoint, kinds in found.items()
    }
    assert {endpoint: kinds for endpoint, kinds in more.items() if kinds} == {}
    assert found


def test_the_search_finds_what_the_table_allows(app: Flask, marked: Marked) -> None:
    """Otherwise, the test above would prove nothing."""
    assert set().union(*seen(app, marked, "lead").values()) >= set(TABLE["lead"]["everywhere"])
    for role in ("viewer", "administrator"):
        found = seen(app, marked, role)
        for endpoint, kinds in TABLE[role]["pages"].items():
            if endpoint != "results.requirement":
                assert found[endpoint] == set(kinds), endpoint
