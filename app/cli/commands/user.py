"""`wayfinder user`: accounts of the web application, for its administrator."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from app.cli import output
from app.cli.commands.db import database_option, url_of
from app.deletion.accounts import Deletion, delete_account, deletion_of
from app.people import accounts, audit
from app.people.audit import Act, Party
from app.storage.accounts import User
from app.storage.audit import Event
from app.storage.database import Database
from app.storage.migrating import upgrade
from app.storage.organizations import OrganizationRow
from practices_catalog.faults import Fault, InputError, Place, refuse
from reports.views.figures import capital, count, listed

MOST_NAMED = 8
DEFAULT_ADDRESS = "http://127.0.0.1:8000"


@click.group()
def user() -> None:
    """Add, list or delete users of the web application, or reset a password."""


@user.command()
@click.argument("email", metavar="ADDRESS")
@click.option("--name", required=True, help="The user's name.")
@click.option("--administrator", is_flag=True, help="Let the user manage accounts.")
@database_option
def add(email: str, name: str, *, administrator: bool, database: str) -> None:
    """Add a user, and print a link for setting the password."""
    with _opened(database) as opened, opened.writing() as session:
        added = accounts.add_user(session, name=name, email=email, administrator=administrator)
        audit.record(session, Act(Event.ACCOUNT_ADDED, audit.OPERATOR, whom=Party.user(added)))
        link = _link(accounts.make_link(session, added))
    click.echo(link)


@user.command()
@click.argument("email", metavar="ADDRESS")
@database_option
def reset(email: str, database: str) -> None:
    """Print a link that lets a user set a new password. It works once, within three days."""
    with _opened(database) as opened, opened.writing() as session:
        found = _found(session, email)
        audit.record(session, Act(audit.link_event(found), audit.OPERATOR, whom=Party.user(found)))
        link = _link(accounts.make_link(session, found))
    click.echo(link)


@user.command("list")
@database_option
def list_users(database: str) -> None:
    """List all users."""
    with _opened(database) as opened, opened.reading() as session:
        rows = [(each.name, each.email, _state(each)) for each in accounts.users(session)]
    output.table("Users", ("name", "email", "state"), rows)


@user.command()
@click.argument("email", metavar="ADDRESS")
@click.option(
    "--new-lead", default="", metavar="ADDRESS", help="The new lead of organizations that have no other lead."
)
@click.option("--yes", is_flag=True, help="Delete without asking for confirmation.")
@database_option
def delete(email: str, new_lead: str, *, yes: bool, database: str) -> None:
    """Delete a user, after showing what will be deleted.

    The user's name and email address are erased from all organizations. Answers, consensus and history stay.
    """
    with _opened(database) as opened:
        with opened.reading() as session:
            found = _found(session, email)
            deletion = deletion_of(session, found)
            heir = _heir(session, found, new_lead)
            _refuse_hindered(found, deletion, has_heir=heir is not None)
            output.say(_effect(found, deletion, heir))
        if not yes:
            click.confirm("Delete this user?", abort=True, err=True)
        with opened.writing() as session:
            deletion = delete_account(session, _found(session, email), audit.OPERATOR, _heir(session, found, new_lead))
            _refuse_hindered(found, deletion)
    click.echo(f"{found.email} has been deleted.")


def _found(session: Session, email: str) -> User:
    found = accounts.find_user(session, email)
    if found is None:
        raise refuse(f"no user has the email address {email!r}", "see `wayfinder user list`")
    return found


def _heir(session: Session, user: User, email: str) -> User | None:
    if not email:
        return None
    heir = _found(session, email)
    if heir.id == user.id or not heir.active:
        wrong = f"{heir.email} is the user to delete" if heir.id == user.id else f"{heir.email} is deactivated"
        raise refuse(wrong, "choose someone else with --new-lead; `wayfinder user list` shows all users")
    return heir


def _refuse_hindered(user: User, deletion: Deletion, *, has_heir: bool = False) -> None:
    faults = []
    if deletion.is_last_administrator:
        mend = (
            "first make someone else an administrator, on the Users page or with `wayfinder user add --administrator`"
        )
        faults.append(Fault(Place(), f"{user.email} is the last administrator", mend))
    if deletion.leads_alone and not has_heir:
        wrong = f"{user.email} is the only lead of {_names(deletion.leads_alone)}"
        faults.append(Fault(Place(), wrong, "add --new-lead ADDRESS"))
    if faults:
        raise InputError(faults)


def _effect(user: User, deletion: Deletion, heir: User | None) -> str:
    """Return the effects of a deletion, one sentence per line."""
    gone = f"The account of {user.name} ({user.email}), with all sessions and links, will be deleted, "
    lines = [gone + "and the name and email address erased everywhere."]
    if deletion.belongs_to:
        lines.append(f"{user.name} will no longer be a member of {_names(deletion.belongs_to)}.")
    if heir and deletion.leads_alone:
        lines.append(f"{heir.name} will become the lead of {_names(deletion.leads_alone)}.")
    if deletion.answers_in:
        lines.append(f"Answers in {count(deletion.answers_in, 'assessment')} will stay, without the name.")
    if deletion.reports:
        lines.append(f"{capital(count(deletion.reports, 'finished report'))} containing the name will be deleted.")
    return "\n".join(lines)


def _names(organizations: Sequence[OrganizationRow]) -> str:
    return listed([each.name for each in organizations], MOST_NAMED)


@contextmanager
def _opened(database: str) -> Iterator[Database]:
    url = url_of(database)
    upgrade(url)
    opened = Database(url)
    try:
        yield opened
    finally:
        opened.close()


def _link(token: str) -> str:
    return f"{os.environ.get('WAYFINDER_ADDRESS', DEFAULT_ADDRESS).rstrip('/')}/reset/{token}"


def _state(user: User) -> str:
    state = "active" if user.active else "deactivated"
    return f"{state}, administrator" if user.is_administrator else state
