"""The report as one HTML file, opened from a disk at both widths."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.assessments.files import assess, sample_files
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.running.content import load_content
from reports.formats.registry import format_of, write_as
from reports.options import Edition, ReportOptions
from reports.views.subject import Subject

MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The full edition about the sample organization."""
    content = load_content()
    scores = assess(content, sample_files())
    roadmap = make_roadmap(content, scores, PlanOptions())
    path = tmp_path_factory.mktemp("page") / "report.html"
    options = ReportOptions(edition=Edition.FULL)
    path.write_bytes(write_as(format_of(path), Subject(content.catalogue, scores, roadmap, content.triage, options)))
    return path


def test_it_is_small_enough_to_send(file: Path) -> None:
    """With all its fonts and pictures."""
    assert file.stat().st_size < MOST_BYTES


@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_shown_without_faults(browser: Browser, file: Path, width: int) -> None:
    """Nothing is wider than the screen, no message is logged, its fonts load, and nothing but the file is read."""
    seen: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("request", lambda request: seen.append(request.url) if request.url.startswith("http") else None)

    page.goto(file.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") == width
    fonts = page.evaluate("[...document.fonts].map(font => font.status)")
    assert "loaded" in fonts
    assert "error" not in fonts
    assert seen == []
    page.close()
