"""Decks of an assessment, and reading them back."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pptx import Presentation

from practices_catalog.model import Catalogue
from questionnaires.model import Triage
from questionnaires.scoring.model import Scores
from reports.formats.slides import write
from reports.options import ReportOptions
from reports.views.report import ReportView, report_view
from reports.views.subject import Subject
from roadmaps.model import Roadmap


@pytest.fixture(scope="session")
def subject(catalogue: Catalogue, scores: Scores, roadmap: Roadmap, triage: Triage) -> Subject:
    """All practices, with a roadmap of four phases."""
    return Subject(catalogue, scores, roadmap, triage, ReportOptions())


@pytest.fixture(scope="session")
def view(subject: Subject) -> ReportView:
    """The view models of the report."""
    return report_view(subject)


@pytest.fixture(scope="session")
def deck(subject: Subject, view: ReportView) -> bytes:
    """The deck in our own look."""
    return write(subject, view, b"")


@pytest.fixture(scope="session")
def written() -> Callable[..., Any]:
    """Writes a deck and opens it."""

    def made(subject: Subject, template: bytes = b"") -> Any:
        return opened(write(subject, report_view(subject), template))

    return made


def opened(content: bytes) -> Any:
    """Return a deck, opened."""
    return Presentation(io.BytesIO(content))


def titles(deck: Any) -> list[str]:
    """Return the titles of the slides, with plain spaces."""
    return [slide.shapes.title.text_frame.text.replace("\u00a0", " ") for slide in deck.slides]


def charts(deck: Any) -> list[Any]:
    """Return all charts in order."""
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def texts(slide: Any) -> str:
    """Return all text of a slide, of shapes and tables."""
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            said += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(said)


def elements(deck: Any, tag: str) -> Iterator[Any]:
    """Yield the elements of a kind in slides, notes and charts."""
    for slide in deck.slides:
        yield from slide.element.iter(tag)
        yield from slide.notes_slide.element.iter(tag)
    for chart in charts(deck):
        yield from chart.element.iter(tag)
