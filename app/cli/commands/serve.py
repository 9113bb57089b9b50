"""`wayfinder serve`: the web application."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from app.cli.commands.db import database_option
from app.cli.options import content_of
from app.demo.assessments import load_demo
from app.people import accounts
from app.running.content import Content
from app.running.settings import Config, from_environment
from app.storage.database import Database
from app.storage.migrating import current, newest, upgrade
from app.web.application import create_app
from app.web.server import Server, listen
from practices_catalog.faults import refuse


@click.command()
@click.option("--demo", is_flag=True, help="Load the sample organization, and print a link that signs you in.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; 0.0.0.0 lets other computers connect.",
)
@database_option
@click.pass_context
def serve(ctx: click.Context, *, demo: bool, port: int, host: str, database: str) -> None:
    """Start the web application. Press Ctrl+C to stop it.

    The first time you start it, it prints a link for creating the first account.
    """
    content = content_of(ctx)
    with ExitStack() as closing:
        listening = closing.enter_context(listen(host, port))
        if demo and not database:
            folder = closing.enter_context(tempfile.TemporaryDirectory(prefix="wayfinder-demo-"))
            database = str(Path(folder) / "demo.db")
        config = from_environment(database=database, demo=demo)
        _prepare(config)
        base = config.public_url or f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104
        url = f"{base}/demo/{_demo_token(config, content)}" if demo else base
        server = Server(create_app(config, content), listening)
        click.echo(f"Wayfinder is running at {url}")
        if key := _setup_key(config):
            click.echo(f"To create the first account, open {base}/first-account?key={key}")
        click.echo("Press Ctrl+C to stop.")
        server.run()


def _prepare(config: Config) -> None:
    """Upgrade an SQLite file; refuse any other database with old tables, because other servers may be using it."""
    if config.database_url.startswith("sqlite"):
        upgrade(config.database_url)
    elif current(config.database_url) != newest():
        raise refuse("the database needs an upgrade", "run `wayfinder db upgrade`")


def _setup_key(config: Config) -> str:
    """Return the key for creating the first account, or "" if there are accounts."""
    database = Database(config.database_url)
    with database.reading() as session:
        key = accounts.setup_key(config.secret_key) if accounts.is_first_start(session) else ""
    database.close()
    return key


def _demo_token(config: Config, content: Content) -> str:
    database = Database(config.database_url)
    with database.writing() as session:
        token = accounts.make_link(session, load_demo(session, content))
    database.close()
    return token
