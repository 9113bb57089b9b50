"""The demo report compared with headless Chromium printing the same HTML."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from app.assessments.files import assess, sample_files
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.running.content import load_content
from benchmarks.processes import alternate, measure
from questionnaires.model import Method
from reports.document import report_html
from reports.pdf import render_report

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
OURS = "from benchmarks.report import render_once; import sys; render_once(sys.argv[1])"


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """Medians of whole processes, and the parts of our own time."""

    seconds: float
    chromium_seconds: float
    peak_mb: float
    chromium_peak_mb: float
    kb: float
    chromium_kb: float
    parts: dict[str, float]


def measure_report() -> ReportFigures:
    """Return the time of the demo report here and in Chromium, comparing whole processes."""
    chromium = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if chromium is None:
        raise SystemExit("the benchmark needs Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs, page = (Path(folder, name) for name in ("ours.pdf", "theirs.pdf", "report.html"))
        _write_page(page)
        printing = [chromium, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={theirs}", page.as_uri()]
        own, other = alternate(
            ROUNDS,
            lambda: measure([sys.executable, "-c", OURS, str(ours)]),
            lambda: measure(printing),
        )
        sizes = ours.stat().st_size / 1024, theirs.stat().st_size / 1024
    return ReportFigures(own.seconds, other.seconds, own.peak_mb, other.peak_mb, *sizes, _parts())


def render_once(path: str) -> None:
    """Make the demo report from its files in a separate process."""
    content = load_content()
    scores = assess(content, sample_files(), Method.ISO_33020)
    roadmap = make_roadmap(content, scores, PlanOptions())
    Path(path).write_bytes(render_report(content.catalogue, scores, roadmap, content.triage))


def _write_page(page: Path) -> None:
    """Write the report's HTML with its files beside it, where Chromium finds them."""
    content = load_content()
    scores = assess(content, sample_files(), Method.ISO_33020)
    html, assets = report_html(content.catalogue, scores, make_roadmap(content, scores, PlanOptions()), content.triage)
    for address, body in assets.items():
        page.with_name(address.removeprefix("asset:")).write_bytes(body)
    page.write_text(html.replace("asset:", ""), encoding="utf-8")


def _parts() -> dict[str, float]:
    """Return the seconds of each part of a report, in order."""
    marks = [("start", time.perf_counter())]
    content = load_content()
    marks.append(("load content", time.perf_counter()))
    scores = assess(content, sample_files(), Method.ISO_33020)
    marks.append(("read and score", time.perf_counter()))
    roadmap = make_roadmap(content, scores, PlanOptions())
    marks.append(("plan", time.perf_counter()))
    report_html(content.catalogue, scores, roadmap, content.triage)
    marks.append(("write HTML", time.perf_counter()))
    stages: dict[str, float] = {}

    def tell(stage: str, _done: float) -> None:
        stages.setdefault(stage.split(" page", maxsplit=1)[0], time.perf_counter())

    began = time.perf_counter()
    render_report(content.catalogue, scores, roadmap, content.triage, progress=tell)
    moments = [began, *stages.values(), time.perf_counter()]
    parts = {name: moment - marks[number][1] for number, (name, moment) in enumerate(marks[1:])}
    for name, start, end in zip(("start", *stages), moments, moments[1:], strict=False):
        parts[f"PDF: {name.lower()}"] = end - start
    return parts
