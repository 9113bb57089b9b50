"""How tests are distributed among processes, and fixtures for all tests."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from app.web import passwords
from reports import rendering
from tests.support.forking import ForkingServer, forking_child

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

# Their coverage isn't measured, nor that of their fixtures: they run code again that other tests cover, and measuring
# would double their time.
UNMEASURED = (
    "tests/app/cli/test_laws.py",
    "tests/app/cli/test_main_job.py::test_a_capacity_may_have_either_decimal_sign",
    "tests/app/cli/test_main_job.py::test_a_color_that_cannot_be_read_on_paper_is_refused_by_its_option",
    "tests/app/cli/test_main_job.py::test_a_start_date_is_read_like_all_dates",
    "tests/app/cli/test_main_job.py::test_no_page_of_the_management_edition_is_nearly_empty",
    "tests/app/cli/test_main_job.py::test_the_board_edition_has_four_pages",
    "tests/app/cli/test_main_job.py::test_what_works_stands_in_a_report_once",
    "tests/app/cli/test_missing_signs.py",
    "tests/app/deletion/test_retention.py",
    "tests/app/jobs/test_client_package.py::test_without_names_no_answers_are_in_the_package",
    "tests/app/storage/test_database.py",
    "tests/app/web/answering/test_killed.py",
    "tests/app/web/catalogue/test_search.py::test_everything_in_the_catalogue_can_be_found",
    "tests/app/web/reports/test_made.py",
    "tests/app/web/results/test_charts.py::test_a_download_has_the_same_bytes_each_time",
    "tests/app/web/results/test_kept_scores.py",
    "tests/app/web/roadmap/test_charts.py",
    "tests/app/web/roadmap/test_roadmap.py::test_impossible_settings_are_told_beside_the_field",
    "tests/app/web/security/",
    "tests/app/web/test_access.py",
    "tests/app/web/test_server.py",
    "tests/app/web/test_statement_counts.py",
    "tests/app/web/test_times.py",
    "tests/app/web/workbooks/test_workbooks.py::test_forty_files_are_uploaded_together",
    "tests/benchmarks/",
    "tests/browser/",
    "tests/organizations/",
    "tests/packaging/",
    "tests/practices_catalog/test_documents.py",
    "tests/questionnaires/answers/test_limits.py",
    "tests/questionnaires/answers/test_mutations.py",
    "tests/questionnaires/answers/test_round_trip.py",
    "tests/questionnaires/answers/test_workbook_template.py",
    "tests/questionnaires/scoring/test_capability.py",
    "tests/questionnaires/scoring/test_laws.py",
    "tests/questionnaires/scoring/test_leverage.py",
    "tests/questionnaires/test_diagnosis.py",
    "tests/questionnaires/test_triage_laws.py",
    "tests/reports/charts/",
    "tests/reports/engine/",
    "tests/reports/findings/test_aim.py::test_fully_is_its_own_aim",
    "tests/reports/findings/test_beside.py",
    "tests/reports/findings/test_conclusion.py",
    "tests/reports/findings/test_laws.py",
    "tests/reports/findings/test_organizations.py",
    "tests/reports/formats/test_page.py",
    "tests/reports/formats/test_sheets.py::test_libreoffice_opens_it",
    "tests/reports/test_pdf.py",
    "tests/roadmaps/test_aims.py::test_no_cheaper_levels_make_ready",
    "tests/roadmaps/test_early_actions.py",
    "tests/roadmaps/test_laws.py",
    "tests/roadmaps/test_optimum.py",
    "tests/roadmaps/test_split_steps.py",
    "tests/test_expressions.py",
)

# Their fixtures are measured, because only they read every page of the application.
PREPARING_COVERS = ("tests/app/web/security/test_fuzz.py", "tests/browser/test_report_page.py")

settings.register_profile(
    "on a busy machine", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("on a busy machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first, so that no process is left with it at the end, and mark what is not measured."""
    items.sort(key=lambda item: next((at for at, part in enumerate(BEGIN_FIRST) if item.nodeid.startswith(part)), 99))
    for item in items:
        if item.nodeid.startswith(PREPARING_COVERS):
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measure nothing of these tests, not even their fixtures: a mark of pytest-cov would leave out the tests alone."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    measuring = plugin and plugin.cov_controller
    if not measuring or item.nodeid.startswith(PREPARING_COVERS) or not item.nodeid.startswith(UNMEASURED):
        return (yield)
    measuring.pause()
    try:
        return (yield)
    finally:
        measuring.resume()


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


@pytest.fixture(scope="session", autouse=True)
def _fork_renderers() -> Iterator[None]:
    """Import the PDF engine once for all reports that this process asks for, because that takes half a second."""
    server = ForkingServer()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rendering, "ChildProcess", forking_child(server))
        yield
    server.end()
