"""Which words are the most telling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reports.findings.evidence import telling


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Match of one week: 14 changes of 52 had no record.", 4),
        ("203 of the 212 lines are in the register.", 4),
        ("Availability stood at 99.71 per cent.", 4),
        ("30 test calls: 17 sent to another number.", 4),
        ("26 measures, 7 done.", 4),
        ("3 teams, 40 people.", 2),  # 40 isn't a part of 3
        ("Meeting of 14 May, 3 people present.", 2),  # nor 3 of 14 May
        ("19 hours instead of the 4 agreed.", 3),
        ("Raised from 300 to 400 terabytes.", 3),
        ("41,300 incident records.", 2),
        ("Restore test of 3 April.", 1),
        ("Report of 2025.", 1),
        ("Letter of August.", 0),
        ("Roster of the desk.", 0),
    ],
)
def test_counts_come_before_figures_and_figures_before_dates(text: str, points: int) -> None:
    """By hand."""
    assert telling(text) == points


def test_a_comment_with_a_count_is_quoted_before_evidence_without(clinic: Any, voice: Callable[..., Any]) -> None:
    """Both are about the statement that stops the level."""
    found = clinic.findings(
        voice(
            {"change-enablement": "FNNNN"},
            default="FFFNN",
            evidence={"change-enablement.2": "Letter of August."},
            comments={"change-enablement.2": "Last week 14 of 52 had no record."},
        )
    )

    assert found.findings[0].evidence == "Comment: \u201cLast week 14 of 52 had no record\u201d."


@pytest.mark.parametrize(
    ("comments", "quoted"),
    [
        ({"service-level-management.1": "Nobody knows."}, "Comment: \u201cNobody knows\u201d."),
        ({}, "Evidence on level 2: \u201cReport of March: 99.6 % while 3,400 students could not work\u201d."),
    ],
)
def test_words_are_about_the_statement_that_the_cause_names_or_say_which(
    clinic: Any, voice: Callable[..., Any], comments: dict[str, str], quoted: str
) -> None:
    """The cause is level 1, which is only P; level 2 waits for its own too, and words about level 3 explain nothing."""
    found = clinic.findings(
        voice(
            {"service-level-management": "PPNNN"},
            default="FFFNN",
            evidence={
                "service-level-management.2": "Report of March: 99.6 % while 3,400 students could not work.",
                "service-level-management.3": "Of 40 services 0 have a tier.",
            },
            comments=comments,
        )
    )

    assert found.findings[0].evidence == quoted
