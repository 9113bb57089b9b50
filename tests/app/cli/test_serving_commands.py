"""`wayfinder db`, `wayfinder user` and `wayfinder serve`."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest

from wayfinder.app.storage.migrating import newest


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database's file."""
    return tmp_path / "wayfinder.db"


def test_db_upgrade_makes_the_tables_and_db_current_tells(run: Any, file: Path) -> None:
    """Before and after."""
    assert "no tables yet" in run("db", "current", "--database", file).out

    assert run("db", "upgrade", "--database", file).out.strip() == newest()

    assert run("db", "current", "--database", file).out.startswith(newest())


def test_a_user_is_added_listed_and_gets_a_link(run: Any, file: Path) -> None:
    """Standard output of `add` and `reset` is the link alone."""
    added = run("user", "add", "Dana@Example.org", "--name", "Dana", "--administrator", "--database", file)
    reset = run("user", "reset", "dana@example.org", "--database", file)

    assert re.fullmatch(r"http://127\.0\.0\.1:8000/reset/[\w-]{43}\n", added.out)
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/reset/[\w-]{43}\n", reset.out)
    assert "Dana@Example.org" in run("user", "list", "--database", file).out


def test_an_address_is_added_once_and_reset_only_where_it_is(run: Any, file: Path) -> None:
    """One message, and status 2."""
    run("user", "add", "dana@example.org", "--name", "Dana", "--database", file)

    twice = run("user", "add", "DANA@example.org", "--name", "Dana", "--database", file)
    unknown = run("user", "reset", "erik@example.org", "--database", file)

    assert (twice.status, twice.err) == (
        2,
        "error: address: DANA@example.org has an account already; use another address\n",
    )
    assert unknown.status == 2


def test_a_port_that_is_taken_is_named_with_another(run: Any, file: Path) -> None:
    """Before anything is loaded."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run("serve", "--port", str(port), "--database", file)

    assert refused.status == 2
    assert f"write --port {port + 1}" in refused.err
    assert not file.exists()


def test_serve_demo_prints_an_address_that_signs_in(tmp_path: Path) -> None:
    """One command, one click; Ctrl+C leaves nothing behind."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "wayfinder", "serve", "--demo", "--port", str(port)]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(address, timeout=30) as answer:
            page = answer.read().decode()
        server.send_signal(signal.SIGINT)
        server.wait(30)

    assert "Northfield Hospitals" in page
    assert list(tmp_path.glob("wayfinder-demo-*")) == []
