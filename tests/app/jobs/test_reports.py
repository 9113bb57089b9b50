"""What a report is made of, and what its file is called."""

from __future__ import annotations

import json

import pytest

from app.assessments.files import assess, sample_files
from app.assessments.snapshots import restored, snapshot
from app.jobs.reports import file_name
from app.running.content import Content
from questionnaires.scoring.model import Method
from questionnaires.scoring.score import score


@pytest.mark.parametrize(
    ("organization", "name"),
    [
        ("Northfield Hospitals", "Northfield-Hospitals-2026-03-02-report.pdf"),
        ('A/B: "C" <d>|?*\\ \u2026', "A-B-C-d-2026-03-02-report.pdf"),
        ("../../etc/passwd", "etc-passwd-2026-03-02-report.pdf"),
        ("Krankenh\u00e4user M\u00fcnchen", "Krankenh\u00e4user-M\u00fcnchen-2026-03-02-report.pdf"),
        ("\u0939\u093f\u0928\u094d\u0926\u0940", "\u0939\u093f\u0928\u094d\u0926\u0940-2026-03-02-report.pdf"),
        ("...", "organization-2026-03-02-report.pdf"),
        ("a\r\nSet-Cookie: x", "a-Set-Cookie-x-2026-03-02-report.pdf"),
    ],
)
def test_a_file_name_is_safe_everywhere_and_still_readable(organization: str, name: str) -> None:
    """Letters of any script, and nothing that a file system or a header could take amiss."""
    assert file_name(organization, "2026-03-02") == name


def test_a_long_name_still_fits_a_file_system() -> None:
    """255 bytes are the most; a cut never halves a letter."""
    assert len(file_name("\u00e4" * 300, "2026-03-02").encode()) <= 255


def test_what_was_taken_down_scores_the_same(content: Content) -> None:
    """Through JSON and back, nothing that a figure or a text depends on is lost."""
    scores = assess(content, sample_files(), Method.ISO_33020)

    again = restored(json.loads(json.dumps(snapshot(scores.assessment))))

    rescored = score(content.catalogue, scores.questionnaire, content.triage, again, Method.ISO_33020)
    assert (rescored.practices, rescored.frameworks, rescored.triage) == (
        tuple(rescored.practices),
        scores.frameworks,
        scores.triage,
    )
    assert [p.level for p in rescored.practices] == [p.level for p in scores.practices]
    assert [(r.respondent, r.answers, r.triage) for r in again.responses] == [
        (r.respondent, r.answers, r.triage) for r in scores.assessment.responses
    ]
    assert again.consensus == scores.assessment.consensus
