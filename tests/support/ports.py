"""Ports for servers in processes of their own."""

from __future__ import annotations

import socket
from contextlib import suppress
from random import SystemRandom

OUT_OF_THE_WAY = range(20_000, 32_000)  # Linux may use higher ports for outgoing connections at any time


def free_port() -> int:
    """Return a free port of this computer."""
    while True:
        port = SystemRandom().choice(OUT_OF_THE_WAY)
        with suppress(OSError), socket.socket() as tried:
            tried.bind(("127.0.0.1", port))
            return port
