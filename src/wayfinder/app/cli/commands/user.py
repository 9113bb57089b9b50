"""`wayfinder user`: accounts of the web application, for whoever runs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from wayfinder.app import accounts
from wayfinder.app.cli import output
from wayfinder.app.cli.commands.db import database_option, url_of
from wayfinder.app.storage.accounts import User
from wayfinder.app.storage.database import Database
from wayfinder.app.storage.migrating import upgrade
from wayfinder.practices_catalog.faults import refuse

DEFAULT_ADDRESS = "http://127.0.0.1:8000"


@click.group()
def user() -> None:
    """Add users of the web application, list them, or let one set a new password."""


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
        found = accounts.find_user(session, address)
        if found is None:
            raise refuse(f"nobody has the address {address!r}", "see `wayfinder user list`")
        link = _link(accounts.make_link(session, found))
    click.echo(link)


@user.command("list")
@database_option
def list_users(database: str) -> None:
    """List all users."""
    with _opened(database) as opened, opened.reading() as session:
        rows = [(each.name, each.address, _state(each)) for each in accounts.users(session)]
    output.table("Users", ("name", "address", "state"), rows)


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
