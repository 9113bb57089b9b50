"""The web server: waitress, which reads every request completely before a thread has to work on it.

Slow connections therefore use memory but don't tie up a thread; docs/decisions/0013-waitress.md has the measurements.
When almost all connections are in use, the oldest idle ones are closed, so that nobody can lock everyone else out by
opening many connections.
"""

from __future__ import annotations

import gc
import logging
import resource
import signal
import socket
import time
from contextlib import ExitStack, suppress
from types import FrameType
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from app.jobs import startup
from practices_catalog.faults import refuse

THREADS = 16  # the same as the number of connections in the database pool
MOST_CONNECTIONS = 2000
FILES_OF_A_CONNECTION = 2  # its socket, and a temporary file for a large request
OTHER_FILES = 300
"""The number of open files that the server needs besides connections: for the database, child processes and pages."""
ALMOST_FULL = 0.9
"""The share of connections in use at which the server starts to close the oldest idle ones."""
MOST_UNFINISHED_BYTES = 256 * 1024**2
"""How much data of unfinished requests is kept, in memory or temporary files, before the oldest are closed."""
MOST_WAITING = 1024
IDLE_SECONDS = 90
"""How long an idle connection stays open: longer than people take to think about an answer."""
GRACE_SECONDS = 10
"""How long requests may take to finish after the server has been told to stop."""


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


def most_connections() -> int:
    """Return how many connections may be open at once, after raising the limit on open files as far as necessary.

    Many systems allow 1,024 open files. Without this limit, connections could use all of them and leave none for the
    database.
    """
    wanted = FILES_OF_A_CONNECTION * MOST_CONNECTIONS + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        with suppress(OSError, ValueError):  # some systems have further limits
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = wanted if soft == resource.RLIM_INFINITY else min(wanted, soft)
    return max(THREADS, (files - OTHER_FILES) // FILES_OF_A_CONNECTION)


class Server:
    """One process with many threads, which suits SQLite."""

    def __init__(self, app: Flask, listening: socket.socket) -> None:
        self.app = app
        self.is_stopping = False
        self.most_connections = most_connections()
        self.most_unfinished_bytes = MOST_UNFINISHED_BYTES
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is normal and not worth a warning
        self.waitress: Any = create_server(  # the loop below uses attributes that the type hints leave out
            app,
            sockets=[listening],
            threads=THREADS,
            connection_limit=self.most_connections,
            backlog=MOST_WAITING,
            channel_timeout=IDLE_SECONDS,
            asyncore_use_poll=True,
            max_request_body_size=app.config["MAX_CONTENT_LENGTH"] + 1,  # the application writes the error message
            clear_untrusted_proxy_headers=False,  # the application reads them if it is configured for proxies
            ident="Wayfinder",
        )

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT, then let the requests in progress finish.

        Jobs left over from an earlier process are resumed immediately.
        """
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        gc.collect()
        gc.freeze()  # the content is never freed, and scanning it for garbage takes longer than most pages
        startup.resume(self.app)
        while not self.is_stopping:
            self._serve_what_came(1)
            self._make_room()
            self._drop_unfinished()
        wasyncore.dispatcher.close(self.waitress)  # accept no further connections
        end = time.monotonic() + GRACE_SECONDS
        while self._is_working() and time.monotonic() < end:
            self._serve_what_came(0.1)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.is_stopping = True
        self.waitress.pull_trigger()

    def _serve_what_came(self, seconds: float) -> None:
        """Read and write connections that are ready, waiting at most this long for the first one."""
        connections = self.waitress._map  # noqa: SLF001 - waitress's own loop does the same
        wasyncore.loop(timeout=seconds, use_poll=True, map=connections, count=1)

    def _make_room(self) -> None:
        """If there are too many connections, close the oldest ones that are idle or whose reply isn't being read.

        Browsers reconnect automatically. Activity doesn't count, because sending a byte now and then costs nothing.
        """
        channels = self._channels()
        excess = len(channels) - int(self.most_connections * ALMOST_FULL)
        if excess > 0:
            idle = [channel for channel in channels if not channel.requests]
            idle.sort(key=lambda channel: (channel.total_outbufs_len > 0, channel.creation_time))
            for channel in idle[:excess]:
                channel.will_close = True

    def _drop_unfinished(self) -> None:
        """If unfinished requests take up too much disk space in total, close the connections with the oldest ones.

        Having a session makes no difference, because anyone can send a cookie, and only the database knows whether it's
        valid.
        """
        unfinished = [
            channel for channel in self._channels() if channel.request and channel.request.body_bytes_received
        ]
        excess = sum(channel.request.body_bytes_received for channel in unfinished) - self.most_unfinished_bytes
        unfinished.sort(key=lambda channel: channel.creation_time, reverse=True)
        while excess > 0:
            channel = unfinished.pop()
            excess -= channel.request.body_bytes_received
            channel.request.close()
            channel.will_close = True

    def _channels(self) -> list[Any]:
        return list(self.waitress.active_channels.values())

    def _is_working(self) -> bool:
        return any(channel.requests or channel.total_outbufs_len for channel in self._channels())
