"""Each edition of the demo report compared with headless Chromium printing the same HTML."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.assessments.files import assess, sample_files
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.running.content import load_content
from benchmarks.processes import Measured, alternate, measure
from questionnaires.model import Method
from reports.document import report_html
from reports.options import Edition, ReportOptions
from reports.pdf import render_report
from reports.views.subject import Subject

ROUNDS = 3
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
OURS = "from benchmarks.report import render_once; import sys; render_once(*sys.argv[1:])"


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """Medians for one edition, here and in Chromium, each measured over a whole process."""

    seconds: float
    chromium_seconds: float
    peak_mb: float
    chromium_peak_mb: float
    kb: float
    chromium_kb: float


def measure_reports() -> dict[Edition, ReportFigures]:
    """Return the figures of each edition here and in Chromium, from whole processes run in turn."""
    chromium = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if chromium is None:
        raise SystemExit("the benchmark needs Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        files = {edition: _files(Path(folder), edition) for edition in Edition}
        measures: list[Callable[[], Measured]] = []
        for edition, (ours, theirs, page) in files.items():
            _write_page(page, edition)
            options = (*FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={theirs}")
            measures += [
                partial(measure, [sys.executable, "-c", OURS, str(ours), edition.value]),
                partial(measure, [chromium, *options, page.as_uri()]),
            ]
        medians = alternate(ROUNDS, *measures)
        return {
            edition: _figures(medians[2 * place], medians[2 * place + 1], ours, theirs)
            for place, (edition, (ours, theirs, _)) in enumerate(files.items())
        }


def _files(folder: Path, edition: Edition) -> tuple[Path, Path, Path]:
    """Return the paths for our file, for Chromium's file and for the HTML."""
    own = folder / edition.value
    own.mkdir()
    return own / "ours.pdf", own / "theirs.pdf", own / "report.html"


def _figures(own: Measured, other: Measured, ours: Path, theirs: Path) -> ReportFigures:
    sizes = (path.stat().st_size / 1024 for path in (ours, theirs))
    return ReportFigures(own.seconds, other.seconds, own.peak_mb, other.peak_mb, *sizes)


def render_once(path: str, edition: str) -> None:
    """Make the demo report from its files in a separate process."""
    content = load_content()
    scores = assess(content, sample_files(), Method.ISO_33020)
    roadmap = make_roadmap(content, scores, PlanOptions())
    options = ReportOptions(edition=Edition(edition))
    Path(path).write_bytes(render_report(Subject(content.catalogue, scores, roadmap, content.triage, options)))


def _write_page(page: Path, edition: Edition) -> None:
    """Write the report's HTML with its files beside it, where Chromium can find them."""
    content = load_content()
    scores = assess(content, sample_files(), Method.ISO_33020)
    roadmap = make_roadmap(content, scores, PlanOptions())
    options = ReportOptions(edition=edition)
    html, assets = report_html(Subject(content.catalogue, scores, roadmap, content.triage, options))
    for address, body in assets.items():
        page.with_name(address.removeprefix("asset:")).write_bytes(body)
    page.write_text(html.replace("asset:", ""), encoding="utf-8")


def measure_parts() -> dict[str, float]:
    """Return the seconds of each part of the full edition, in order."""
    marks = [("start", time.perf_counter())]
    content = load_content()
    marks.append(("load content", time.perf_counter()))
    scores = assess(content, sample_files(), Method.ISO_33020)
    marks.append(("read and score", time.perf_counter()))
    roadmap = make_roadmap(content, scores, PlanOptions())
    marks.append(("plan", time.perf_counter()))
    full = ReportOptions(edition=Edition.FULL)
    report_html(Subject(content.catalogue, scores, roadmap, content.triage, full))
    marks.append(("write HTML", time.perf_counter()))
    stages: dict[str, float] = {}

    def tell(stage: str, _done: float) -> None:
        stages.setdefault(stage.split(" page", maxsplit=1)[0], time.perf_counter())

    began = time.perf_counter()
    render_report(Subject(content.catalogue, scores, roadmap, content.triage, full), progress=tell)
    moments = [began, *stages.values(), time.perf_counter()]
    parts = {name: moment - marks[number][1] for number, (name, moment) in enumerate(marks[1:])}
    for name, start, end in zip(("start", *stages), moments, moments[1:], strict=False):
        parts[f"PDF: {name.lower()}"] = end - start
    return parts
