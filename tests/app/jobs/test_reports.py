"""The request of a report job, and the file name of the report."""

from __future__ import annotations

import json

import pytest

from app.assessments.files import assess, sample_files
from app.assessments.naming import Names
from app.assessments.snapshots import restored, snapshot
from app.jobs.reports import ReportChoices, file_name, options_of_request
from app.planning.roadmaps import PlanOptions
from app.running.content import Content
from questionnaires.model import Method
from questionnaires.scoring.score import score
from reports.colors import OWN, Colors
from reports.options import Edition


@pytest.mark.parametrize(
    ("organization", "name"),
    [
        ("Northfield Hospitals", "Northfield-Hospitals"),
        ('A/B: "C" <d>|?*\\ \u2026', "A-B-C-d"),
        ("../../etc/passwd", "etc-passwd"),
        ("Krankenh\u00e4user M\u00fcnchen", "Krankenh\u00e4user-M\u00fcnchen"),
        (
            "\u0939\u093f\u0928\u094d\u0926\u0940",
            "\u0939\u093f\u0928\u094d\u0926\u0940",
        ),
        ("...", "organization"),
        ("a\r\nSet-Cookie: x", "a-Set-Cookie-x"),
    ],
)
def test_a_file_name_is_safe_everywhere_and_still_readable(organization: str, name: str) -> None:
    """It may have letters of any script, but nothing that could break a file system or a header."""
    assert (
        file_name(organization, "2026-03-02", ReportChoices(PlanOptions()))
        == f"{name}-2026-03-02-management-report.pdf"
    )


def test_a_long_name_still_fits_a_file_system() -> None:
    """The limit is 255 bytes, and no character is cut in half."""
    assert (
        len(
            file_name(
                "\u00e4" * 300, "2026-03-02", ReportChoices(PlanOptions(), edition=Edition.MANAGEMENT, names=Names.FULL)
            ).encode()
        )
        <= 255
    )


def test_a_snapshot_has_the_same_scores(content: Content) -> None:
    """Going through JSON loses nothing that figures or texts depend on."""
    scores = assess(content, sample_files(), Method.ISO_33020)

    again = restored(json.loads(json.dumps(snapshot(scores.assessment))))

    rescored = score(content.catalogue, scores.questionnaire, content.triage, again, Method.ISO_33020)
    assert (rescored.practices, rescored.frameworks, rescored.recommendation) == (
        tuple(rescored.practices),
        scores.frameworks,
        scores.recommendation,
    )
    assert [p.level for p in rescored.practices] == [p.level for p in scores.practices]
    assert [(r.respondent, r.answers, r.triage) for r in again.responses] == [
        (r.respondent, r.answers, r.triage) for r in scores.assessment.responses
    ]
    assert again.consensus == scores.assessment.consensus


def test_findings_of_a_report_without_names_quote_nobody() -> None:
    """Viewers can download such a report."""
    plain = {"left_out": [], "logo": ""}

    quoting = [names for names in Names if options_of_request({**plain, "names": names.value}).quotes]

    assert quoting == [Names.FULL, Names.ROLES]


def test_jobs_of_an_earlier_release_have_no_colors() -> None:
    """Such a report has Wayfinder's own; a newer request has both of the organization's."""
    plain = {"left_out": [], "logo": ""}

    assert options_of_request(plain).colors == OWN
    assert options_of_request({**plain, "colors": ["#8a1538", ""]}).colors == Colors("#8a1538")
