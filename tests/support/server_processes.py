"""Servers in processes of their own, forked from one process that has imported the application once.

Importing takes over a second, and nothing that these servers are tested for depends on it. The tests of the commands
and of the wheel start servers as users do.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.context import ForkServerContext, ForkServerProcess

FORKING: ForkServerContext = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["app.cli.commands.serve"])


def serving_process(port: int, database: str) -> ForkServerProcess:
    """Start `wayfinder serve` in a process group of its own, which its first request shows to be ready."""
    process = FORKING.Process(target=_serve, args=(port, database))
    process.start()
    return process


def _serve(port: int, database: str) -> None:
    from app.cli import main  # noqa: PLC0415 - the parent needs none of it

    os.setsid()
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open until it is killed
    sys.argv = ["wayfinder", "serve", "--port", str(port), "--database", database]
    main()
