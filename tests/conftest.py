"""How the tests are dealt out to processes."""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Two browsers on two cores are slower, and their tests race; the wheel is built once.
KEPT_TOGETHER = ("tests/browser/", "tests/packaging/test_wheel.py")


class Together(LoadScopeScheduling):  # type: ignore[misc] # xdist carries no types
    """Keeps some tests in one process, greatest part first, and deals out the others one by one."""

    def _split_scope(self, nodeid: str) -> str:
        return next((part for part in KEPT_TOGETHER if nodeid.startswith(part)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Deal tests out in that way."""
    return Together(config, log)
