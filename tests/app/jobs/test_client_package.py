"""The client package: everything that is handed over, in one archive."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.assessments.files import assess, sample_files
from app.jobs.client_package import client_package
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.running.content import Content
from reports.formats.archives import unpacked
from reports.options import Edition, ReportOptions
from reports.views.subject import Subject


@pytest.fixture(scope="module")
def subject(content: Content) -> Subject:
    """The sample organization; the board edition is the quickest."""
    scores = assess(content, sample_files())
    roadmap = make_roadmap(content, scores, PlanOptions())
    return Subject(content.catalogue, scores, roadmap, content.triage, ReportOptions(edition=Edition.BOARD))


def test_a_package_has_four_formats_charts_data_and_answers(subject: Subject) -> None:
    """Progress never goes back, and each named respondent has a workbook."""
    shares: list[float] = []

    archive = client_package(subject, {}, "north", lambda _, share: shares.append(share), with_answers=True)

    names = [name for name, _ in unpacked(archive)]
    assert {"north.pdf", "north.docx", "north.pptx", "north.xlsx", "data/score.json", "data/plan.json"} <= set(names)
    assert {"charts/timeline.svg", "charts/timeline.png", "charts/priorities.png"} <= set(names)
    assert sum(name.startswith("answers/") for name in names) == len(subject.scores.assessment.responses)
    assert len(names) == len(set(names))
    assert shares == sorted(shares)


def test_without_names_no_answers_are_in_the_package(subject: Subject) -> None:
    """Nor is there a plan without a roadmap. With an earlier assessment, both are compared in a chart."""
    before = replace(subject.scores, assessment=replace(subject.scores.assessment, assessed_on="2020-02-03"))
    bare = replace(subject, roadmap=None, earlier=before)

    names = [name for name, _ in unpacked(client_package(bare, {}, "north", lambda *_: None, with_answers=False))]

    assert not any(name.startswith("answers/") for name in names)
    assert "data/plan.json" not in names
    assert {"data/score.json", "charts/before-and-after.svg", "charts/before-and-after.png"} <= set(names)
