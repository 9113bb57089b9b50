"""The web server: waitress, which reads every request completely before a thread has to work on it.

Slow connections therefore cost memory but no thread; docs/decisions/0013-waitress.md has the measurements.
"""

from __future__ import annotations

import gc
import logging
import signal
import socket
import time
from contextlib import ExitStack
from types import FrameType
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from app.jobs import startup
from practices_catalog.faults import refuse

THREADS = 16  # as many as there are connections in the database pool
MOST_CONNECTIONS = 2000
MOST_WAITING = 1024
IDLE_SECONDS = 90
"""How long an idle connection stays open: longer than people think about an answer."""
GRACE_SECONDS = 10
"""How long requests may take to finish after the server was told to stop."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address.

    Raises:
        InputError: the address can't be used, for example because another program listens there.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with ExitStack() as if_refused:
            listening = if_refused.enter_context(socket.socket(family, kind, protocol))
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(MOST_WAITING)
            if_refused.pop_all()
    except OSError as error:
        wrong = f"can't listen on {host}, port {port}: {error.strerror}"
        raise refuse(wrong, f"try --port {port % 65535 + 1}") from error
    return listening


class Server:
    """One process with many threads, which suits SQLite."""

    def __init__(self, app: Flask, listening: socket.socket) -> None:
        self.app = app
        self.is_stopping = False
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no reason to worry anybody
        self.waitress: Any = create_server(  # the loop below uses what its type hints leave out
            app,
            sockets=[listening],
            threads=THREADS,
            connection_limit=MOST_CONNECTIONS,
            backlog=MOST_WAITING,
            channel_timeout=IDLE_SECONDS,
            asyncore_use_poll=True,
            max_request_body_size=app.config["MAX_CONTENT_LENGTH"] + 1,  # the application words the refusal
            clear_untrusted_proxy_headers=False,  # the application reads them, if it is told of proxies
            ident="Wayfinder",
        )

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT, then let the requests at work finish.

        Jobs left over from an earlier process are resumed at once.
        """
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        gc.collect()
        gc.freeze()  # the content never goes away, and scanning it for garbage takes longer than most pages
        startup.resume(self.app)
        while not self.is_stopping:
            self._serve_what_came(1)
        wasyncore.dispatcher.close(self.waitress)  # no further connections
        end = time.monotonic() + GRACE_SECONDS
        while self._is_working() and time.monotonic() < end:
            self._serve_what_came(0.1)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.is_stopping = True
        self.waitress.pull_trigger()

    def _serve_what_came(self, seconds: float) -> None:
        """Wait at most this long for connections that can be read or written, and do so."""
        connections = self.waitress._map  # noqa: SLF001 - waitress passes it to its own loop in the same way
        wasyncore.loop(timeout=seconds, use_poll=True, map=connections, count=1)

    def _is_working(self) -> bool:
        channels = list(self.waitress.active_channels.values())
        return any(channel.requests or channel.total_outbufs_len for channel in channels)
