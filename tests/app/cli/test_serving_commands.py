"""`wayfinder db`, `wayfinder user` and `wayfinder serve`."""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from datetime import timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from app.storage.accounts import ResetLink, User
from app.storage.base import now
from app.storage.database import Database
from app.storage.migrating import newest
from app.storage.organizations import Membership, OrganizationRow, Role
from tests.support.checkout import WAYFINDER
from tests.support.ports import free_port


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path of a database."""
    return tmp_path / "wayfinder.db"


def test_db_upgrade_creates_the_tables_and_db_current_shows_the_revision(run: Any, file: Path) -> None:
    """The command is called before and after the upgrade."""
    assert "no tables yet" in run("db", "current", "--database", file).out

    assert run("db", "upgrade", "--database", file).out.strip() == newest()

    assert run("db", "current", "--database", file).out.startswith(newest())


def test_a_user_is_added_listed_and_gets_a_link(run: Any, file: Path) -> None:
    """`add` and `reset` print only the link to standard output."""
    added = run("user", "add", "Dana@Example.org", "--name", "Dana", "--administrator", "--database", file)
    reset = run("user", "reset", "dana@example.org", "--database", file)

    assert re.fullmatch(r"http://127\.0\.0\.1:8000/reset/[\w-]{43}\n", added.out)
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/reset/[\w-]{43}\n", reset.out)
    assert "Dana@Example.org" in run("user", "list", "--database", file).out


def test_an_email_address_has_one_account_and_reset_needs_one(run: Any, file: Path) -> None:
    """Both fail with a message and status 2."""
    run("user", "add", "dana@example.org", "--name", "Dana", "--database", file)

    twice = run("user", "add", "DANA@example.org", "--name", "Dana", "--database", file)
    unknown = run("user", "reset", "erik@example.org", "--database", file)

    assert (twice.status, twice.err) == (
        2,
        "error: email: DANA@example.org already has an account; use another email address\n",
    )
    assert unknown.status == 2


def test_a_port_in_use_is_reported_with_another_one(run: Any, file: Path) -> None:
    """This happens before anything is loaded."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run("serve", "--port", str(port), "--database", file)

    assert refused.status == 2
    assert f"try --port {port + 1}" in refused.err
    assert not file.exists()


def test_serve_demo_prints_a_url_that_signs_in(tmp_path: Path) -> None:
    """One command and one click are enough, and Ctrl+C leaves nothing behind."""
    port = free_port()
    command = [WAYFINDER, "serve", "--demo", "--port", str(port)]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        url = server.stdout.readline().split()[-1]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(url, timeout=300) as answer:
            page = answer.read().decode()
        server.send_signal(signal.SIGINT)
        server.wait(300)

    assert "Northfield Hospitals" in page
    assert list(tmp_path.glob("wayfinder-demo-*")) == []


def test_the_first_start_prints_a_link_for_the_first_account(tmp_path: Path) -> None:
    """One click on it is enough; once there is an account, nothing is printed."""
    lines = [_printed_by_serve(tmp_path)]
    subprocess.run(
        [WAYFINDER, "user", "add", "dana@example.org", "--name", "Dana", "--database", tmp_path / "wayfinder.db"],
        check=True,
        capture_output=True,
    )
    lines.append(_printed_by_serve(tmp_path))

    assert re.search(r"first account, open http://127\.0\.0\.1:\d+/first-account\?key=[0-9a-f]{32}\n", lines[0])
    assert "first-account" not in lines[1]


def _printed_by_serve(folder: Path) -> str:
    command = [WAYFINDER, "serve", "--port", str(free_port()), "--database", str(folder / "wayfinder.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        lines = ""
        while "Ctrl+C" not in lines:
            lines += server.stdout.readline()
        server.terminate()  # unlike SIGINT, it is never ignored before the server listens to signals
        server.wait(300)
    return lines


def test_a_user_is_deleted_after_a_summary(run: Any, file: Path) -> None:
    """With `--yes`, the command doesn't ask."""
    run("user", "add", "dana@example.org", "--name", "Dana", "--administrator", "--database", file)
    run("user", "add", "erik@example.org", "--name", "Erik", "--database", file)

    deleted = run("user", "delete", "ERIK@example.org", "--yes", "--database", file)

    assert deleted.status == 0
    effect = (
        "The account of Erik (erik@example.org), with all sessions and links, will be deleted, "
        "and the name and email address erased everywhere."
    )
    assert deleted.out == f"{effect}\nerik@example.org has been deleted.\n"
    assert "Erik" not in run("user", "list", "--database", file).out


def test_without_confirmation_nobody_is_deleted(
    run: Any, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script without `--yes` does no harm."""
    run("user", "add", "erik@example.org", "--name", "Erik", "--database", file)
    capsys.readouterr()
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))

    refused = run("user", "delete", "erik@example.org", "--database", file)

    assert (refused.status, "Stopped" in refused.err) == (2, True)
    assert "Erik" in run("user", "list", "--database", file).out


def test_the_last_administrator_and_an_only_lead_are_not_deleted(run: Any, file: Path) -> None:
    """The message says what to do; `--new-lead` names the next lead."""
    run("user", "add", "dana@example.org", "--name", "Dana", "--administrator", "--database", file)
    run("user", "add", "erik@example.org", "--name", "Erik", "--database", file)
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        erik = session.scalars(select(User).where(User.name == "Erik")).one()
        led = OrganizationRow(id="northfield", name="Northfield")
        led.memberships = [Membership(user_id=erik.id, role=Role.LEAD)]
        session.add(led)

    last = run("user", "delete", "dana@example.org", "--yes", "--database", file)
    only = run("user", "delete", "erik@example.org", "--yes", "--database", file)
    himself = run("user", "delete", "erik@example.org", "--new-lead", "Erik@example.org", "--yes", "--database", file)
    handed = run("user", "delete", "erik@example.org", "--new-lead", "dana@example.org", "--yes", "--database", file)

    assert (last.status, only.status, himself.status, handed.status) == (2, 2, 2, 0)
    assert "dana@example.org is the last administrator; first make someone else an administrator" in last.err
    assert only.err == "error: erik@example.org is the only lead of Northfield; add --new-lead ADDRESS\n"
    assert "erik@example.org is the user to delete" in himself.err
    assert "Dana will become the lead of Northfield." in handed.out
    with database.reading() as session:
        found = session.execute(
            select(User.name, Membership.role).join(Membership, Membership.user_id == User.id)
        ).all()
    database.close()
    assert found == [("Dana", Role.LEAD)]


def test_db_prune_prints_what_was_deleted(run: Any, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It uses the number of days in the settings; an invalid setting stops it before anything is deleted."""
    run("user", "add", "dana@example.org", "--name", "Dana", "--database", file)
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        session.execute(update(ResetLink).values(expires_at=now() - timedelta(days=31)))
    database.close()

    monkeypatch.setenv("WAYFINDER_KEEP_LEFTOVERS_DAYS", "never")
    assert run("db", "prune", "--database", file).status == 2
    monkeypatch.delenv("WAYFINDER_KEEP_LEFTOVERS_DAYS")
    first, second = (run("db", "prune", "--database", file).out for _ in range(2))

    assert re.search(r"password links +1$", first, re.MULTILINE)
    assert re.search(r"password links +0$", second, re.MULTILINE)
