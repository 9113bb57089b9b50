"""A lead can't read or secretly change what somebody said anonymously by getting access to the questionnaire."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from app.people.invitations import make_invitation
from app.storage import accounts
from app.storage.accounts import User
from app.storage.assessments import AnswerRow, AssessmentRow, Invitation, RespondentRow, SymptomRow
from app.storage.attachments import Attachment
from app.storage.base import new_id, now
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership, Role
from app.storage.uploads import Upload
from questionnaires.answers.model import Answer
from questionnaires.model import Rating
from tests.app.web.assessments.test_anonymous import turn
from tests.support.files import upload_of
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient
from tests.support.reading_pages import text_of

SignIn = Callable[[User], PageClient]
CONFIDENTIAL = "Said in confidence"


@pytest.fixture
def erik(northfield: Northfield) -> RespondentRow:
    """A respondent with a link who has answered anonymously."""
    version = northfield.one(AssessmentRow.version, id=northfield.assessment.id)
    form = {"version": str(version), "name": "Spring 2026", "assessed_on": "2026-03-02", "method": "iso-33020"}
    scope = [each.id for each in northfield.make.content.catalogue.practices]
    northfield.client.post(f"{northfield.top}/settings", {**form, "scope": scope, "anonymous": "y"})
    respondent = northfield.make.respondent(northfield.assessment, None, "Erik Olsen")
    northfield.answers(respondent, service_desk_1="P", service_desk_2="L")
    whose = {"assessment_id": northfield.assessment.id, "respondent_id": respondent.id}
    with northfield.database.writing() as session:
        for row in session.query(AnswerRow):
            row.comment = CONFIDENTIAL
        session.add(SymptomRow(**whose, symptom_id="repeat-incidents", value=3))
        file = {"name": "confidential.txt", "media_type": "text/plain", "size": 1, "content": b"x"}
        session.add(Attachment(**whose, statement_id="service-desk.1", **file))
        make_invitation(session, respondent.id)
    said = {"service-desk.1": Answer(Rating.N, comment=CONFIDENTIAL)}
    upload_of(northfield.make, respondent, said, seen={"answers": {}, "symptoms": {}})
    return respondent


def new_link(northfield: Northfield, respondent: RespondentRow) -> str:
    """Make a link as the lead, and return its path."""
    url = f"{northfield.top}/respondents/{respondent.id}"
    northfield.client.post(f"{url}/link")
    found = re.search(r'<code id="link">http://localhost(/invitations/[^<]+)</code>', northfield.client.get(url).text)
    assert found
    return found[1]


def everything(browser: PageClient, northfield: Northfield, respondent: RespondentRow) -> str:
    """Return everything that the respondent's own pages and downloads show."""
    top = f"/answer/{respondent.id}"
    uploads, files = northfield.all(Upload.id), northfield.all(Attachment.id)
    urls = [top, f"{top}/service-desk", f"{top}/symptoms", f"{top}/answers.csv", f"{top}/answers.yaml"]
    urls += [f"{top}/upload/{each}" for each in uploads] + [f"{top}/files/{each}" for each in files]
    return " ".join(browser.get(url, None).text for url in urls)


def test_a_new_link_shows_no_earlier_anonymous_answer(northfield: Northfield, app: Flask, erik: RespondentRow) -> None:
    """Ratings, comments, symptoms, files and uploads are hidden; the page says so, and the answers are kept."""
    attacker = PageClient(app)
    attacker.post(new_link(northfield, erik))

    shown = everything(attacker, northfield, erik)

    assert CONFIDENTIAL not in shown
    assert "confidential.txt" not in shown
    assert "Your earlier answers are sealed" in shown
    assert "0 of 170 statements" in text_of(shown)
    assert northfield.all(AnswerRow.rating) == ["P", "L"]
    assert northfield.all(SymptomRow.value) == [3]
    assert northfield.all(Upload.id) == []


def test_answering_again_replaces_only_that_sealed_answer(
    northfield: Northfield, app: Flask, erik: RespondentRow
) -> None:
    """Its sealed files are deleted too; everything else stays sealed."""
    browser = PageClient(app)
    browser.post(new_link(northfield, erik))

    answer = {"service-desk.1:version": "2", "service-desk.1:rating": "F"}
    browser.post(f"/answer/{erik.id}/service-desk", answer)

    with northfield.database.reading() as session:
        rows = {row.statement_id: (row.rating, row.comment, row.is_sealed) for row in session.query(AnswerRow)}
    assert rows == {"service-desk.1": ("F", "", False), "service-desk.2": ("L", CONFIDENTIAL, True)}
    assert northfield.all(Attachment.id) == []


def test_sending_empty_fields_changes_no_sealed_answer(northfield: Northfield, app: Flask, erik: RespondentRow) -> None:
    """The form of the whole practice is sent with every statement in it."""
    browser = PageClient(app)
    browser.post(new_link(northfield, erik))

    browser.post(f"/answer/{erik.id}/service-desk", {"service-desk.1:version": "2", "service-desk.2:version": "2"})

    assert northfield.all(AnswerRow.rating) == ["P", "L"]
    assert northfield.all(AnswerRow.is_sealed) == [True, True]


def test_turning_anonymity_off_first_does_not_help(northfield: Northfield, app: Flask, erik: RespondentRow) -> None:
    """The answers were given in confidence, whatever the setting is now."""
    version = northfield.one(AssessmentRow.version, id=northfield.assessment.id)
    form = {"version": str(version), "name": "Spring 2026", "assessed_on": "2026-03-02", "method": "iso-33020"}
    scope = [each.id for each in northfield.make.content.catalogue.practices]
    northfield.client.post(f"{northfield.top}/settings", {**form, "scope": scope})
    attacker = PageClient(app)
    attacker.post(new_link(northfield, erik))

    assert CONFIDENTIAL not in everything(attacker, northfield, erik)


def test_a_member_with_the_same_address_sees_no_earlier_anonymous_answer(
    northfield: Northfield, sign_in: SignIn, erik: RespondentRow
) -> None:
    """A lead could give the respondent the address of an accomplice, and then add the accomplice as a member."""
    accomplice = northfield.make.user("Accomplice")
    with northfield.database.writing() as session:
        row = session.get_one(RespondentRow, erik.id)
        row.email, row.email_key = accomplice.email, accomplice.email_key
    member = {"new_id": new_id(), "name": "Accomplice", "email": accomplice.email, "role": "respondent"}
    northfield.client.post(f"{northfield.pages}/members/new", member)

    shown = everything(sign_in(accomplice), northfield, erik)

    assert "Your earlier answers are sealed" in shown
    assert CONFIDENTIAL not in shown


def test_a_lead_who_takes_the_address_sees_no_earlier_anonymous_answer(
    northfield: Northfield, erik: RespondentRow
) -> None:
    """Answering the questions about symptoms connects a member with the respondent of the same address."""
    with northfield.database.writing() as session:
        row = session.get_one(RespondentRow, erik.id)
        row.email, row.email_key = northfield.lead.email, northfield.lead.email_key
    northfield.client.post(f"{northfield.top}/own-symptoms")

    assert northfield.one(RespondentRow.user_id, id=erik.id) == northfield.lead.id
    assert CONFIDENTIAL not in everything(northfield.client, northfield, erik)


def test_the_respondent_and_the_history_learn_of_a_new_link(
    northfield: Northfield, app: Flask, erik: RespondentRow
) -> None:
    """The old link names who made the new one, and so does the new one before it is used."""
    with northfield.database.writing() as session:
        old = f"/invitations/{make_invitation(session, erik.id)}"

    new = new_link(northfield, erik)

    browser = PageClient(app)
    assert "A new link was created by Dana Fischer on" in text_of(browser.get(old, 410).text)
    page = text_of(browser.get(new).text)
    assert "A new link was created by Dana Fischer on" in page
    assert "the old one no longer works." in page
    history = text_of(northfield.client.get(f"{northfield.top}/history").text)
    assert "New link for Erik Olsen" in history
    assert northfield.all(HistoryEntry.who, kind="link") == ["Dana Fischer"]


def test_a_member_has_no_link(northfield: Northfield, app: Flask, sign_in: SignIn) -> None:
    """A link can't be made, and one from before the membership stops working, as do its sessions."""
    mia = northfield.make.user("Mia")
    respondent = northfield.make.respondent(northfield.assessment, mia, "Mia")
    before = PageClient(app)
    with northfield.database.writing() as session:
        token = make_invitation(session, respondent.id)
    before.post(f"/invitations/{token}")
    before.get(f"/answer/{respondent.id}")
    member = {"new_id": new_id(), "name": "Mia", "email": mia.email, "role": "respondent"}
    northfield.client.post(f"{northfield.pages}/members/new", member)

    url = f"{northfield.top}/respondents/{respondent.id}"
    page = northfield.client.follow(northfield.client.post(f"{url}/link")).text

    assert "Mia is a member and signs in to answer, so there is no link." in text_of(page)
    assert "Create a" not in page
    assert len(northfield.all(Invitation.id)) == 1
    before.get(f"/answer/{respondent.id}", 404)
    assert "Sign in to answer" in before.get(f"/invitations/{token}", 410).text
    sign_in(mia).get(f"/answer/{respondent.id}")


def test_named_answers_stay_readable_through_a_new_link(northfield: Northfield, app: Flask) -> None:
    """If an assessment was never anonymous, a new link continues where the old one stopped."""
    mia = northfield.make.respondent(northfield.assessment, None, "Mia")
    northfield.answers(mia, service_desk_1="P")
    browser = PageClient(app)
    browser.post(new_link(northfield, mia))

    page = browser.get(f"/answer/{mia.id}").text

    assert "1 of 170 statements" in text_of(page)
    assert "sealed" not in page


def test_sealing_keeps_the_times_of_answers_and_symptoms(northfield: Northfield, erik: RespondentRow) -> None:
    """They decide what is anonymous; a link made after anonymity was turned off must not move them."""
    before = [*northfield.all(AnswerRow.saved_at), *northfield.all(SymptomRow.saved_at)]

    new_link(northfield, erik)

    assert [*northfield.all(AnswerRow.saved_at), *northfield.all(SymptomRow.saved_at)] == before


def test_a_copy_of_the_link_shows_nothing_that_was_answered_elsewhere(
    northfield: Northfield, app: Flask, erik: RespondentRow
) -> None:
    """The lead who made the link may have kept it, and may have opened it before the respondent did."""
    link = new_link(northfield, erik)
    lead, respondent = PageClient(app), PageClient(app)
    lead.post(link)
    respondent.post(link)
    answer = {"service-desk.3:version": "0", "service-desk.3:rating": "N", "service-desk.3:comment": CONFIDENTIAL}
    respondent.post(f"/answer/{erik.id}/service-desk", answer)

    assert CONFIDENTIAL not in everything(lead, northfield, erik)
    assert "You've answered" not in text_of(lead.get(link).text)
    lead.post(link)
    assert CONFIDENTIAL not in everything(lead, northfield, erik)
    respondent.post(link)
    assert "Your earlier answers are sealed" in respondent.get(f"/answer/{erik.id}").text
    assert northfield.all(AnswerRow.comment) == [CONFIDENTIAL] * 3


def test_the_same_browser_continues_with_the_link(northfield: Northfield, app: Flask, erik: RespondentRow) -> None:
    """Even after the session has expired; leaving the device ends that."""
    link, respondent = new_link(northfield, erik), PageClient(app)
    respondent.post(link)
    answer = {"service-desk.3:version": "0", "service-desk.3:rating": "N", "service-desk.3:comment": CONFIDENTIAL}
    respondent.post(f"/answer/{erik.id}/service-desk", answer)
    with northfield.database.writing() as session:
        session.query(accounts.SignIn).filter_by(respondent_id=erik.id).update({"expires_at": now()})

    respondent.post(link)
    again = respondent.get(f"/answer/{erik.id}/service-desk").text
    respondent.post(f"/answer/{erik.id}/leave")
    respondent.post(link)

    assert CONFIDENTIAL in again
    assert CONFIDENTIAL not in respondent.get(f"/answer/{erik.id}/service-desk").text


def test_a_link_for_a_new_password_shows_no_earlier_anonymous_answer(
    northfield: Northfield, app: Flask, erik: RespondentRow
) -> None:
    """The administrator who made the link may lead the assessment and sign in with it."""
    mia, admin = northfield.make.user("Mia"), PageClient(app)
    admin.sign_in(northfield.make.user("The administrator", administrator=True))
    member = Membership(organization_id=northfield.organization.id, user_id=mia.id, role=Role.RESPONDENT)
    northfield.make.add(member)
    with northfield.database.writing() as session:
        session.get_one(RespondentRow, erik.id).user_id = mia.id
    made = re.search(r"/reset/[\w-]+", admin.post(f"/users/{mia.id}/link", None, 200).text)
    assert made

    attacker = PageClient(app)
    attacker.post(made[0], {"password": "several words in a row"})
    shown = everything(attacker, northfield, erik)

    assert "Your earlier answers are sealed" in shown
    assert CONFIDENTIAL not in shown


def test_a_copy_of_the_link_opened_before_answers_became_anonymous_shows_none(
    northfield: Northfield, app: Flask
) -> None:
    """A respondent with one open session goes on; of several, nobody knows whose they are, so all end."""
    erik, mia = (northfield.make.respondent(northfield.assessment, None, name) for name in ("Erik Olsen", "Mia Lund"))
    links = {each.id: new_link(northfield, each) for each in (erik, mia)}
    lead, *people = (PageClient(app) for _ in range(3))
    lead.post(links[erik.id])
    for browser, each in zip(people, (erik, mia), strict=True):
        browser.post(links[each.id])
        browser.post(links[each.id])

    turn(northfield, anonymous=True)
    lead.get(f"/answer/{erik.id}", 401)
    people[1].get(f"/answer/{mia.id}")
    people[0].post(links[erik.id])
    answer = {"service-desk.1:version": "0", "service-desk.1:rating": "N", "service-desk.1:comment": CONFIDENTIAL}
    people[0].post(f"/answer/{erik.id}/service-desk", answer)

    assert CONFIDENTIAL not in everything(lead, northfield, erik)
    assert CONFIDENTIAL in people[0].get(f"/answer/{erik.id}/service-desk").text
