"""Which words belong together, and which refer to others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def test_evidence_and_the_comment_that_contradicts_it_are_one_quotation(clinic: Any, voice: Callable[..., Any]) -> None:
    """Level 1 is rated F: only together do the words say what is missing."""
    found = clinic.findings(
        voice(
            {"service-continuity-management": "FPNNN"},
            default="FFFNN",
            evidence={
                "service-continuity-management.1": "Restore report of 9 May: 11 hours.",
                "service-continuity-management.2": "6 of 19 services have a plan",
            },
            comments={"service-continuity-management.1": "The promise to the board is 4 hours"},
            symptoms={"long-outages": 2},
        )
    )

    assert (
        "Evidence on level 1: \u201cRestore report of 9 May: 11 hours\u201d; "
        "comment: \u201cThe promise to the board is 4 hours\u201d." in found.findings[0].quotes
    )


def test_words_that_refer_to_a_figure_are_those_that_have_it(clinic: Any, voice: Callable[..., Any]) -> None:
    """The other finding has words of its own and doesn't repeat them."""
    pack = "Board pack: 96.8 per cent. Recomputed against three contracts: 81, 74 and 88 per cent"
    found = clinic.findings(
        voice(
            {"measurement-and-reporting": "FNNNN", "service-level-management": "FPNNN"},
            default="FFFNN",
            evidence={
                "service-level-management.2": pack,
                "service-level-management.3": "Promised 4 hours, took 11",
            },
            comments={"measurement-and-reporting.2": "See the 96.8 per cent."},
            symptoms={"disputed-figures": 3, "missed-targets": 3},
        )
    )

    quoted = {each.practice: each.evidence for each in found.findings}
    assert pack in quoted["measurement-and-reporting"]
    assert pack not in quoted["service-level-management"]
    assert "took 11" in quoted["service-level-management"]
