"""Respondents: adding, changing and removing them, and their personal links."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.storage.accounts import User, token_hash
from app.storage.assessments import Invitation, RespondentRow
from app.storage.base import new_id, now
from app.storage.organizations import Membership, Role
from tests.support.factories import Make
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient

SignIn = Callable[[User], PageClient]


def form(northfield: Northfield, **values: Any) -> dict[str, Any]:
    """Return the form of a new respondent with all practices selected."""
    practices = [each.id for each in northfield.make.content.catalogue.practices]
    return {"new_id": new_id(), "member_id": "", "name": "Erik Olsen", "practices": practices, **values}


def invited(northfield: Northfield, **values: Any) -> str:
    """Add a respondent, and return the path of the personal link."""
    answer = northfield.client.post(f"{northfield.top}/respondents/new", form(northfield, **values))
    return link_in(northfield.client.follow(answer).text)


def link_in(page: str) -> str:
    """Return the path of the personal link on a page."""
    found = re.search(r'<code id="link">http://localhost(/invitations/[^<]+)</code>', page)
    assert found, page
    return html.unescape(found[1])


def test_the_link_of_a_new_respondent_is_shown_once(northfield: Northfield) -> None:
    """It is stored as a hash, and reloading the page doesn't show it again."""
    answer = northfield.client.post(f"{northfield.top}/respondents/new", form(northfield, role="Head of IT"))
    page = northfield.client.follow(answer).text
    again = northfield.client.follow(answer).text

    token = link_in(page).rpartition("/")[2]
    assert northfield.all(Invitation.token_hash) == [token_hash(token)]
    assert "/invitations/" not in again
    assert "Erik Olsen" in again


def test_a_form_sent_twice_adds_one_respondent_and_still_shows_the_link(northfield: Northfield) -> None:
    """The second click doesn't lose the link."""
    sent = form(northfield)

    northfield.client.post(f"{northfield.top}/respondents/new", sent)
    second = northfield.client.post(f"{northfield.top}/respondents/new", sent)

    link_in(northfield.client.follow(second).text)
    assert northfield.all(RespondentRow.name) == ["Erik Olsen"]
    assert len(northfield.all(Invitation.id)) == 1


def test_selecting_all_practices_follows_the_scope(northfield: Northfield) -> None:
    """A selection is stored by id, "all" as an empty list."""
    northfield.client.post(f"{northfield.top}/respondents/new", form(northfield))
    some = form(northfield, name="Mia", practices=["service-desk", "incident-management"])
    northfield.client.post(f"{northfield.top}/respondents/new", some)

    assert northfield.one(RespondentRow.practices, name="Erik Olsen") == []
    assert northfield.one(RespondentRow.practices, name="Mia") == ["incident-management", "service-desk"]


def test_a_member_signs_in_to_answer_and_needs_no_link(northfield: Northfield, sign_in: SignIn, make: Make) -> None:
    """The assessment is listed on the organization's page."""
    member = make.user("Mia")
    northfield.client.post(
        f"{northfield.pages}/members/new",
        {"new_id": (membership := new_id()), "name": "Mia", "email": member.email, "role": "respondent"},
    )

    northfield.client.post(f"{northfield.top}/respondents/new", form(northfield, member_id=membership, name=""))

    respondent_id = northfield.one(RespondentRow.id, user_id=member.id)
    assert northfield.all(Invitation.id) == []
    page = sign_in(member).get(northfield.pages).text
    assert f'href="/answer/{respondent_id}"' in page
    assert "0% answered" in page


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "Fill this in."),
        ({"name": "x" * 201}, "This is 201 characters long; shorten it to 200."),
        ({"email": "nobody"}, "Enter a full email address, such as dana@example.org."),
        ({"practices": []}, "Select at least one practice."),
        ({"practices": ["alchemy"]}, "The scope has changed in the meantime."),
        ({"member_id": "unknown"}, "Choose one of these."),
        ({"new_id": "1"}, "Reload this page and try again."),
    ],
)
def test_invalid_input_is_refused_at_the_field(northfield: Northfield, values: dict[str, Any], message: str) -> None:
    """No respondent and no link is created."""
    page = northfield.client.post(f"{northfield.top}/respondents/new", form(northfield, **values), 422).text

    assert message in page
    assert northfield.all(RespondentRow.id) == northfield.all(Invitation.id) == []


def test_different_spellings_of_an_address_are_one_respondent(northfield: Northfield) -> None:
    """FL-022: addresses are trimmed, case-folded and normalized."""
    northfield.client.post(f"{northfield.top}/respondents/new", form(northfield, email="Müller@Example.org"))
    twice = form(northfield, name="Again", email=" mu\u0308ller@example.ORG ")

    page = northfield.client.post(f"{northfield.top}/respondents/new", twice, 422).text

    assert "This assessment already has a respondent with this email address." in page
    assert northfield.all(RespondentRow.email) == ["Müller@Example.org"]


def test_only_the_button_starts_a_session(northfield: Northfield, app: Flask) -> None:
    """Mail scanners open links, but only a person presses a button."""
    link = invited(northfield)
    erik = PageClient(app)

    page = erik.get(link).text
    opened = northfield.all(Invitation.opened_at)
    answer = erik.post(link)

    assert "Northfield Hospitals asks for your answers" in page
    assert "Dana Fischer" in page
    assert "170 statements, about 25 minutes" in page
    assert opened == [None]
    assert northfield.all(Invitation.opened_at) != [None]
    assert answer.headers["Location"] == f"/answer/{northfield.one(RespondentRow.id)}"
    erik.follow(answer)


def test_a_respondent_with_a_link_sees_only_their_own_answers(northfield: Northfield, app: Flask) -> None:
    """The pages show nothing about the assessment, the organization or other respondents."""
    other = northfield.make.respondent(northfield.assessment)
    erik = PageClient(app)
    erik.post(invited(northfield))

    for path in (f"/answer/{other.id}", northfield.top, f"{northfield.top}/respondents", northfield.pages):
        assert erik.get(path, None).status_code in {303, 302, 404}


def test_links_that_do_not_work_say_what_to_do(northfield: Northfield, app: Flask) -> None:
    """Unknown links are 404, expired and revoked links are 410, and none of them starts a session."""
    client, expired, revoked = PageClient(app), invited(northfield), invited(northfield, name="Mia")
    with northfield.database.writing() as session:
        for each in session.query(Invitation):
            if each.token_hash == token_hash(expired.rpartition("/")[2]):
                each.expires_at = now() - timedelta(seconds=1)
    northfield.client.post(f"{northfield.top}/respondents/{northfield.one(RespondentRow.id, name='Mia')}/link/revoke")

    for method in (client.get, client.post):
        assert "This link doesn&#39;t exist" in method("/invitations/unknown", status=404).text
        assert "This link has expired" in method(expired, status=410).text
        assert "This link has been revoked" in method(revoked, status=410).text
    assert not any(northfield.all(Invitation.opened_at))


def test_a_new_link_ends_the_previous_one_and_its_sessions(northfield: Northfield, app: Flask) -> None:
    """All answers stay."""
    old, erik = invited(northfield), PageClient(app)
    erik.post(old)
    respondent_id = northfield.one(RespondentRow.id)
    page = f"/answer/{respondent_id}"
    erik.get(page)

    answer = northfield.client.post(f"{northfield.top}/respondents/{respondent_id}/link")
    new = link_in(northfield.client.follow(answer).text)

    assert "Open your personal link again" in erik.get(page, 401).text
    erik.get(old, 410)
    erik.follow(erik.post(new))


def test_revoking_a_link_ends_access_immediately(northfield: Northfield, app: Flask) -> None:
    """Pages that are still open can't save anything."""
    link, erik = invited(northfield), PageClient(app)
    erik.post(link)
    respondent_id = northfield.one(RespondentRow.id)

    northfield.client.post(f"{northfield.top}/respondents/{respondent_id}/link/revoke")

    assert "Open your personal link again" in erik.get(f"/answer/{respondent_id}", 401).text


def test_changes_based_on_an_older_version_are_refused(northfield: Northfield) -> None:
    """The second of two people who save sees both versions."""
    invited(northfield)
    respondent_id = northfield.one(RespondentRow.id)
    page, sent = f"{northfield.top}/respondents/{respondent_id}", form(northfield, role="CIO", version="1")

    northfield.client.post(page, sent)
    conflict = northfield.client.post(page, {**sent, "role": "CTO"}, 409).text

    assert "CIO" in conflict
    assert "CTO" in conflict
    assert northfield.one(RespondentRow.role) == "CIO"


def test_only_respondents_without_answers_can_be_removed(northfield: Northfield) -> None:
    """FL-020: answers are only deleted by an erasure, which shows the consequences first."""
    silent = northfield.make.respondent(northfield.assessment, name="Silent")
    speaks = northfield.make.respondent(northfield.assessment, name="Speaks")
    northfield.answers(speaks, service_desk_1="F")

    for each in (silent, speaks):
        northfield.client.post(f"{northfield.top}/respondents/{each.id}/remove")

    assert northfield.all(RespondentRow.name) == ["Speaks"]
    assert "erase the data" in northfield.client.get(f"{northfield.top}/respondents/{speaks.id}").text


def test_a_respondent_of_another_assessment_is_not_found(northfield: Northfield) -> None:
    """This is so even within the same organization."""
    other = northfield.make.respondent(northfield.make.assessment(northfield.organization, "Other"))

    for path in ("", "/link", "/link/revoke", "/remove"):
        northfield.client.post(f"{northfield.top}/respondents/{other.id}{path}", {"version": "1"}, 404)


def test_an_assessor_sees_progress_but_cannot_change_anything(northfield: Northfield, app: Flask, make: Make) -> None:
    """The list has links to record answers, but none to the respondents' details."""
    mia = make.user("Mia")
    northfield.client.post(
        f"{northfield.pages}/members/new",
        {"new_id": new_id(), "name": "Mia", "email": mia.email, "role": "assessor"},
    )
    respondent = northfield.make.respondent(northfield.assessment, name="Erik")
    client = PageClient(app)
    client.sign_in(mia)

    page = client.get(f"{northfield.top}/respondents").text

    assert "Erik" in page
    assert f"/respondents/{respondent.id}" not in page
    client.get(f"{northfield.top}/respondents/{respondent.id}", 403)


def test_a_lead_can_answer_and_return_to_the_results(northfield: Northfield) -> None:
    """The form preselects the lead; the respondent's page links to the questionnaire, which links back."""
    client, top = northfield.client, northfield.top
    empty = client.get(f"{top}/respondents").text
    membership = northfield.one(Membership.id, user_id=northfield.lead.id)
    assert f'href="{top}/respondents/new?member={membership}"' in empty
    form = client.get(f"{top}/respondents/new?member={membership}").text
    assert re.search(rf'<option selected value="{membership}">Dana Fischer, lead', form)

    dana = northfield.make.respondent(northfield.assessment, northfield.lead)

    assert f'href="/answer/{dana.id}">' in client.get(f"{top}/respondents/{dana.id}").text
    assert "View results" not in client.get(f"/answer/{dana.id}").text
    northfield.answers(dana, incident_management_1="F")
    answers = client.get(f"/answer/{dana.id}").text
    assert re.search(rf'href="{top}">\s*View results', answers)
    assert f'<li><a href="{northfield.pages}">Northfield Hospitals</a></li>' in answers


def test_a_member_of_another_organization_is_not_preselected(northfield: Northfield) -> None:
    """Whatever the URL says, only members can be chosen."""
    form = northfield.client.get(f"{northfield.top}/respondents/new?member=AAAAAAAAAAAAAAAA").text

    assert re.search(r'<option selected value="">', form)


def test_respondents_get_no_links_to_forbidden_pages(northfield: Northfield, app: Flask, sign_in: SignIn) -> None:
    """A member gets a link to the organization; a respondent with a personal link doesn't."""
    mia, erik = northfield.make.user("Mia Meyer"), PageClient(app)
    northfield.make.add(Membership(organization_id=northfield.organization.id, user_id=mia.id, role=Role.RESPONDENT))
    asked = northfield.make.respondent(northfield.assessment, mia, "Mia Meyer")
    northfield.answers(asked, incident_management_1="F")
    erik.post(invited(northfield))

    by_account = sign_in(mia).get(f"/answer/{asked.id}").text
    by_link = erik.get(f"/answer/{northfield.one(RespondentRow.id, name='Erik Olsen')}").text

    assert f'<li><a href="{northfield.pages}">' in by_account
    assert northfield.top not in by_account
    assert 'aria-label="Breadcrumb"' not in by_link


def test_a_role_imported_as_an_id_is_shown_in_words(northfield: Northfield) -> None:
    """In the list and in the form."""
    row = northfield.make.add(RespondentRow(assessment_id=northfield.assessment.id, name="Anna", role="it-leader"))

    assert 'data-head="Role">IT leader<' in northfield.client.get(f"{northfield.top}/respondents").text
    page = northfield.client.get(f"{northfield.top}/respondents/{row.id}").text
    assert 'value="IT leader"' in page
    assert "it-leader" not in page
