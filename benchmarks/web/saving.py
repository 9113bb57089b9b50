"""Answers saved per second by 50 people at once, compared with SQLite alone storing the same rows."""

from __future__ import annotations

import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

from app.assessments.frozen_questionnaires import frozen
from app.running.content import Content, load_content
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.database import PRAGMAS, Database
from app.storage.migrating import upgrade
from app.storage.organizations import OrganizationRow
from app.web import sessions
from questionnaires.model import Method
from tests.support.checkout import WAYFINDER

CLIENTS, ROUNDS, SAVES = 50, 3, 20
HOST = "127.0.0.1"
GOOD = 200
TABLES = ("answer", "history")
TOKEN = re.compile(r'"X-CSRFToken": "([^"]+)"')
RATINGS = ("N", "P", "L", "F")


@dataclass(frozen=True, slots=True)
class SavingFigures:
    """Medians over several rounds.

    Attributes:
        ours: answers saved per second by all clients together.
        raw: the same rows per second, by one connection with the same pragmas and one transaction per answer.
        ms, ms_slow: how long a client waits: the median and the 95th percentile.
    """

    ours: float
    raw: float
    ms: float
    ms_slow: float


def measure_saving() -> SavingFigures:
    """Return how many answers per second `wayfinder serve` saves with 50 people answering at once."""
    content = load_content()
    statements = [each.id for each in content.questionnaires[0].statements]
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder, "ours.db"), Path(folder, "raw.db")
        people = _prepare(path, content)
        shutil.copy(path, copy)
        with _serving(path) as port:
            clients = [Client(port, respondent, token) for respondent, token in people]
            rounds = [
                _round(clients, statements[number * SAVES : (number + 1) * SAVES], path, copy)
                for number in range(ROUNDS)
            ]
    waits = sorted(wait for each in rounds for wait in each.waits)
    return SavingFigures(
        ours=statistics.median(each.ours for each in rounds),
        raw=statistics.median(each.raw for each in rounds),
        ms=statistics.median(waits) * 1000,
        ms_slow=waits[len(waits) * 95 // 100] * 1000,
    )


class Client:
    """A respondent with a personal link, who sends one answer after another over one open connection."""

    def __init__(self, port: int, respondent: str, token: str) -> None:
        self.connection = HTTPConnection(HOST, port, timeout=60)
        self.url = f"/answer/{respondent}"
        self.headers = {"Cookie": f"{sessions.ANSWERING_COOKIE}={token}"}
        self.connection.request("GET", self.url, headers=self.headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        found = TOKEN.search(page)
        if answer.status != GOOD or found is None:
            raise RuntimeError(f"{self.url} returned status {answer.status}, or no token")
        self.headers["Cookie"] += "; " + (answer.headers["Set-Cookie"] or "").partition(";")[0]
        self.headers["X-CSRFToken"] = found[1]
        self.headers["Content-Type"] = "application/x-www-form-urlencoded"

    def save(self, statements: Sequence[str]) -> list[float]:
        """Save an answer to each statement, and return the seconds that each took.

        Raises:
            RuntimeError: an answer wasn't saved.
        """
        self.connection.close()  # the server has closed it if the last round was long ago
        waits = []
        for number, statement in enumerate(statements):
            sent = urlencode({"rating": RATINGS[number % 4], "version": 0, "evidence": "The handbook", "comment": ""})
            started = time.perf_counter()
            url = f"{self.url}/statements/{quote(statement)}"
            self.connection.request("POST", url, sent, self.headers)
            answer = self.connection.getresponse()
            said = answer.read()
            waits.append(time.perf_counter() - started)
            if answer.status != GOOD:
                raise RuntimeError(f"{url} returned status {answer.status}: {said[:200]!r}")
        return waits


@dataclass(frozen=True, slots=True)
class Round:
    """One round: answers per second, and how long each client waited for each of its answers."""

    ours: float
    raw: float
    waits: list[float]


def _round(clients: Sequence[Client], statements: Sequence[str], path: Path, copy: Path) -> Round:
    before = _last_rows(copy)
    with ThreadPoolExecutor(len(clients)) as pool:
        started = time.perf_counter()
        waits = [wait for several in pool.map(lambda client: client.save(statements), clients) for wait in several]
        seconds = time.perf_counter() - started
    rows = _rows_after(path, before)
    answers = len(clients) * len(statements)
    if any(len(each) != answers for each in rows.values()):
        raise RuntimeError(f"{answers} answers were sent, but {[len(each) for each in rows.values()]} rows were saved")
    return Round(answers / seconds, answers / _insert(copy, rows), waits)


def _last_rows(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return {each: connection.execute(f"SELECT max(rowid) FROM {each}").fetchone()[0] or 0 for each in TABLES}  # noqa: S608


def _rows_after(path: Path, rowids: dict[str, int]) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} WHERE rowid > ? ORDER BY rowid", (rowid,)).fetchall()  # noqa: S608
            for table, rowid in rowids.items()
        }


def _insert(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> float:
    """Return the seconds that SQLite alone takes to store the rows, each answer with its history in one transaction."""
    inserts = {each: f"INSERT INTO {each} VALUES ({','.join('?' * len(rows[each][0]))})" for each in TABLES}  # noqa: S608
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        started = time.perf_counter()
        for several in zip(*rows.values(), strict=True):
            connection.execute("BEGIN IMMEDIATE")
            for table, row in zip(rows, several, strict=True):
                connection.execute(inserts[table], row)
            connection.execute("COMMIT")
        return time.perf_counter() - started


def _prepare(path: Path, content: Content) -> list[tuple[str, str]]:
    """Return the respondents of one assessment with their session tokens."""
    questionnaire = content.questionnaires[0]
    upgrade(f"sqlite:///{path}")
    with closing(Database(f"sqlite:///{path}")) as database, database.writing() as session:
        organization = OrganizationRow(name="Northfield")
        session.add(organization)
        session.flush()
        assessment = AssessmentRow(
            organization_id=organization.id,
            name="Quick scan",
            assessed_on=date(2026, 3, 2),
            questionnaire=frozen(questionnaire),
            questionnaire_id=questionnaire.id,
            questionnaire_version=questionnaire.version,
            method=Method.ISO_33020.value,
        )
        session.add(assessment)
        session.flush()
        respondents = [RespondentRow(assessment_id=assessment.id, name=f"Person {n}") for n in range(CLIENTS)]
        session.add_all(respondents)
        session.flush()
        return [(each.id, sessions.begin(session, respondent_id=each.id)) for each in respondents]


@contextmanager
def _serving(path: Path) -> Iterator[int]:
    """Start the server on a database with the command that users run, and yield its port."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [WAYFINDER, "serve", "--port", str(port), "--database", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None  # noqa: S101 - it is a pipe
            if "Wayfinder is running at" not in server.stdout.readline():
                raise RuntimeError("the server didn't start")
            yield port
        finally:
            server.terminate()
