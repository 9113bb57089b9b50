"""`wayfinder db`: the tables of the web application's database."""

from __future__ import annotations

import os

import click

from app.cli import output
from app.deletion.retention import prune
from app.running.settings import database_url, retention
from app.storage.database import Database
from app.storage.migrating import current, newest, upgrade
from practices_catalog.faults import Fault, InputError

database_option = click.option(
    "--database",
    envvar="WAYFINDER_DATABASE",
    default="",
    metavar="FILE|URL",
    help="The database; default: WAYFINDER_DATABASE, else a file in your data folder.",
)


@click.group()
def db() -> None:
    """Bring the web application's database to this release's tables, or remove what is too old."""


@db.command("upgrade")
@database_option
def upgrade_tables(database: str) -> None:
    """Upgrade the tables, wholly or not at all."""
    upgrade(url_of(database))
    click.echo(newest())


@db.command("current")
@database_option
def show_current(database: str) -> None:
    """Show which revision the tables are at, and which this release needs."""
    click.echo(f"{current(url_of(database)) or 'no tables yet'} (newest: {newest()})")


@db.command("prune")
@database_option
def prune_tables(database: str) -> None:
    """Remove old reports, ended sessions and links, and uploads not taken over, as the server does once a day."""
    faults: list[Fault] = []
    kept = retention(os.environ, faults)
    if faults:
        raise InputError(faults)
    url = url_of(database)
    upgrade(url)
    opened = Database(url)
    try:
        gone = prune(opened, kept)
    finally:
        opened.close()
    output.table("Removed", ("what", "how many"), gone.items(), right=(1,))


def url_of(database: str) -> str:
    """Return the address of a database given on the command line.

    Raises:
        InputError: it is none.
    """
    faults: list[Fault] = []
    url = database_url(database or os.environ.get("WAYFINDER_DATABASE", ""), faults)
    if faults:
        raise InputError(faults)
    return url
