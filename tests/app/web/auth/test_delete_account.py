"""Deleting an account: what is deleted, what stays, and what prevents it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.assessments.scores import scores_of
from app.people.accounts import make_link
from app.people.invitations import make_invitation
from app.storage.accounts import ResetLink, SignIn, User
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, Invitation, RespondentRow
from app.storage.database import Database
from app.storage.history import HistoryEntry
from app.storage.jobs import Job, JobState
from app.storage.organizations import Membership, Role
from app.web import passwords
from tests.support.factories import Make
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient

GOOD = "several words in a row"
ERASED = "Erased person"
SignInAs = Callable[[User], PageClient]


@pytest.fixture
def northfield(app: Flask, make: Make) -> Northfield:
    """Dana leads Northfield, and its assessment hasn't been answered yet."""
    return Northfield.founded(app, make)


@pytest.fixture
def office(sign_in: SignInAs, make: Make) -> PageClient:
    """The browser of Ada, an administrator who doesn't belong to any organization."""
    return sign_in(make.user("Ada", administrator=True))


@pytest.fixture
def erik(northfield: Northfield) -> User:
    """Erik, an assessor at Northfield who has answered, set a consensus and requested a report."""
    make, ids = northfield.make, {"assessment_id": northfield.assessment.id}
    erik = make.user("Erik Olsen", password_hash=passwords.hashed(GOOD))
    make.add(Membership(organization_id=northfield.organization.id, user_id=erik.id, role=Role.ASSESSOR))
    respondent = make.respondent(northfield.assessment, erik, "Erik Olsen")
    northfield.answers(respondent, service_desk_1="F", service_desk_2="L")
    make.add(ConsensusRow(**ids, statement_id="service-desk.2", rating="P", note="agreed", set_by=erik.id))
    make.add(HistoryEntry(**ids, user_id=erik.id, who="Erik Olsen", kind="consensus", subject="service-desk.2"))
    make.add(
        Job(
            **ids,
            organization_id=northfield.organization.id,
            kind="report",
            key="k",
            request={},
            state=JobState.DONE,
            requested_by=erik.id,
        )
    )
    with northfield.database.writing() as session:
        make_invitation(session, respondent.id)
        make_link(session, erik)
    return erik


def levels(northfield: Northfield) -> list[tuple[str, int | None, object]]:
    """Return the level and index of every practice."""
    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        scores = scores_of(session, northfield.make.content, row)
    return [(each.practice, each.level, each.index) for each in scores.practices]


def count(database: Database, table: type[User | SignIn | ResetLink | Membership], user: User) -> int:
    """Return how many rows of a table belong to a user."""
    column = User.id if table is User else table.__table__.c.user_id
    with database.reading() as session:
        return session.execute(select(func.count()).select_from(table).where(column == user.id)).scalar_one()


def delete(client: PageClient, way: str, status: int = 303, **sent: str) -> str:
    """Submit the form on a page."""
    client.get(way)
    return client.post(way, {"version": "1", **sent}, status).text


def test_deleting_an_account_ends_all_access(
    northfield: Northfield, office: PageClient, sign_in: SignInAs, erik: User
) -> None:
    """Sessions, links and memberships end immediately."""
    eriks = sign_in(erik)

    delete(office, f"/users/{erik.id}/delete")

    for table in (User, SignIn, ResetLink, Membership):
        assert count(northfield.database, table, erik) == 0, table
    assert northfield.all(Invitation.id) == []
    eriks.get("/account", 302)
    assert "Erik Olsen&#39;s account has been deleted." in office.get("/users").text
    assert "Erik" not in office.get("/users").text


def test_answers_stay_without_the_name_and_no_figure_changes(
    northfield: Northfield, office: PageClient, erik: User
) -> None:
    """The effect is the same as an erasure that keeps the answers."""
    before = levels(northfield)

    delete(office, f"/users/{erik.id}/delete")

    assert levels(northfield) == before
    assert northfield.all(RespondentRow.name) == [ERASED]
    assert sorted(northfield.all(AnswerRow.rating)) == ["F", "L"]
    assert set(northfield.all(HistoryEntry.who)) == {ERASED}
    assert northfield.all(ConsensusRow.note) == ["agreed"]
    assert northfield.all(Job.id) == []
    assert "Erik" not in northfield.client.get(f"{northfield.top}/history").text


def test_organizations_that_the_user_has_left_lose_the_name_too(
    northfield: Northfield, office: PageClient, make: Make
) -> None:
    """Nobody could find the entries later, because no account would lead to them."""
    zoe = make.user("Zoe")
    ids = {"assessment_id": northfield.assessment.id}
    make.add(HistoryEntry(**ids, user_id=zoe.id, who="Zoe", kind="consensus", subject="service-desk.1"))

    delete(office, f"/users/{zoe.id}/delete")

    assert northfield.all(HistoryEntry.who) == [ERASED]


def test_the_page_says_what_will_be_deleted_and_names_no_organization(office: PageClient, erik: User) -> None:
    """Administrators don't have access to organizations."""
    page = office.get(f"/users/{erik.id}/delete").text

    assert "Erik Olsen is a member of 1 organization." in page
    assert "in 1 assessment stay, without the name" in page
    assert "1 finished report that contains the name" in page
    assert "Northfield" not in page


def test_opening_the_page_deletes_nothing(office: PageClient, northfield: Northfield, erik: User) -> None:
    """Only the button deletes the account."""
    office.get(f"/users/{erik.id}/delete")

    assert count(northfield.database, User, erik) == 1


def test_an_account_changed_in_the_meantime_is_a_conflict(
    office: PageClient, northfield: Northfield, erik: User
) -> None:
    """Only what the page showed may be deleted."""
    with northfield.database.writing() as session:
        session.get_one(User, erik.id).name = "Erik Berg"

    office.post(f"/users/{erik.id}/delete", {"version": "1"}, 409)

    assert count(northfield.database, User, erik) == 1


def test_the_only_lead_cannot_be_deleted_and_learns_what_to_do(
    northfield: Northfield, office: PageClient, sign_in: SignInAs, make: Make
) -> None:
    """The lead sees the organizations with links to their members; the administrator sees only how many there are."""
    dana = northfield.lead
    way = f"/users/{dana.id}/delete"

    assert "Dana Fischer is the only lead of 1 organization." in office.get(way).text
    assert "--new-lead" in delete(office, way, 422)
    own = sign_in(dana).get("/account/delete").text
    assert f'<a href="{northfield.pages}/members">Members of Northfield Hospitals</a>' in own
    assert count(northfield.database, User, dana) == 1

    make.add(Membership(organization_id=northfield.organization.id, user_id=make.user("Eve").id, role=Role.LEAD))
    delete(office, way)
    assert count(northfield.database, User, dana) == 0


def test_the_last_administrator_cannot_be_deleted_until_there_is_another(
    sign_in: SignInAs, make: Make, database: Database
) -> None:
    """Somebody has to be able to let people in; an existing account can be made an administrator."""
    ada = make.user("Ada", administrator=True, password_hash=passwords.hashed(GOOD))
    erik, office = make.user("Erik"), sign_in(ada)

    assert "You are the only administrator." in delete(office, "/account/delete", 422, password=GOOD)
    assert count(database, User, ada) == 1

    office.post(f"/users/{erik.id}/administrator")
    delete(office, "/account/delete", password=GOOD)
    assert count(database, User, ada) == 0
    sign_in(erik).get("/users")


def test_deleting_your_own_account_requires_the_password(sign_in: SignInAs, make: Make, database: Database) -> None:
    """Nobody can delete it in an unattended browser. Afterward, the user is signed out."""
    dana, _other = make.user("Dana", password_hash=passwords.hashed(GOOD)), make.user("Erik")
    client = sign_in(dana)

    assert "This isn&#39;t your password." in delete(client, "/account/delete", 422, password="another")  # noqa: S106
    assert "Fill this in." in delete(client, "/account/delete", 422)
    assert count(database, User, dana) == 1

    answer = client.post("/account/delete", {"version": "1", "password": GOOD})
    assert "Your account has been deleted." in client.follow(answer).text
    assert count(database, User, dana) == 0
    client.get("/account", 302)


def test_without_a_password_the_address_confirms(sign_in: SignInAs, make: Make, database: Database) -> None:
    """This is for people who sign in through a provider."""
    dana = make.user("Dana")
    client = sign_in(dana)

    refused = delete(client, "/account/delete", 422, email="erik@example.org")
    assert "This isn&#39;t the email address you sign in with." in refused

    delete(client, "/account/delete", email="DANA@Example.org")
    assert count(database, User, dana) == 0


def test_administrators_delete_their_own_account_where_the_password_is_required(
    office: PageClient, northfield: Northfield
) -> None:
    """The list doesn't offer any other way."""
    with northfield.database.reading() as session:
        ada = session.scalars(select(User).where(User.name == "Ada")).one()

    assert 'href="/account/delete"' in office.get("/account").text
    assert "Delete Ada" not in office.get("/users").text
    for answer in (office.get(f"/users/{ada.id}/delete", 303), office.post(f"/users/{ada.id}/delete")):
        assert answer.headers["Location"] == "/account/delete"


def test_a_new_account_with_the_same_address_starts_empty(
    office: PageClient, northfield: Northfield, erik: User, sign_in: SignInAs
) -> None:
    """It doesn't get anything of the earlier account back."""
    delete(office, f"/users/{erik.id}/delete")
    office.post("/users/new", {"name": "Erik Olsen", "email": erik.email}, 200)

    with northfield.database.reading() as session:
        again = session.scalars(select(User).where(User.email_key == erik.email_key)).one()
    assert "Northfield" not in sign_in(again).get("/organizations").text
    assert northfield.all(RespondentRow.user_id) == [None]
