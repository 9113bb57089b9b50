"""`wayfinder db`: the tables of the web application's database."""

from __future__ import annotations

import click

from app.cli import output
from app.deletion.retention import prune
from app.running.settings import resolved_database_url, retention_from_environment
from app.storage.database import Database
from app.storage.migrating import current, newest, upgrade
from practices_catalog.faults import Fault, InputError

database_option = click.option(
    "--database",
    envvar="WAYFINDER_DATABASE",
    default="",
    metavar="FILE|URL",
    help="The database. Default: WAYFINDER_DATABASE, or else a file in your data folder.",
)


@click.group()
def db() -> None:
    """Upgrade the web application's database, or remove old data."""


@db.command("upgrade")
@database_option
def upgrade_tables(database: str) -> None:
    """Upgrade the tables to this release. If an upgrade fails, nothing changes."""
    upgrade(url_of(database))
    click.echo(newest())


@db.command("current")
@database_option
def show_current(database: str) -> None:
    """Show the revision of the tables, and the one that this release needs."""
    click.echo(f"{current(url_of(database)) or 'no tables yet'} (newest: {newest()})")


@db.command("prune")
@database_option
def prune_tables(database: str) -> None:
    """Remove old reports, expired sessions and links, and abandoned uploads. The server also does this once a day."""
    retention = retention_from_environment()
    url = url_of(database)
    upgrade(url)
    opened = Database(url)
    try:
        removed = prune(opened, retention)
    finally:
        opened.close()
    output.table("Removed", ("what", "how many"), removed.items(), right=(1,))


def url_of(database: str) -> str:
    """Return the URL of the database named on the command line.

    Raises:
        InputError: the name can't be used.
    """
    faults: list[Fault] = []
    url = resolved_database_url(database, faults)
    if faults:
        raise InputError(faults)
    return url
