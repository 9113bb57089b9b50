"""Renders reports in children that fork from one process per test process, which imports the PDF engine only once.

The code that they run is that of a child process of the application, and each is a new process, which ends with its
report. Only Python's start and the imports are shared. `tests/reports/test_rendering.py`, the server's jobs and
commands that run as processes of their own start their children as the application does.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from array import array
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NoReturn

from reports.child_process import ROOT, ChildProcess

RENDERER = "reports.render_child:main"
SERVER = f"import sys; sys.path[:] = {{path!r}}; from {__name__} import serve; serve({{end}})"


class ForkingServer:
    """The process that forks; it starts with the first report."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = threading.Lock()

    def fork(self, errors: IO[bytes] | None) -> Forked:
        """Start a child with the folder and environment of this process."""
        with self._starting:
            if self._process is None:
                self._start()
        (read_in, write_in), (read_out, write_out), (read_end, write_end) = os.pipe(), os.pipe(), os.pipe()
        given = (read_in, write_out, 2 if errors is None else errors.fileno(), write_end)
        state = json.dumps({"folder": str(Path.cwd()), "environment": dict(os.environ)}).encode()
        self._ours.sendmsg([state], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array("i", given))])
        for each in (read_in, write_out, write_end):
            os.close(each)
        return Forked(write_in, read_out, read_end)

    def _start(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        code = SERVER.format(path=[str(ROOT), *sys.path], end=theirs.fileno())
        command = [sys.executable, "-P", "-c", code]
        # In its own session, Ctrl-C doesn't reach it; it ends when its socket is closed, even if we are killed.
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], start_new_session=True)
        theirs.close()

    def end(self) -> None:
        """End the process; it waits for its children."""
        if self._process is not None:
            self._ours.close()
            self._process.wait()


class Forked:
    """A forked child, with the part of `Popen` that `ChildProcess` uses."""

    def __init__(self, feed: int, out: int, end: int) -> None:
        self.stdin, self.stdout, self._end = os.fdopen(feed, "wb"), os.fdopen(out, "rb"), os.fdopen(end, "rb")
        self.pid = int(self._end.readline())
        self._status: int | None = None
        self._waiting = threading.Lock()  # a timer may end a child while another thread does

    def kill(self) -> None:
        """Kill it unless it has ended."""
        if self._status is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Return its exit status, negative for a signal."""
        with self._waiting:
            if self._status is None:
                self._status = int(self._end.readline())
                self._end.close()
            return self._status


def forking_child(server: ForkingServer) -> type[ChildProcess]:
    """Return a `ChildProcess` that forks to render, and starts Python for anything else."""

    class ForkingChild(ChildProcess):
        def __init__(self, entry: str, *, own_group: bool = False, errors: IO[bytes] | None = None) -> None:
            super().__init__(entry, own_group=own_group, errors=errors)
            self._forks = entry == RENDERER and not own_group

        def start(self) -> None:
            if self._forks:
                self._process: Any = server.fork(self._errors)
            else:
                super().start()

    return ForkingChild


def serve(end: int) -> None:
    """Fork until the test process has ended, and wait for all children, so that their processor time is counted."""
    from reports.render_child import main  # noqa: PLC0415 - what it imports is to be imported once, and here alone

    with socket.socket(fileno=end) as wanted:
        while True:
            state, rights, _flags, _address = wanted.recvmsg(1 << 20, socket.CMSG_SPACE(4 * array("i").itemsize))
            if not state:
                break
            handles = array("i", rights[0][2])
            if not os.fork():
                wanted.close()
                _watch(state, handles, main)
            for each in handles:
                os.close(each)
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
    with suppress(ChildProcessError):
        while os.wait():
            pass


def _watch(state: bytes, handles: array[int], main: Callable[[], None]) -> NoReturn:
    """Fork once more, and tell the test process which process it is and how it ends."""
    feed, out, errors, end = handles
    child = os.fork()
    if not child:
        _run(state, (feed, out, errors), main)
    for each in (feed, out):
        os.close(each)
    os.write(end, b"%d\n" % child)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.write(end, b"%d\n" % status)
    os._exit(0)


def _run(state: bytes, handles: tuple[int, int, int], main: Callable[[], None]) -> NoReturn:
    status = 1
    try:
        told = json.loads(state)
        os.chdir(told["folder"])
        os.environ.clear()
        os.environ.update(told["environment"])
        for number, each in enumerate(handles):
            os.dup2(each, number)
        main()
        status = 0
    finally:
        os._exit(status)
