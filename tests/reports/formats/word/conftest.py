"""Word documents about three practices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Assessment
from questionnaires.model import Questionnaire, Triage
from questionnaires.scoring.score import score
from reports.formats.word import write
from reports.options import Edition, ReportOptions
from reports.views.report import report_view
from reports.views.subject import Subject
from roadmaps.model import Roadmap

Written = Callable[..., bytes]


@pytest.fixture(scope="session")
def written(
    few_catalogue: Catalogue,
    few_questions: Questionnaire,
    triage: Triage,
    few_answers: Assessment,
    few_roadmap: Roadmap,
) -> Written:
    """Writes a report about three practices."""

    def made(
        options: ReportOptions | None = None,
        *,
        answers: Assessment = few_answers,
        has_roadmap: bool = True,
        template: bytes = b"",
    ) -> bytes:
        scores = score(few_catalogue, few_questions, triage, answers)
        roadmap = few_roadmap if has_roadmap else None
        subject = Subject(few_catalogue, scores, roadmap, triage, options or ReportOptions())
        return write(subject, report_view(subject), template)

    return made


@pytest.fixture(scope="session")
def full(written: Written) -> bytes:
    """The full edition."""
    return written(ReportOptions(edition=Edition.FULL))
