"""What belongs next to the first finding: a practice that prolongs its harm, or practices that may contribute."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reports.findings.consequences import first_suspect, reported_symptoms
from reports.findings.findings import findings_of

Say = Callable[..., Any]
LOW = {
    "service-continuity-management": "NNNNN",
    "incident-management": "PPNNN",
    "knowledge-management": "NNNNN",
    "change-enablement": "PNNNN",
}
REPORTED = {"long-outages": 2, "failed-restores": 2, "long-restoration": 2, "hero-fixes": 3, "failed-changes": 2}
CALLED = "22-hour outage: 5 hours until the head of IT was called"


@pytest.mark.parametrize(
    ("words", "second"),
    [
        (CALLED, "incident-management"),
        ("Down for two days; 3 days until someone came", "incident-management"),
        ("22 outages, each called in by users", "knowledge-management"),
        ("Meeting of 5 hours", "knowledge-management"),
        ("", "knowledge-management"),
    ],
)
def test_what_prolonged_the_first_harm_comes_next(clinic: Any, voice: Say, words: str, second: str) -> None:
    """Its own words name an outage and a length of time, so that it isn't only another complaint."""
    evidence = {"service-continuity-management.1": "Last restore 2021, of 40 hours"}
    evidence |= {"incident-management.3": words} if words else {}
    found = findings_of(clinic.subject(voice(LOW, default="FFFNN", evidence=evidence, symptoms=REPORTED)))

    assert [each.practice for each in found.findings[:2]] == ["service-continuity-management", second]
    told = "May contribute to \u201cOutages that last too long\u201d" in found.findings[1].hurts
    assert told == (second == "incident-management")
    assert ("before the right person works" in found.headline) == told


SHARED = {"change-enablement": "PPNNN", "service-validation-and-testing": "LPNNN", "deployment-management": "LPNNN"}
SAID = {"service-validation-and-testing.2": "Large projects only", "deployment-management.2": "Two by hand, no log"}


def test_what_may_share_in_the_first_harm_comes_next_in_the_order_of_the_triage(clinic: Any, voice: Say) -> None:
    """Testing and deployment have no symptom of their own; somebody wrote what they lack, and work begins early."""

    def found(comments: dict[str, str]) -> list[Any]:
        subject = clinic.subject(voice(SHARED, default="FFFNN", comments=comments, symptoms={"failed-changes": 3}))
        return list(findings_of(subject).findings)

    said = found(SAID)
    assert [each.practice for each in said[:3]] == list(SHARED)
    assert all(
        each.hurts == "May contribute to \u201cChanges that break things\u201d (every week or worse)."
        for each in said[1:3]
    )
    assert "May contribute to" not in "".join(each.hurts for each in found({}))


def test_what_may_share_in_the_first_harm_comes_after_frequent_symptoms(clinic: Any, voice: Say) -> None:
    """Users chase IT every month because of the desk, and nobody reported what testing lacks."""
    ratings = SHARED | {"service-desk": "PNNNN"}
    symptoms = {"failed-changes": 3, "chased-calls": 2}

    found = findings_of(clinic.subject(voice(ratings, default="FFFNN", comments=SAID, symptoms=symptoms))).findings

    order = [each.practice for each in found]
    assert order[:2] == ["change-enablement", "service-desk"]
    assert order.index("service-validation-and-testing") > 1


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Outage of 6 hours, 4 of them between suppliers", "incident-management"),
        ("Outages, all at night", "service-continuity-management"),
        ("", "service-continuity-management"),
    ],
)
def test_a_symptom_points_first_to_the_practice_whose_words_say_how_long_it_lasted(
    clinic: Any, voice: Say, words: str, first: str
) -> None:
    """Else the triage's order says it."""
    evidence = {"incident-management.3": words} if words else {}
    subject = clinic.subject(voice(LOW, default="FFFNN", evidence=evidence, symptoms={"long-outages": 3}))
    [outages] = reported_symptoms(subject)

    suspect = first_suspect(subject, outages.symptom)

    assert suspect is not None
    assert suspect.practice == first
