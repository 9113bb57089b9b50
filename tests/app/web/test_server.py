"""The web server: slow connections block nobody, idle ones stay open, and stopping lets requests finish."""

from __future__ import annotations

import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from app.running.settings import Config
from app.storage.migrating import upgrade
from app.web.access import public
from app.web.application import create_app
from app.web.server import Server, listen
from practices_catalog.faults import InputError
from tests.support.server_processes import FORKING

SLOW_CONNECTIONS = 200
FEW_FILES = 400
MEGABYTE = 1024**2
HALF_A_HEADER = b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Half: "
HALF_A_BODY = (
    b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\naddress="
)


def _serve(database: str, port: Connection, entered: Connection, most_files: int, most_bytes: int) -> None:
    if most_files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most_files, most_files))
    app = create_app(Config(database_url=database, secret_key="of this test", rate_limits=False))  # noqa: S106

    def wait() -> str:
        entered.send(True)
        time.sleep(1)
        return "finished"

    app.add_url_rule("/wait", "wait", public(wait))
    listening = listen("127.0.0.1", 0)
    port.send(listening.getsockname()[1])
    server = Server(app, listening)
    server.most_unfinished_bytes = most_bytes or server.most_unfinished_bytes
    server.run()


class _Running:
    """A server in its own process."""

    def __init__(self, folder: Path, most_files: int = 0, most_bytes: int = 0) -> None:
        database = f"sqlite:///{folder / 'wayfinder.db'}"
        upgrade(database)
        port, sent_port = FORKING.Pipe(duplex=False)
        self.entered, sent_entered = FORKING.Pipe(duplex=False)
        self.process = FORKING.Process(target=_serve, args=(database, sent_port, sent_entered, most_files, most_bytes))
        self.process.start()
        sent_port.close()
        self.port: int = port.recv()

    def connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=60)

    def status(self, path: str) -> int:
        with closing(self.connection()) as connection:
            connection.request("GET", path)
            return connection.getresponse().status

    def stop(self) -> None:
        if self.process.is_alive() and self.process.pid:
            os.kill(self.process.pid, signal.SIGTERM)
        self.process.join(60)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[_Running]:
    """A running server."""
    server = _Running(tmp_path)
    yield server
    server.stop()


@pytest.mark.parametrize("half", [HALF_A_HEADER, HALF_A_BODY], ids=["header", "body"])
def test_slow_connections_block_nobody(running: _Running, half: bytes) -> None:
    """There are many more of them than threads, and none ever sends the rest."""
    with ExitStack() as slow:
        for _ in range(SLOW_CONNECTIONS):
            connection = slow.enter_context(socket.create_connection(("127.0.0.1", running.port)))
            connection.sendall(half)

        assert running.status("/practices") == 200


def test_more_connections_than_open_files_keep_nobody_out(tmp_path: Path) -> None:
    """The client that opens them loses the oldest, and everyone else gets in."""
    server = _Running(tmp_path, most_files=FEW_FILES)
    try:
        with ExitStack() as slow:
            for _ in range(2 * FEW_FILES):
                connection = slow.enter_context(socket.create_connection(("127.0.0.1", server.port)))
                connection.sendall(HALF_A_HEADER)

            assert server.status("/practices") == 200
            with closing(server.connection()) as first:
                first.request("GET", "/sign-in")
                assert first.getresponse().status == 303
    finally:
        server.stop()


def test_unfinished_requests_never_fill_the_disk(tmp_path: Path) -> None:
    """The oldest are dropped, and the newest still gets its answer."""
    server = _Running(tmp_path, most_bytes=MEGABYTE)
    head = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % (MEGABYTE // 2)
    try:
        with ExitStack() as stack:
            several = []
            for _ in range(5):
                several.append(stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=60)))
                several[-1].sendall(head + bytes(MEGABYTE // 2 - 1))

            with suppress(ConnectionResetError):  # the server hasn't read everything
                assert several[0].recv(1) == b""
            several[-1].sendall(b".")
            assert several[-1].recv(12).startswith(b"HTTP/1.1 ")
    finally:
        server.stop()


def test_stopping_lets_a_request_finish(running: _Running) -> None:
    """Nobody loses what they just sent because the server is restarted."""
    answers: list[bytes] = []

    def ask() -> None:
        with closing(running.connection()) as connection:
            connection.request("GET", "/wait")
            answers.append(connection.getresponse().read())

    asking = threading.Thread(target=ask)
    asking.start()
    running.entered.recv()
    running.stop()
    asking.join()

    assert answers == [b"finished"]
    assert running.process.exitcode == 0


def test_a_connection_stays_open_between_two_responses(running: _Running) -> None:
    """A respondent who thinks for a while doesn't have to connect again."""
    with closing(running.connection()) as connection:
        for _ in range(2):
            connection.request("GET", "/sign-in")
            response = connection.getresponse()
            response.read()

            assert not response.will_close


def test_an_address_that_cannot_be_used_is_reported() -> None:
    """The message suggests another port."""
    with closing(listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(InputError, match=f"port {port}.*try --port"):
            listen("127.0.0.1", port)
