"""The audit trail: what it records, who may read it, and what an erasure removes from it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.people.audit import Act, Party, record
from app.people.invitations import make_invitation
from app.storage.accounts import User
from app.storage.audit import AuditEntry, Event
from app.storage.base import new_id
from app.storage.database import Database
from app.storage.organizations import Membership
from app.web import passwords
from app.web.auditing import WORDS
from tests.support.factories import Make
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient

GOOD, BETTER = "several words in a row", "other words, just as many"
SignIn = Callable[[User], PageClient]


@pytest.fixture
def northfield(app: Flask, make: Make) -> Northfield:
    """Northfield, led by Dana."""
    return Northfield.founded(app, make)


@pytest.fixture
def erik(make: Make) -> User:
    """An account with a password."""
    return make.user("Erik", password_hash=passwords.hashed(GOOD))


@pytest.fixture
def office(sign_in: SignIn, make: Make) -> PageClient:
    """The browser of Ada, an administrator."""
    return sign_in(make.user("Ada", administrator=True))


def trail(database: Database) -> list[tuple[str, str, str, str]]:
    with database.reading() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(row.who, row.event, row.whom, row.details) for row in rows]


def reset_way(office: PageClient, user: User) -> str:
    found = re.search(
        r"<code>http://localhost(/reset/[^<]+)</code>", office.post(f"/users/{user.id}/link", {}, 200).text
    )
    assert found
    return found[1]


def test_what_administrators_do_to_accounts_is_recorded(office: PageClient, erik: User, database: Database) -> None:
    """Each event has its author and its object; a first password is distinguished from a reset."""
    office.post("/users/new", {"name": "Freya", "email": "freya@example.org"}, 200)
    office.post(f"/users/{erik.id}/link", status=200)
    office.post(f"/users/{erik.id}/administrator")
    office.post(f"/users/{erik.id}/deactivate")
    office.post(f"/users/{erik.id}/activate")
    office.post(f"/users/{erik.id}/delete", {"version": "4"})

    assert [(who, event, whom) for who, event, whom, _ in trail(database)] == [
        ("Ada", "account-added", "Freya"),
        ("Ada", "password-link", "Erased person"),
        ("Ada", "administrator-made", "Erased person"),
        ("Ada", "deactivated", "Erased person"),
        ("Ada", "activated", "Erased person"),
        ("Ada", "account-deleted", "Erased person"),
    ]


def test_what_leads_do_is_recorded_in_their_organization(northfield: Northfield, database: Database) -> None:
    """This covers members, roles, personal links, downloads, deletions and erasures."""
    client, pages, top = northfield.client, northfield.pages, northfield.top
    client.post(f"{pages}/members/new", {"new_id": new_id(), "name": "Mia", "email": "m@example.org", "role": "viewer"})
    with database.reading() as session:
        mia = session.scalars(select(Membership).where(Membership.name == "Mia")).one()
    client.post(f"{pages}/members/{mia.id}", {"version": "1", "role": "assessor"})
    client.post(f"{pages}/members/{mia.id}", {"version": "2", "role": "assessor"})
    client.post(f"{pages}/members/{mia.id}/remove", {"version": "2"})
    erik = northfield.make.respondent(northfield.assessment, name="Erik")
    client.post(f"{top}/respondents/{erik.id}/link")
    client.post(f"{top}/respondents/{erik.id}/link/revoke")
    client.post(f"{top}/delete", {"version": "1", "name": "Spring 2026"})

    assert trail(database) == [
        ("Dana Fischer", "member-added", "Mia", "as viewer"),
        ("Dana Fischer", "account-added", "Mia", ""),
        ("Dana Fischer", "role-changed", "Mia", "viewer to assessor"),
        ("Dana Fischer", "member-removed", "Mia", ""),
        ("Dana Fischer", "invitation-made", "Erik", "Spring 2026"),
        ("Dana Fischer", "invitation-revoked", "Erik", "Spring 2026"),
        ("Dana Fischer", "assessment-deleted", "", "Spring 2026"),
    ]
    page = client.get(f"{pages}/audit").text
    assert page.count("<tr>") == 1 + 6
    assert "viewer to assessor" in page
    assert "Account added" not in page


def test_a_form_that_is_sent_twice_is_recorded_once(northfield: Northfield, database: Database) -> None:
    """Only one member is added."""
    sent = {"new_id": new_id(), "name": "Mia", "email": "m@example.org", "role": "viewer"}
    for _ in range(2):
        northfield.client.post(f"{northfield.pages}/members/new", sent)

    assert [event for _, event, _, _ in trail(database)] == ["member-added", "account-added"]


@pytest.mark.parametrize("anonymous", [False, True])
def test_signing_in_by_a_personal_link_is_recorded(
    northfield: Northfield, client: PageClient, database: Database, *, anonymous: bool
) -> None:
    """For anonymous answers, the trail doesn't say whose link was used: the time would reveal the author."""
    erik = northfield.make.respondent(northfield.assessment, name="Erik")
    with database.writing() as session:
        token = make_invitation(session, erik.id)
        session.get_one(type(northfield.assessment), northfield.assessment.id).anonymous = anonymous

    client.get(f"/invitations/{token}")
    client.post(f"/invitations/{token}")
    client.get(f"/answer/{erik.id}/answers.csv")

    found = trail(database)
    assert found[0][1] == "link-used"
    if anonymous:
        assert len(found) == 1
        assert "Erik" not in str(found)
    else:
        assert found[1] == ("Erik", "data-exported", "Erik", "own answers as csv in Spring 2026")
        assert found[0] == ("Erik", "link-used", "Erik", "Spring 2026")


def test_leads_see_what_administrators_do_to_their_members(
    northfield: Northfield, office: PageClient, make: Make, erik: User
) -> None:
    """Names are the ones known to the organization. Events from before a person became a member are left out."""
    stranger = make.user("Stranger", password_hash=passwords.hashed(GOOD))
    office.post(f"/users/{erik.id}/link", status=200)
    add = {"new_id": new_id(), "name": "E. Olsen", "email": erik.email, "role": "viewer"}
    northfield.client.post(f"{northfield.pages}/members/new", add)
    office.post(f"/users/{stranger.id}/link", status=200)
    office.post(f"/users/{erik.id}/link", status=200)
    office.post(f"/users/{erik.id}/deactivate")

    page = northfield.client.get(f"{northfield.pages}/audit").text

    assert page.count("Link for a new password created") == 1
    assert page.count("Account deactivated") == 1
    assert "E. Olsen" in page
    assert "Stranger" not in page
    assert ">Erik<" not in page


def test_the_organizations_trail_does_not_show_a_new_members_account(
    northfield: Northfield, client: PageClient, database: Database, office: PageClient
) -> None:
    """Otherwise, adding a member would reveal whether the email address already had an account."""
    add = {"new_id": new_id(), "name": "Mia", "email": "mia@example.org", "role": "viewer"}
    northfield.client.post(f"{northfield.pages}/members/new", add)
    with database.reading() as session:
        mia = session.scalars(select(User).where(User.name == "Mia")).one()
    client.post(reset_way(office, mia), {"password": GOOD})

    assert northfield.client.get(f"{northfield.pages}/audit").text.count("<tr>") == 1 + 1
    assert "Password set with a link" in office.get("/users/audit").text


def test_leads_of_other_organizations_see_nothing_of_it(northfield: Northfield, sign_in: SignIn, make: Make) -> None:
    """Neither the page nor the file shows any of it."""
    other = make.user("Olga")
    elsewhere = make.organization("Elsewhere", lead=other)
    northfield.client.post(f"{northfield.top}/delete", {"version": "1", "name": "Spring 2026"})
    olga = sign_in(other)

    olga.get(f"{northfield.pages}/audit", 404)
    olga.get(f"{northfield.pages}/audit.csv", 404)
    assert "Spring 2026" not in olga.get(f"/organizations/{elsewhere.id}/audit.csv").text


def test_the_file_contains_no_formulas(northfield: Northfield, database: Database) -> None:
    """A name may start with any character."""
    evil = '=HYPERLINK("https://evil.example","x")'
    with database.writing() as session:
        session.add(
            AuditEntry(
                event=Event.MEMBER_ADDED, who=evil, whom="+1", organization_id=northfield.organization.id, details="@x"
            )
        )

    answer = northfield.client.get(f"{northfield.pages}/audit.csv")
    rows = list(csv.reader(io.StringIO(answer.text)))

    assert answer.headers["Content-Disposition"] == "attachment; filename=northfield-hospitals-audit-trail.csv"
    assert rows[0] == ["When (UTC)", "Who", "What", "To whom", "Organization", "Details"]
    assert len(rows) == 2
    assert rows[1][1:] == [f"'{evil}", "Member added", "'+1", "Northfield Hospitals", "'@x"]
    again = northfield.client.get(f"{northfield.pages}/audit.csv").text
    assert "Dana Fischer,Data exported,,Northfield Hospitals,audit trail" in again


def test_requesting_only_the_headers_is_not_a_download(northfield: Northfield, database: Database) -> None:
    """Link previews send such requests."""
    northfield.client.browser.head(f"{northfield.pages}/audit.csv")

    assert trail(database) == []


def test_erasing_a_person_removes_the_name(northfield: Northfield, client: PageClient, database: Database) -> None:
    """This applies throughout the organization, to authors, objects and people without an account."""
    erik = northfield.make.respondent(northfield.assessment, name="Erik Olsen")
    northfield.client.post(f"{northfield.top}/respondents/{erik.id}/link")
    with database.writing() as session:
        token = make_invitation(session, erik.id)
    client.post(f"/invitations/{token}")
    client.get(f"/answer/{erik.id}/answers.yaml")

    northfield.client.post(f"{northfield.pages}/people/{erik.id}/erase", {"answers": "keep"})

    assert trail(database) == [
        ("Dana Fischer", "invitation-made", "Erased person", "Spring 2026"),
        ("Erased person", "link-used", "Erased person", "Spring 2026"),
        ("Erased person", "data-exported", "Erased person", "own answers as yaml in Spring 2026"),
        ("Dana Fischer", "data-erased", "", "without the answers"),
    ]


def test_a_former_member_whom_the_trail_names_can_be_erased(
    northfield: Northfield, make: Make, database: Database
) -> None:
    """The trail may be all that still names the person."""
    mia = make.user("Mia")
    make.add(Membership(organization_id=northfield.organization.id, user_id=mia.id, role="viewer"))
    with database.reading() as session:
        membership = session.scalars(select(Membership).where(Membership.user_id == mia.id)).one()
    northfield.client.post(f"{northfield.pages}/members/{membership.id}/remove", {"version": "1"})
    assert "Erase data" in northfield.client.get(f"{northfield.pages}/members").text.partition("Former members")[2]

    northfield.client.post(f"{northfield.pages}/people/{mia.id}/erase", {"answers": "keep"})

    assert "Mia" not in str(trail(database))
    assert "Former members" not in northfield.client.get(f"{northfield.pages}/members").text


def test_deleting_your_own_account_leaves_no_name(
    northfield: Northfield, sign_in: SignIn, erik: User, database: Database
) -> None:
    """The name disappears from organizations too, and from the entry about the deletion itself."""
    add = {"new_id": new_id(), "name": "Erik", "email": erik.email, "role": "viewer"}
    northfield.client.post(f"{northfield.pages}/members/new", add)

    sign_in(erik).post("/account/delete", {"version": "1", "password": GOOD})

    assert "Erik" not in str(trail(database))
    assert trail(database)[-1] == ("Erased person", "account-deleted", "Erased person", "")


def test_deleting_an_organization_keeps_the_trail_without_people_who_have_no_account(
    northfield: Northfield, database: Database, office: PageClient
) -> None:
    """Administrators still see who deleted it."""
    erik = northfield.make.respondent(northfield.assessment, name="Erik Olsen")
    northfield.client.post(f"{northfield.top}/respondents/{erik.id}/link")

    northfield.client.post(f"{northfield.pages}/delete", {"version": "1", "name": "Northfield Hospitals"})

    assert trail(database) == [
        ("Dana Fischer", "invitation-made", "Erased person", "Spring 2026"),
        ("Dana Fischer", "organization-deleted", "", "Northfield Hospitals"),
    ]
    assert "Organization deleted" in office.get("/users/audit").text


def test_a_reset_by_somebody_else_is_shown_at_the_next_sign_in(
    office: PageClient, app: Flask, erik: User, database: Database
) -> None:
    """The message names the administrator and the time, even after the administrator has used the new password."""
    intruder, owner = PageClient(app), PageClient(app)
    intruder.post(reset_way(office, erik), {"password": BETTER})
    assert "Ada created a link" in intruder.get("/account").text

    owner.post("/sign-in", {"email": erik.email, "password": BETTER})
    page = owner.get("/account").text

    assert re.search(
        r"Ada created a link that sets a new password for your account on \d+ \w+ \d+, \d\d:\d\d UTC", page
    )
    with database.writing() as session:
        for row in session.scalars(select(AuditEntry)):
            row.at -= timedelta(days=15)
    later = PageClient(app)
    later.post("/sign-in", {"email": erik.email, "password": BETTER})
    assert "Ada created" not in later.get("/account").text


def test_a_first_password_causes_no_warning(office: PageClient, make: Make, client: PageClient) -> None:
    """Everybody starts with a link."""
    client.post(reset_way(office, make.user("Freya")), {"password": GOOD})

    assert "created a link" not in client.get("/account").text


def test_your_own_link_causes_no_warning(sign_in: SignIn, make: Make, client: PageClient) -> None:
    """The user already knows about it."""
    ada = make.user("Ada", administrator=True, password_hash=passwords.hashed(GOOD))
    client.post(reset_way(sign_in(ada), ada), {"password": BETTER})

    assert "created a link" not in client.get("/account").text


def test_the_trail_contains_no_secrets(office: PageClient, erik: User, database: Database) -> None:
    """It has no tokens and no passwords."""
    way = reset_way(office, erik)

    assert way.rpartition("/")[2] not in str(trail(database))


def test_long_details_are_shortened(database: Database) -> None:
    """PostgreSQL would refuse text that is too long."""
    with database.writing() as session:
        record(session, Act(Event.DATA_EXPORTED, Party(None, "x", is_account=False), details="x" * 600))

    assert len(trail(database)[0][3]) == 500


def test_every_event_has_words_and_fits_its_column() -> None:
    """The column holds up to twenty characters."""
    assert set(WORDS) == set(Event)
    assert max(map(len, Event)) <= 20


def test_members_without_the_role_do_not_see_the_trail(northfield: Northfield, sign_in: SignIn, make: Make) -> None:
    """Neither does an administrator who isn't a member."""
    viewer = make.user("Vera")
    make.add(Membership(organization_id=northfield.organization.id, user_id=viewer.id, role="viewer"))

    sign_in(viewer).get(f"{northfield.pages}/audit", 403)
    sign_in(make.user("Ada", administrator=True)).get(f"{northfield.pages}/audit", 404)
