"""`wayfinder user`: accounts of the web application, for whoever runs it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from app.cli import output
from app.cli.commands.db import database_option, url_of
from app.deletion.accounts import Deletion, delete_account, deletion_of
from app.people import accounts
from app.storage.accounts import User
from app.storage.database import Database
from app.storage.migrating import upgrade
from app.storage.organizations import Organization
from practices_catalog.faults import Fault, InputError, Place, refuse
from reports.views.figures import count, listed

NAMED = 8
DEFAULT_ADDRESS = "http://127.0.0.1:8000"


@click.group()
def user() -> None:
    """Add users of the web application, list or delete them, or let one set a new password."""


@user.command()
@click.argument("address")
@click.option("--name", required=True, help="How the user is called.")
@click.option("--administrator", is_flag=True, help="Lets the user look after accounts.")
@database_option
def add(address: str, name: str, *, administrator: bool, database: str) -> None:
    """Add a user, and print the link that sets the password."""
    with _opened(database) as opened, opened.writing() as session:
        added = accounts.add_user(session, name=name, address=address, administrator=administrator)
        link = _link(accounts.make_link(session, added))
    click.echo(link)


@user.command()
@click.argument("address")
@database_option
def reset(address: str, database: str) -> None:
    """Print a link with which a user sets a new password, once, within three days."""
    with _opened(database) as opened, opened.writing() as session:
        link = _link(accounts.make_link(session, _found(session, address)))
    click.echo(link)


@user.command("list")
@database_option
def list_users(database: str) -> None:
    """List all users."""
    with _opened(database) as opened, opened.reading() as session:
        rows = [(each.name, each.address, _state(each)) for each in accounts.users(session)]
    output.table("Users", ("name", "address", "state"), rows)


@user.command()
@click.argument("address")
@click.option("--new-lead", default="", metavar="ADDRESS", help="Who leads what the user alone leads now.")
@click.option("--yes", is_flag=True, help="Does not ask.")
@database_option
def delete(address: str, new_lead: str, *, yes: bool, database: str) -> None:
    """Delete a user, after saying what goes.

    Organizations lose name and address; answers, consensus and history stay without them.
    """
    with _opened(database) as opened:
        with opened.reading() as session:
            found = _found(session, address)
            deletion = deletion_of(session, found)
            heir = _heir(session, found, new_lead)
            _refuse_hindered(found, deletion, has_heir=heir is not None)
            output.say(_effect(found, deletion, heir))
        if not yes:
            click.confirm("Delete it?", abort=True, err=True)
        with opened.writing() as session:
            deletion = delete_account(session, _found(session, address), _heir(session, found, new_lead))
            _refuse_hindered(found, deletion)
    click.echo(f"{found.address} was deleted.")


def _found(session: Session, address: str) -> User:
    found = accounts.find_user(session, address)
    if found is None:
        raise refuse(f"nobody has the address {address!r}", "see `wayfinder user list`")
    return found


def _heir(session: Session, user: User, address: str) -> User | None:
    if not address:
        return None
    heir = _found(session, address)
    if heir.id == user.id or not heir.active:
        wrong = f"{heir.address} is the user to be deleted" if heir.id == user.id else f"{heir.address} is deactivated"
        raise refuse(wrong, "name another for --new-lead; `wayfinder user list` shows all")
    return heir


def _refuse_hindered(user: User, deletion: Deletion, *, has_heir: bool = False) -> None:
    faults = []
    if deletion.is_last_administrator:
        mend = "make somebody else an administrator first, on the page Users or by `wayfinder user add --administrator`"
        faults.append(Fault(Place(), f"{user.address} is the last who looks after accounts", mend))
    if deletion.leads_alone and not has_heir:
        wrong = f"{user.address} is the only lead of {_names(deletion.leads_alone)}"
        faults.append(Fault(Place(), wrong, "add --new-lead ADDRESS"))
    if faults:
        raise InputError(faults)


def _effect(user: User, deletion: Deletion, heir: User | None) -> str:
    """Return what a deletion does, in sentences."""
    said = [f"{user.name} ({user.address}) goes with sessions and links; organizations keep no name and no address."]
    if deletion.belongs_to:
        said.append(f"Belongs no more to {_names(deletion.belongs_to)}.")
    if heir and deletion.leads_alone:
        said.append(f"{heir.name} leads from then on {_names(deletion.leads_alone)}.")
    if deletion.answers_in:
        said.append(f"Answers in {count(deletion.answers_in, 'assessment')} stay without the name.")
    if deletion.reports:
        said.append(f"Finished reports that bear the name, and go: {deletion.reports}.")
    return "\n".join(said)


def _names(organizations: Sequence[Organization]) -> str:
    return listed([each.name for each in organizations], NAMED)


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
