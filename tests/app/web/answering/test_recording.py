"""Recording answers in a respondent's name: always disclosed, and never possible for anonymous respondents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answering.attachments import attach, detach
from app.answering.history import OWN_WORDS, Answerer
from app.answering.saving import ANSWERS, SYMPTOMS, Submitted, save
from app.assessments import anonymity
from app.assessments.anonymity import Unrecordable
from app.assessments.loading import assessment_of
from app.deletion.erasure import ERASED, erase
from app.people.directory import find_person
from app.people.invitations import make_invitation
from app.running.content import Content
from app.storage.assessments import AnswerRow, AssessmentRow, AssessmentState, RespondentRow
from app.storage.attachments import Attachment
from app.storage.audit import AuditEntry, Event
from app.storage.base import now
from app.storage.database import Database
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership, OrganizationRow, Role
from questionnaires.answers.anonymity import SOMEBODY
from questionnaires.answers.model import Answer
from questionnaires.model import Rating
from questionnaires.scoring.score import score
from reports.options import ReportOptions
from reports.views.ratings import ratings_view
from reports.views.subject import Subject
from tests.support.factories import Make
from tests.support.page_client import PageClient

if TYPE_CHECKING:
    from .conftest import Answering

ONE, TWO = "incident-management.1", "incident-management.2"


@pytest.fixture
def organization(make: Make) -> OrganizationRow:
    """An organization with an assessor and a viewer."""
    return make.organization(lead=make.user("Lea"), assessor=make.user("Ana"), viewer=make.user("Vic"))


def client_of(app: Flask, organization: OrganizationRow, role: str) -> PageClient:
    """Return a client of the member with a role."""
    database: Database = app.extensions["wayfinder"].database
    query = select(Membership).where(Membership.organization_id == organization.id, Membership.role == Role(role))
    client = PageClient(app)
    with database.reading() as session:
        client.sign_in(session.scalars(query).one().user)
    return client


@pytest.fixture
def recording(app: Flask, answering: Answering, organization: OrganizationRow) -> Answering:
    """The same respondent's pages as the assessor opens them."""
    return replace(answering, client=client_of(app, organization, "assessor"))


def turn_anonymous(answering: Answering, *, on: bool = True) -> None:
    """Turn anonymity on or off as the settings do."""
    with answering.database.writing() as session:
        row = session.get_one(AssessmentRow, answering.assessment.id)
        row.anonymous = on
        entry = {"kind": anonymity.KIND, "subject": "answers", "after": anonymity.switch(anonymous=on)}
        session.add(HistoryEntry(assessment_id=row.id, who="Lea", **entry))


def test_what_an_assessor_records_says_so_everywhere(
    answering: Answering, recording: Answering, organization: OrganizationRow, app: Flask, content: Content
) -> None:
    """On the respondent's pages, on the practice's page, in the history and in the report."""
    page = recording.client.get(recording.url("/incident-management")).text
    assert "recording answers for <strong>Head of IT</strong>" in page

    recording.save(ONE, rating="F")
    recording.client.post(recording.url("/symptoms/repeat-incidents"), {"version": "0", "value": "2"}, 200)

    assert answering.rows()[ONE].recorded_name == "Ana"
    assert "1 answer recorded by Ana on" in answering.client.get(answering.url()).text
    assert ", recorded by Ana" in answering.client.get(answering.url("/incident-management")).text
    assert "Recorded by Ana" in answering.client.get(answering.url("/symptoms")).text
    lead = client_of(app, organization, "lead")
    base = f"/assessments/{answering.assessment.id}"
    assert "Ana, recorded for Head of IT" in lead.get(f"{base}/history").text
    assert "(recorded by Ana on" in lead.get(f"{base}/practices/incident-management").text
    assert "Ana, recorded for Head of IT" in lead.get(f"{base}/history?who=Head+of+IT").text
    assert "1 answer recorded by Ana on" in appendix(answering, content)


def appendix(answering: Answering, content: Content) -> str:
    """Return what the report's table of respondents says about the first one."""
    with answering.database.reading() as session:
        row = session.get_one(AssessmentRow, answering.assessment.id)
        scores = score(content.catalogue, content.questionnaires[0], content.triage, assessment_of(session, row))
    return ratings_view(Subject(content.catalogue, scores, None, content.triage, ReportOptions())).people[0].recorded


def test_the_respondent_corrects_a_recorded_answer(answering: Answering, recording: Answering) -> None:
    """The answer is then the respondent's own. Saving the same value again isn't a correction."""
    recording.save(ONE, rating="F")
    recording.save(TWO, rating="L")

    answering.save(ONE, 1, rating="P")
    answering.save(TWO, 1, rating="L")

    assert (answering.rows()[ONE].recorded_name, answering.rows()[ONE].recorded_by) == ("", None)
    assert answering.rows()[TWO].recorded_name == "Ana"
    assert [(each.who, each.recorded_for) for each in answering.history()] == [
        ("Ana", "Head of IT"),
        ("Ana", "Head of IT"),
        ("Head of IT", ""),
    ]


def test_the_respondent_confirms_everything_recorded_in_one_click(
    answering: Answering, recording: Answering, app: Flask, organization: OrganizationRow
) -> None:
    """The answers are then the respondent's own, the notice is gone, and the history has each confirmation."""
    recording.save(ONE, rating="F", evidence="minutes")
    recording.client.post(recording.url("/symptoms/repeat-incidents"), {"version": "0", "value": "2"}, 200)
    answering.save(TWO, rating="L")

    page = answering.client.get(answering.url()).text
    assert "These are right" in page
    assert "These are right" not in recording.client.get(recording.url()).text
    answer = answering.client.post(answering.url("/confirm-recorded"), {"seen": seen(page)})

    after = answering.client.follow(answer).text
    assert "2 answers confirmed." in after
    assert "recorded by" not in after
    assert "These are right" not in after
    one = answering.rows()[ONE]
    assert (one.rating, one.evidence, one.recorded_name, one.recorded_by) == ("F", "minutes", "", None)
    last = answering.history()[-2:]
    assert [(each.who, each.before, each.after) for each in last] == [
        ("Head of IT", "F\nEvidence: minutes\n(recorded, unconfirmed)", "F\nEvidence: minutes\n(confirmed)"),
        ("Head of IT", "2\n(recorded, unconfirmed)", "2\n(confirmed)"),
    ]
    history = client_of(app, organization, "lead").get(f"/assessments/{answering.assessment.id}/history").text
    assert "(confirmed)" in history


def test_only_what_the_respondent_has_seen_is_confirmed(answering: Answering, recording: Answering) -> None:
    """An answer that the recorder changes in between stays recorded."""
    recording.save(ONE, rating="F")
    page = answering.client.get(answering.url()).text
    recording.save(ONE, 1, rating="N")

    answer = answering.client.post(answering.url("/confirm-recorded"), {"seen": seen(page)})

    assert "Some answers have changed in the meantime." in answering.client.follow(answer).text
    assert answering.rows()[ONE].recorded_name == "Ana"
    recording.client.post(recording.url("/confirm-recorded"), {"seen": seen(page)}, 404)


def seen(page: str) -> str:
    """Return the fingerprint in the form of a page."""
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_recorder_and_the_respondent_do_not_overwrite_each_other(answering: Answering, recording: Answering) -> None:
    """The second to save from an outdated version gets a conflict."""
    answering.save(ONE, rating="F")

    reply = recording.save(ONE, 0, 409, rating="N")

    assert reply["values"]["rating"] == "F"
    assert answering.ratings("incident-management") == "F . . . ."


def test_an_assessor_uploads_a_respondents_file(answering: Answering, recording: Answering) -> None:
    """Only the assessor sees the preview, and the answers are saved as recorded."""
    file = recording.client.get(recording.url("/answers.json")).data.replace(b'"rating": ""', b'"rating": "L"', 1)
    sent = recording.send_file("/upload", "file", "a.json", file, 303)
    preview = sent.headers["Location"]
    answering.client.get(preview, 303)

    recording.client.post(preview)

    assert [row.recorded_name for row in answering.rows().values()] == ["Ana"]


def every_page(recording: Answering, status: int) -> None:
    """Request every page and every change of a respondent's questionnaire."""
    for path in ("", "/incident-management", "/symptoms", "/upload", "/answers.json"):
        recording.client.get(recording.url(path), status)
    recording.save_refused(status)


def test_nobody_records_for_anonymous_respondents(answering: Answering, recording: Answering) -> None:
    """While answers are anonymous, and afterwards for everyone who answered anonymously."""
    turn_anonymous(answering)
    every_page(recording, 403)
    answering.save(ONE, rating="N")
    turn_anonymous(answering, on=False)

    every_page(recording, 403)

    assert answering.ratings("incident-management") == "N . . . ."


def _write_in_every_way(session: Session, by: Answerer) -> Iterator[Callable[[], object]]:
    yield lambda: save(session, ANSWERS, by, [Submitted(ONE, 0, Answer(Rating.F))])
    yield lambda: save(session, SYMPTOMS, by, [Submitted("repeat-incidents", 0, 2)])
    yield lambda: attach(session, by, ONE, "minutes.txt", b"minutes")
    yield lambda: detach(session, by, ONE, "an id")


def test_nothing_is_recorded_if_answers_become_anonymous_meanwhile(
    answering: Answering, organization: OrganizationRow
) -> None:
    """The setting counts as it is when something is saved, not as it was when the request began."""
    del organization
    with answering.database.reading() as session:
        recorder = session.scalars(select(Membership).where(Membership.role == Role.ASSESSOR)).one()
        respondent = session.get_one(RespondentRow, answering.respondent.id)
        by = Answerer.recording(session.get_one(AssessmentRow, respondent.assessment_id), respondent, recorder)
    turn_anonymous(answering)

    with answering.database.writing() as session:
        for write in _write_in_every_way(session, by):
            with pytest.raises(Unrecordable):
                write()


def test_an_answer_is_anonymous_as_soon_as_the_setting_is(answering: Answering) -> None:
    """The history names nobody, even if the request began before."""
    with answering.database.reading() as session:
        respondent = session.get_one(RespondentRow, answering.respondent.id)
        by = Answerer.of(session.get_one(AssessmentRow, respondent.assessment_id), respondent)
    turn_anonymous(answering)

    with answering.database.writing() as session:
        for write in _write_in_every_way(session, by):
            write()

    with answering.database.reading() as session:
        entries = session.scalars(select(HistoryEntry).where(HistoryEntry.kind.in_(OWN_WORDS))).all()
        assert {(each.who, each.respondent_id) for each in entries} == {(SOMEBODY, None)}


def test_an_anonymous_attachment_keeps_a_respondent_anonymous(answering: Answering, recording: Answering) -> None:
    """An attachment is enough, even without an answer."""
    turn_anonymous(answering)
    answering.attach(ONE, "proof.pdf", b"%PDF")
    turn_anonymous(answering, on=False)

    every_page(recording, 403)


def test_respondents_who_answer_later_can_be_recorded(answering: Answering, recording: Answering) -> None:
    """Somebody who gave no answers while the assessment was anonymous isn't anonymous."""
    turn_anonymous(answering)
    turn_anonymous(answering, on=False)

    recording.save(ONE, rating="L")


def test_the_lists_offer_recording_only_where_it_is_possible(
    answering: Answering, organization: OrganizationRow, app: Flask
) -> None:
    """To leads and assessors."""
    pages = [(role, f"/assessments/{answering.assessment.id}/respondents") for role in ("lead", "assessor")]
    pages.append(("lead", f"{pages[0][1]}/{answering.respondent.id}"))
    for role, url in pages:
        assert answering.url() in client_of(app, organization, role).get(url).text

    turn_anonymous(answering)

    for role, url in pages:
        assert answering.url() not in client_of(app, organization, role).get(url).text


def test_viewers_record_nothing(answering: Answering, organization: OrganizationRow, app: Flask) -> None:
    """Viewers get the same response as for answers that don't exist."""
    viewer = replace(answering, client=client_of(app, organization, "viewer"))

    every_page(viewer, 404)


def test_erasing_one_of_two_people_keeps_the_other(
    answering: Answering, recording: Answering, organization: OrganizationRow
) -> None:
    """An answer recorded by an erased person is still not the respondent's own."""
    recording.save(ONE, rating="F")
    with answering.database.writing() as session:
        member_id = session.scalars(select(Membership.user_id).where(Membership.role == Role.ASSESSOR)).one()
        person = find_person(session, organization.id, member_id)
        assert person
        erase(session, organization.id, person, with_answers=False)

    assert answering.rows()[ONE].recorded_name == ERASED
    assert [(each.who, each.recorded_for) for each in answering.history()] == [(ERASED, "Head of IT")]

    with answering.database.writing() as session:
        person = find_person(session, organization.id, answering.respondent.id)
        assert person
        erase(session, organization.id, person, with_answers=False)

    assert [(each.who, each.recorded_for) for each in answering.history()] == [(ERASED, ERASED)]


@pytest.mark.parametrize("state", [AssessmentState.IN_REVIEW, AssessmentState.CLOSED])
def test_a_recorder_is_bound_by_the_state(answering: Answering, recording: Answering, state: AssessmentState) -> None:
    """Nothing can be saved or uploaded, but everything can be read."""
    recording.save(ONE, rating="F")
    with answering.database.writing() as session:
        session.get_one(AssessmentRow, answering.assessment.id).state = state

    recording.save_refused(423)
    recording.client.post(recording.url("/finish"), {"anyway": "yes"}, 423)
    recording.send_file("/upload", "file", "answers.csv", b"x", 423)

    page = recording.client.get(recording.url()).text
    assert "You can read the answers but no longer change them." in page
    assert "viewing answers from" in page
    assert "recording answers for" not in page
    assert answering.ratings("incident-management") == "F . . . ."


def test_sealed_answers_are_not_shown_to_a_recorder(answering: Answering, recording: Answering) -> None:
    """They were anonymous; the respondent doesn't see who recorded one either."""
    recording.save(ONE, rating="F")
    with answering.database.writing() as session:
        session.get_one(RespondentRow, answering.respondent.id).sealed_at = now()
        session.query(AnswerRow).update({"is_sealed": True})

    recording.client.get(recording.url(), 403)

    for path in ("", "/incident-management"):
        assert "recorded by" not in answering.client.get(answering.url(path)).text


def test_a_recorder_confirms_what_was_carried_over(answering: Answering, recording: Answering) -> None:
    """The answer is then recorded by the assessor."""
    recording.save(ONE, rating="F")
    with answering.database.writing() as session:
        session.query(AnswerRow).update({"carried": {"assessment": "Autumn", "on": "2025-10-01"}, "recorded_name": ""})

    recording.client.post(recording.url(f"/statements/{ONE}/confirm"))

    assert (answering.rows()[ONE].carried, answering.rows()[ONE].recorded_name) == (None, "Ana")


def test_only_the_respondent_can_leave_a_device(recording: Answering) -> None:
    """A recorder is signed in and has no session to leave."""
    recording.client.post(recording.url("/leave"), status=404)


def test_a_download_by_a_recorder_is_in_the_audit_trail(answering: Answering, recording: Answering) -> None:
    """The entry names the recorder and the respondent."""
    recording.client.get(recording.url("/answers.csv"))

    with answering.database.reading() as session:
        found = session.scalars(select(AuditEntry).where(AuditEntry.event == Event.DATA_EXPORTED)).one()
    assert (found.who, found.whom) == ("Ana", answering.respondent.name)
    assert found.details == f"a respondent's answers as csv in {answering.assessment.name}"


def test_downloads_of_attached_files_are_in_the_audit_trail(
    app: Flask, answering: Answering, recording: Answering, organization: OrganizationRow
) -> None:
    """The trail says who downloads, but not which file. It never says so about an anonymous respondent."""
    answering.attach(ONE, "secret.pdf", b"%PDF")
    with answering.database.reading() as session:
        file = session.scalars(select(Attachment.id)).one()
    own, of_assessment = answering.url(f"/files/{file}"), f"/assessments/{answering.assessment.id}/files/{file}"
    lead = client_of(app, organization, "lead")

    answering.client.get(own)
    recording.client.get(own)
    lead.get(of_assessment)
    turn_anonymous(answering)
    answering.client.get(own)

    with answering.database.reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.event == Event.DATA_EXPORTED)).all()
    place = f"attached file in {answering.assessment.name}"
    assert [(each.who, each.whom, each.details) for each in entries] == [
        (answering.respondent.name, answering.respondent.name, f"own {place}"),
        ("Ana", answering.respondent.name, f"a respondent's {place}"),
        ("Lea", "", f"a respondent's {place}"),
    ]


def test_erasing_a_recorder_changes_no_time(
    answering: Answering, recording: Answering, organization: OrganizationRow
) -> None:
    """The time decides whether an answer is anonymous."""
    recording.save(ONE, rating="F")
    before = answering.rows()[ONE].saved_at
    with answering.database.writing() as session:
        member_id = session.scalars(select(Membership.user_id).where(Membership.role == Role.ASSESSOR)).one()
        person = find_person(session, organization.id, member_id)
        assert person
        erase(session, organization.id, person, with_answers=False)

    assert (answering.rows()[ONE].recorded_name, answering.rows()[ONE].saved_at) == (ERASED, before)


def test_a_recorder_finds_the_way_back_and_one_notice(answering: Answering, recording: Answering) -> None:
    """After finishing, too; the hint about files names the respondent, and respondents see nothing of this."""
    back = f'href="/assessments/{answering.assessment.id}/respondents"'
    page = recording.client.get(recording.url()).text
    assert page.count(back) == 2  # in the breadcrumb, and as a button

    answer = recording.client.post(recording.url("/finish"), {"anyway": "yes"})

    finished = recording.client.follow(answer).text
    assert finished.count("marked as finished. You can still change them") == 1
    assert "Back to the respondents" in finished
    assert "Head of IT, leads and assessors can open them." in recording.client.get(recording.url("/service-desk")).text
    own = answering.client.get(answering.url()).text
    assert "Thank you. Your answers are marked as finished." in own
    assert back not in own
    assert "You, leads and assessors can open them." in answering.client.get(answering.url("/service-desk")).text


def test_agreement_says_once_for_each_respondent_who_recorded(
    answering: Answering, recording: Answering, app: Flask, organization: OrganizationRow, make: Make
) -> None:
    """Not beside each of the ratings; viewers, who see no names, don't see it at all."""
    other = make.respondent(answering.assessment, name="Mia")
    for statement, rating in ((ONE, "F"), (TWO, "F")):
        recording.save(statement, rating=rating)
        ids = {"assessment_id": answering.assessment.id, "respondent_id": other.id}
        make.add(AnswerRow(**ids, statement_id=statement, rating="N"))

    page = client_of(app, organization, "lead").get(f"/assessments/{answering.assessment.id}/agreement").text

    assert page.count("recorded by Ana") == 1
    assert "2 answers recorded by Ana on" in page
    viewer = client_of(app, organization, "viewer").get(f"/assessments/{answering.assessment.id}/agreement").text
    assert "recorded by" not in viewer


def test_the_invitation_says_who_recorded_the_answers(answering: Answering, recording: Answering, app: Flask) -> None:
    """Not that the respondent has answered, and it asks for a check."""
    with answering.database.writing() as session:
        link = make_invitation(session, answering.respondent.id)
    assert "recorded by" not in PageClient(app).get(f"/invitations/{link}").text

    recording.save(ONE, rating="F")

    page = PageClient(app).get(f"/invitations/{link}").text
    assert "1 answer recorded by Ana on" in page
    assert "Check the answers, and correct them where necessary. Still open:" in page
