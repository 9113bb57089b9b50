"""No acknowledged answer is lost, even if the server is killed."""

from __future__ import annotations

import itertools
import os
import re
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest

from app.running.content import Content
from app.storage.assessments import RespondentRow
from app.storage.database import Database
from app.storage.migrating import upgrade
from app.web import sessions
from tests.support.factories import Make
from tests.support.ports import free_port
from tests.support.server_processes import serving_process
from tests.support.waiting import until

KILLS = 12
CLIENTS = 8
PATIENCE = 60.0


def connected(port: int) -> closing[HTTPConnection]:
    """Return a connection to the local server, to be closed by the caller."""
    return closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE))


@dataclass
class Respondent:
    """A respondent who keeps changing one answer, and remembers what was acknowledged."""

    id: str
    cookie: str
    statement: str
    token: str = ""
    acknowledged: tuple[int, str] = (0, "")
    unanswered: list[str] = field(default_factory=list)
    saves: int = 0

    def answer(self, port: int, numbers: Iterator[int]) -> None:
        """Send answers until the server is gone."""
        with (
            suppress(OSError, HTTPException),
            connected(port) as connection,
        ):
            while True:
                self._answer(connection, f"number {next(numbers)}")

    def _answer(self, connection: HTTPConnection, comment: str) -> None:
        self.unanswered.append(comment)
        values = {"version": self.acknowledged[0], "rating": "F", "comment": comment}
        headers = {
            "Cookie": self.cookie,
            "X-CSRFToken": self.token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        url = f"/answer/{self.id}/statements/{self.statement}"
        connection.request("POST", url, urlencode(values), headers)
        response = connection.getresponse()
        body = response.read().decode()
        assert response.status in {200, 409}, body
        [version] = re.findall(r'"version": ?(\d+)', body)
        # A conflict means that an unacknowledged answer was saved before the server was killed: continue from there.
        self.acknowledged = (int(version), comment if response.status == 200 else re.findall(r"number \d+", body)[0])
        self.unanswered.clear()
        self.saves += 1

    def fetch_token(self, port: int) -> None:
        """Load the page once, as a browser does, for its CSRF token."""
        with connected(port) as connection:
            connection.request("GET", f"/answer/{self.id}/incident-management", headers={"Cookie": self.cookie})
            response = connection.getresponse()
            page = response.read().decode()
        assert response.status == 200, page
        self.cookie += "; " + response.headers["Set-Cookie"].partition(";")[0]
        self.token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a database with all tables."""
    path = tmp_path / "wayfinder.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def respondents(file: Path, content: Content) -> list[Respondent]:
    """Return the respondents who answer at the same time, each with a session."""
    database = Database(f"sqlite:///{file}")
    make = Make(database, content)
    assessment = make.assessment(make.organization())
    found = []
    for number in range(CLIENTS):
        row: RespondentRow = make.respondent(assessment, name=f"Respondent {number}")
        with database.writing() as session:
            token = sessions.begin(session, respondent_id=row.id)
        found.append(Respondent(row.id, f"{sessions.ANSWERING_COOKIE}={token}", "incident-management.1"))
    database.close()
    return found


@contextmanager
def serving(file: Path) -> Iterator[tuple[int, int]]:
    """Run `wayfinder serve` in its own process group, wait until its port is open, and yield port and process id."""
    port = free_port()
    server = serving_process(port, str(file))
    assert server.pid
    try:
        until(lambda: _answers(port))
        yield port, server.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.kill()  # if it has no group yet
        server.join()


def _answers(port: int) -> bool:
    with suppress(OSError, HTTPException), connected(port) as connection:
        connection.request("GET", "/sign-in")
        return bool(connection.getresponse().read())
    return False


def test_killing_the_server_loses_no_acknowledged_answer(file: Path, respondents: list[Respondent]) -> None:
    """SIGKILL twenty times while eight people save answers: the database contains what they were told."""
    numbers = itertools.count(1)
    acknowledged = 0
    for kill in range(KILLS):
        wanted = sum(each.saves for each in respondents) + 5 * CLIENTS + kill
        with serving(file) as (port, pid):
            if not kill:
                for each in respondents:
                    each.fetch_token(port)
            threads = [threading.Thread(target=each.answer, args=(port, numbers)) for each in respondents]
            for thread in threads:
                thread.start()
            until(partial(_have_saved, respondents, wanted))
            time.sleep(0.001 * kill)  # at a different moment each time
            os.killpg(pid, signal.SIGKILL)
            for thread in threads:
                thread.join()
        acknowledged += _check(file, respondents)
    assert acknowledged > KILLS * CLIENTS


def _have_saved(respondents: list[Respondent], often: int) -> bool:
    return sum(each.saves for each in respondents) >= often


def _check(file: Path, respondents: list[Respondent]) -> int:
    """Compare the database with what each respondent was told, and return the total number of versions."""
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    versions = 0
    for each in respondents:
        row = connection.execute("SELECT version, comment FROM answer WHERE respondent_id = ?", (each.id,)).fetchone()
        version, comment = row or (0, "")
        told, last = each.acknowledged
        # One more answer may have been saved without the acknowledgement being sent.
        assert version in {told, told + 1}
        assert comment == last if version == told else comment in each.unanswered
        entries = connection.execute("SELECT count(*) FROM history WHERE respondent_id = ?", (each.id,)).fetchone()[0]
        assert entries == version
        versions += version
    connection.close()
    return versions
