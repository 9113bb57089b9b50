"""Decks of an assessment, and reading them back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from practices_catalog.model import Catalogue
from questionnaires.model import Triage
from questionnaires.scoring.model import Scores
from reports.formats.slides import write
from reports.options import ReportOptions, ReportPart
from reports.views.report import ReportView, report_view
from reports.views.subject import Subject
from roadmaps.model import Roadmap
from tests.support.decks import opened


@pytest.fixture(scope="session")
def subject(catalogue: Catalogue, scores: Scores, roadmap: Roadmap, triage: Triage) -> Subject:
    """All practices, with a roadmap of four phases, and all slides."""
    return Subject(catalogue, scores, roadmap, triage, ReportOptions(chosen=frozenset(ReportPart)))


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
