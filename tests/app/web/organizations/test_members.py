"""Members: FL-022 (one address, one account), roles, and FL-020 (removing a member deletes nothing)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.assessments.scores import scores_of
from app.people.accounts import find_user
from app.storage.accounts import User
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, RespondentRow
from app.storage.base import new_id
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership, Role
from tests.support.factories import Make
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient

SignIn = Callable[[User], PageClient]

# shared/cases: FL-022-invited-as.csv; I\u015eIK follows the written rule: case folding doesn't change a dotless i.
INVITED_AS = [
    ("Firstname.Lastname@Example.org", "firstname.lastname@example.org", True),
    (" anna@example.org", "anna@example.org", True),
    ("anna@example.org", "ANNA@EXAMPLE.ORG", True),
    ("m\u00fcller@example.org", "mu\u0308ller@example.org", True),
    ("I\u015eIK@example.org", "\u0131\u015f\u0131k@example.org", False),
    ("anna@example.org", "anna+itil@example.org", False),
    ("anna@example.org", "anna@example.org.example.net", False),
]


def form(email: str, **values: Any) -> dict[str, Any]:
    """Return the form of a new member."""
    return {"new_id": new_id(), "name": "Anna", "email": email, "role": "viewer", **values}


def member(northfield: Northfield, name: str, role: Role) -> tuple[User, Membership]:
    """Add a member, and return the account and the membership."""
    user = northfield.make.user(name)
    row = Membership(organization_id=northfield.organization.id, user_id=user.id, role=role)
    return user, northfield.make.add(row)


@pytest.mark.parametrize(("invited_as", "signs_in_as", "same"), INVITED_AS)
def test_invitation_and_sign_in_compare_addresses_by_the_same_rule(
    northfield: Northfield,
    invited_as: str,
    signs_in_as: str,
    same: bool,  # noqa: FBT001 - a column of the case
) -> None:
    """FL-022: rows marked True are one account, rows marked False are two."""
    northfield.client.post(f"{northfield.pages}/members/new", form(invited_as))

    with northfield.database.reading() as session:
        assert (find_user(session, signs_in_as) is not None) is same
    status = 422 if same else 303
    northfield.client.post(f"{northfield.pages}/members/new", form(signs_in_as), status)


def test_the_address_is_shown_as_the_lead_typed_it(northfield: Northfield) -> None:
    """FL-022 and FL-024: neither spelling nor name reveals that the account already existed."""
    northfield.make.user("Secret Name")

    sent = form("SECRET.name@Example.org", name="Anna")
    northfield.client.post(f"{northfield.pages}/members/new", sent)
    page = northfield.client.get(f"{northfield.pages}/members").text

    assert "SECRET.name@Example.org" in page
    assert "Secret Name" not in page
    assert len(northfield.all(User.id)) == 2


def test_an_administrator_gets_the_sign_in_link_immediately(northfield: Northfield, app: Flask) -> None:
    """The new member sets a password with it. Somebody who has an account gets none, and a lead never learns which."""
    with northfield.database.writing() as session:
        session.get_one(User, northfield.lead.id).is_administrator = True
    northfield.make.user("Known")

    page = northfield.client.post(f"{northfield.pages}/members/new", form("anna@example.org"), 200).text
    known = northfield.client.post(f"{northfield.pages}/members/new", form("known@example.org"), 200).text

    assert "Sign-in link for Anna" in page
    [path] = re.findall(r'<code id="link">http://[^/]+(/reset/[^<]+)</code>', page)
    assert "Anna" in PageClient(app).get(path).text
    assert "/reset/" not in known
    assert "already has an account" in known


def test_a_lead_gets_no_link(northfield: Northfield) -> None:
    """New and known addresses lead to the same page with the same words."""
    northfield.make.user("Known")

    pages = []
    for email in ("anna@example.org", "known@example.org"):
        answer = northfield.client.post(f"{northfield.pages}/members/new", form(email))
        pages.append(northfield.client.follow(answer).text.replace(email, ""))

    assert all("/reset/" not in page and "an administrator can create a link" in page for page in pages)


def test_a_form_sent_twice_adds_one_member(northfield: Northfield) -> None:
    """The second click isn't an error."""
    sent = form("anna@example.org")

    for _ in range(2):
        northfield.client.post(f"{northfield.pages}/members/new", sent)

    assert len(northfield.all(Membership.id)) == 2


def test_a_new_member_keeps_the_questionnaire_sent_to_the_same_address(northfield: Northfield, sign_in: SignIn) -> None:
    """A respondent invited by link can now also sign in to answer."""
    respondent = northfield.make.respondent(northfield.assessment)
    with northfield.database.writing() as session:
        row = session.get_one(RespondentRow, respondent.id)
        row.email = row.email_key = "anna@example.org"

    northfield.client.post(f"{northfield.pages}/members/new", form("Anna@Example.org"))

    with northfield.database.reading() as session:
        anna = find_user(session, "anna@example.org")
    assert anna is not None
    assert f"/answer/{respondent.id}" in sign_in(anna).get(northfield.pages).text


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "Fill this in."),
        ({"email": ""}, "Fill this in."),
        ({"email": "x" * 320 + "@example.org"}, "shorten it to 320."),
        ({"email": "a b@example.org"}, "Enter a full email address, such as dana@example.org."),
        ({"role": "owner"}, "Choose one of these."),
        ({"new_id": "<x>"}, "Reload this page and try again."),
    ],
)
def test_invalid_input_is_refused_at_the_field(northfield: Northfield, values: dict[str, str], message: str) -> None:
    """No account and no member is created."""
    sent = {**form("anna@example.org"), **values}

    assert message in northfield.client.post(f"{northfield.pages}/members/new", sent, 422).text
    assert len(northfield.all(User.id)) == len(northfield.all(Membership.id)) == 1


def test_a_new_role_takes_effect_immediately(northfield: Northfield, sign_in: SignIn) -> None:
    """Changes based on an older version are refused."""
    user, row = member(northfield, "Mia", Role.VIEWER)
    client, url = sign_in(user), f"{northfield.pages}/members/{row.id}"
    client.get(f"{northfield.pages}/members", 403)

    northfield.client.post(url, {"version": "1", "role": "lead"})
    northfield.client.post(url, {"version": "1", "role": "viewer"}, 409)
    northfield.client.post(url, {"version": "2", "role": "owner"}, 422)

    client.get(f"{northfield.pages}/members")


def test_the_only_lead_cannot_leave(northfield: Northfield) -> None:
    """FL-020, 3: removal, a change of role and erasure are all refused."""
    row_id = northfield.one(Membership.id)
    message = "Dana Fischer is the only lead. Make someone else a lead first."

    removal = northfield.client.post(f"{northfield.pages}/members/{row_id}/remove", {"version": "1"}, 422)
    role = northfield.client.post(f"{northfield.pages}/members/{row_id}", {"version": "1", "role": "viewer"}, 422)
    erasure = northfield.client.post(f"{northfield.pages}/people/{northfield.lead.id}/erase", {"answers": "keep"}, 422)

    assert all(message in answer.text for answer in (removal, role, erasure))
    assert northfield.all(Membership.role) == [Role.LEAD]


def test_one_of_two_leads_can_leave(northfield: Northfield) -> None:
    """A lead who leaves loses access to the organization."""
    member(northfield, "Mia", Role.LEAD)
    row_id = northfield.one(Membership.id, user_id=northfield.lead.id)

    answer = northfield.client.post(f"{northfield.pages}/members/{row_id}/remove", {"version": "1"})

    assert answer.headers["Location"] == "/organizations"
    northfield.client.get(northfield.pages, 404)


def test_removing_a_respondent_ends_access_and_keeps_every_answer(
    northfield: Northfield, sign_in: SignIn, app: Flask
) -> None:
    """FL-020, 1: the page announces it; answers and history stay, and the answers count."""
    user, row = member(northfield, "Mia", Role.RESPONDENT)
    respondent = northfield.make.respondent(northfield.assessment, user, name="Mia")
    northfield.answers(respondent, service_desk_1="F")
    by_link = PageClient(app)
    by_link.come_by_link(respondent)
    before = _levels(northfield)

    page = northfield.client.get(f"{northfield.pages}/members/{row.id}/remove").text
    northfield.client.post(f"{northfield.pages}/members/{row.id}/remove", {"version": "1"})

    assert "Answers, evidence and files stay and still count." in page
    assert "a respondent in 1 assessment" in page
    sign_in(user).get(f"/answer/{respondent.id}", 404)
    sign_in(user).get(northfield.pages, 404)
    assert "Open your personal link again" in by_link.get(f"/answer/{respondent.id}", 401).text
    assert _levels(northfield) == before == {"service-desk": 1}
    assert northfield.all(HistoryEntry.who) == ["Mia"]
    assert "Mia" in northfield.client.get(f"{northfield.pages}/members").text.partition("Former members")[2]


def test_removing_a_member_keeps_the_assessments_and_consensus_they_created(northfield: Northfield) -> None:
    """FL-020, 2."""
    user, row = member(northfield, "Mia", Role.ASSESSOR)
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, northfield.assessment.id).created_by = user.id
        session.add(
            ConsensusRow(
                assessment_id=northfield.assessment.id,
                statement_id="service-desk.1",
                rating="F",
                note="agreed",
                set_by=user.id,
            )
        )

    northfield.client.post(f"{northfield.pages}/members/{row.id}/remove", {"version": "1"})

    assert northfield.all(ConsensusRow.note) == ["agreed"]
    assert northfield.all(AssessmentRow.name) == ["Spring 2026"]
    assert _levels(northfield) == {"service-desk": 1}


def test_removal_of_an_older_version_is_refused(northfield: Northfield) -> None:
    """A page from before a member became a lead can't remove that member."""
    _, row = member(northfield, "Mia", Role.VIEWER)
    northfield.client.post(f"{northfield.pages}/members/{row.id}", {"version": "1", "role": "lead"})

    northfield.client.post(f"{northfield.pages}/members/{row.id}/remove", {"version": "1"}, 409)

    assert len(northfield.all(Membership.id)) == 2


def test_a_member_of_another_organization_is_not_found(northfield: Northfield, make: Make) -> None:
    """The response is the same as for an id that never existed."""
    make.organization("Elsewhere", lead=make.user("Zoe"))
    zoe = northfield.one(Membership.id, role=Role.LEAD, user_id=northfield.one(User.id, name="Zoe"))

    for membership_id in (zoe, "unknown"):
        northfield.client.post(f"{northfield.pages}/members/{membership_id}", {"version": "1", "role": "viewer"}, 404)
        northfield.client.post(f"{northfield.pages}/members/{membership_id}/remove", {"version": "1"}, 404)
        northfield.client.get(f"{northfield.pages}/members/{membership_id}/remove", 404)


def test_answers_of_a_former_member_stay(northfield: Northfield) -> None:
    """Deleting a membership deletes no answers."""
    user, row = member(northfield, "Mia", Role.RESPONDENT)
    northfield.answers(northfield.make.respondent(northfield.assessment, user), service_desk_1="F")

    northfield.client.post(f"{northfield.pages}/members/{row.id}/remove", {"version": "1"})

    assert northfield.all(AnswerRow.rating) == ["F"]


def _levels(northfield: Northfield) -> dict[str, int]:
    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        scores = scores_of(session, northfield.make.content, row)
    return {each.practice: each.level for each in scores.practices if each.level is not None}
