"""How tests are distributed among processes, and fixtures for all tests."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from app.web import passwords

# Each runs in one process, and the first begin first. Two browsers on two cores are slower than one.
BEGIN_FIRST = (
    "tests/browser/",
    "tests/packaging/test_wheel.py",
    "tests/app/cli/",
    "tests/reports/",
    "tests/app/web/reports/test_made.py",
    "tests/app/web/answering/test_killed.py",
    "tests/app/web/test_access.py",
    "tests/app/web/security/",
)

# Their coverage isn't measured: they run code again that other tests cover, and measuring would double their time.
UNMEASURED = (
    "tests/browser/",
    "tests/packaging/",
    "tests/benchmarks/",
    "tests/app/web/security/",
    "tests/app/web/test_access.py",
    "tests/app/web/answering/test_killed.py",
    "tests/app/web/test_statement_counts.py",
    "tests/app/web/test_server.py",
    "tests/app/web/reports/test_made.py",
    "tests/app/cli/test_laws.py",
    "tests/organizations/",
    "tests/questionnaires/answers/test_limits.py",
    "tests/questionnaires/answers/test_mutations.py",
    "tests/questionnaires/answers/test_round_trip.py",
    "tests/questionnaires/scoring/test_laws.py",
    "tests/reports/charts/",
    "tests/reports/engine/",
    "tests/reports/findings/test_laws.py",
    "tests/reports/test_pdf.py",
    "tests/roadmaps/test_laws.py",
    "tests/roadmaps/test_optimum.py",
    "tests/roadmaps/test_aims.py::test_no_cheaper_levels_make_ready",
    "tests/test_expressions.py",
)

settings.register_profile(
    "on a busy machine", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("on a busy machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first, so that no process is left with it at the end, and mark what is not measured."""
    items.sort(key=lambda item: next((at for at, part in enumerate(BEGIN_FIRST) if item.nodeid.startswith(part)), 99))
    for item in items:
        if item.nodeid.startswith(UNMEASURED):
            item.add_marker("no_cover")


class ByFile(LoadScopeScheduling):  # type: ignore[misc] # xdist carries no types
    """Keeps the tests of a file in one process, and those of some folders too, because they share slow setup."""

    def _split_scope(self, nodeid: str) -> str:
        return next((part for part in BEGIN_FIRST if nodeid.startswith(part)), nodeid.partition("::")[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Deal tests out in the order in which they were collected."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> None:
    """Make hashing passwords fast, because the real cost is high on purpose."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # noqa: SLF001
