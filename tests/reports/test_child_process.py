"""The protocol between a process and its child process."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from reports.child_process import ROOT, ChildProcess, Reply
from tests.support.waiting import until

PARENT = """
import sys, time
from reports.child_process import ChildProcess
child = ChildProcess("tests.support.children:linger", own_group=sys.argv[1] == "group")
child.start()
print(next(child.replies()).fields["pid"], flush=True)
time.sleep(600)
"""


def is_alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def replies_of(entry: str, *work: bytes) -> list[Reply]:
    """Return what a child replies."""
    with ChildProcess(f"tests.support.children:{entry}") as child:
        child.send(work)
        return list(child.replies())


def test_replies_and_payload_arrive_without_the_output_of_libraries() -> None:
    """Prints go to standard error."""
    assert replies_of("chatter", b"the ", b"work\n") == [
        Reply({"stage": "Working", "progress": 0.5}),
        Reply({}, b"the work\n"),
    ]


def test_a_truncated_reply_is_an_error() -> None:
    """Half a document is never mistaken for a whole one."""
    with pytest.raises(ValueError, match="cut short"):
        replies_of("break_off")


def test_a_child_never_looks_for_modules_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder has its own `reports` and `json`, and a server has put it on the path."""
    for name in ("reports", "json"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise ImportError('not ours')", encoding="ascii")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), *sys.path])

    [reply] = replies_of("tell_path")

    assert "" not in reply.fields["path"]
    assert str(tmp_path) not in reply.fields["path"]
    assert reply.fields["reports"] == str(ROOT / "reports" / "__init__.py")


def test_our_packages_are_found_in_the_current_folder_of_a_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are in the current folder there."""
    monkeypatch.chdir(ROOT)

    [reply] = replies_of("tell_path")

    assert reply.fields["reports"] == str(ROOT / "reports" / "__init__.py")


@pytest.mark.parametrize("group", ["group", "no group"])
def test_a_child_ends_with_its_parent(group: str) -> None:
    """This holds even if the parent is killed and can't end it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PARENT, group]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_alive(pid)

        parent.kill()

    until(lambda: not is_alive(pid))


def test_a_child_is_ended_when_its_parent_no_longer_needs_it() -> None:
    """It makes no difference whether it has finished."""
    with ChildProcess("tests.support.children:linger", own_group=True) as child:
        pid = next(child.replies()).fields["pid"]
        assert pid == child.pid

    assert not is_alive(pid)
