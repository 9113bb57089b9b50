"""Which gaps get one of the five places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reports.findings.findings import findings_of
from reports.views.milestones import first_step

Say = Callable[..., Any]
SECURITY = "information-security-management"
BUSY = {
    "service-desk": "NNNNN",
    "it-asset-management": "NNNNN",
    "service-request-management": "NNNNN",
    "problem-management": "NNNNN",
    "knowledge-management": "NNNNN",
}
WEEKLY = {"chased-calls": 3, "unknown-assets": 3, "slow-requests": 3, "repeat-incidents": 3, "hero-fixes": 3}


def _practices(clinic: Any, said: Any) -> list[str]:
    return [each.practice for each in clinic.findings(said).findings]


def test_a_frequent_symptom_has_its_place_before_a_rare_one(clinic: Any, voice: Say) -> None:
    """Relationship management at level 0 has more points by far than monitoring at level 2, but its symptom is rare."""
    low = {"relationship-management": "NNNNN", "monitoring-and-event-management": "FFNNN"}
    evidence = {"relationship-management.1": "14 of 15 heads know nobody"}

    def found(answer: int) -> list[str]:
        symptoms = {"unowned-complaints": 1, "users-notice-first": answer}
        return _practices(clinic, voice(low, default="FFFNN", evidence=evidence, symptoms=symptoms))

    assert found(2) == ["monitoring-and-event-management", "relationship-management"]
    assert found(1)[0] == "relationship-management"


def test_an_outage_once_waits_where_something_is_done(clinic: Any, voice: Say) -> None:
    """Nobody has restored anything, or a restore was proven: then what users notice every month comes first."""
    evidence = {"service-continuity-management.2": "3 of 9 plans rehearsed"}
    symptoms = {"long-outages": 1, "users-notice-first": 2}

    def first(letters: str) -> str:
        low = {"service-continuity-management": letters, "monitoring-and-event-management": "FNNNN"}
        return _practices(clinic, voice(low, default="FFFNN", evidence=evidence, symptoms=symptoms))[0]

    assert first("NNNNN") == "service-continuity-management"
    assert first("FPNNN") == "monitoring-and-event-management"


def test_what_may_cause_an_earlier_symptom_belongs_there_with_its_evidence(clinic: Any, voice: Say) -> None:
    """Measurement has no symptom of its own; with three other findings, it is another cause of the first one."""
    low = {
        "service-level-management": "NNNNN",
        "measurement-and-reporting": "NNNNN",
        "service-desk": "NNNNN",
        "it-asset-management": "NNNNN",
    }
    hours = "Same outage: 1 h by the supplier, 7 h by us"
    said = voice(
        low,
        default="FFFNN",
        evidence={"measurement-and-reporting.1": hours},
        symptoms={"green-reports": 3, "chased-calls": 3, "unknown-assets": 3},
    )

    found = {each.practice: each for each in clinic.findings(said).findings}

    assert set(found) == set(low) - {"measurement-and-reporting"}
    assert found["service-level-management"].shared == (
        f"Measurement and reporting, at level 0. Evidence on level 1: \u201c{hours}\u201d."
    )


def test_another_cause_is_told_once(clinic: Any, voice: Say) -> None:
    """Availability may cause both outages and planned work; the later finding doesn't repeat the words."""
    low = {
        "service-continuity-management": "NNNNN",
        "availability-management": "PNNNN",
        "change-enablement": "PNNNN",
        "service-desk": "NNNNN",
    }
    said = voice(
        low,
        default="FFFNN",
        comments={"availability-management.1": "Spare parts in plant 1 only"},
        symptoms={"long-outages": 3, "disruptive-work": 3, "chased-calls": 3},
    )

    shared = [each.shared for each in clinic.findings(said).findings]

    assert sum("Spare parts" in each for each in shared) == 1


def test_what_is_grave_is_a_finding_though_five_others_hurt_every_week(clinic: Any, voice: Say) -> None:
    """Nobody is in charge of security, a comment says; without words, or with level 1 begun, five others are told."""
    comments = {f"{SECURITY}.1": "Nobody is in charge"}

    def found(letters: str, comments: dict[str, str]) -> list[str]:
        ratings = {**BUSY, SECURITY: letters}
        return _practices(clinic, voice(ratings, default="FFFNN", comments=comments, symptoms=WEEKLY))

    assert found("NNNNN", comments)[2] == SECURITY  # on the first page
    assert len(found("NNNNN", comments)) == 5
    assert set(found("NNNNN", {})) == set(found("PNNNN", comments)) == set(BUSY)


def test_what_is_grave_and_contradicts_itself_is_one_finding(clinic: Any, voice: Say) -> None:
    """Security is at level 0 by a comment, and its level 3 is rated F: the gap says both."""
    comments = {f"{SECURITY}.1": "Nobody is in charge"}

    found = _practices(clinic, voice({**BUSY, SECURITY: "NNFNN"}, default="FFFNN", comments=comments, symptoms=WEEKLY))

    assert found.count(SECURITY) == 1
    assert len(found) == 5


@pytest.mark.parametrize(("often", "leads"), [(3, True), (2, False)])
def test_the_first_step_leads_unless_another_finding_hurts_more_often(
    symptoms_only: Any, voice: Say, often: int, *, leads: bool
) -> None:
    """Work begins with incident management, to which more symptoms point; the desk is chased every week."""
    ratings = {"incident-management": "PNNNN", "service-desk": "PNNNN"}
    symptoms = {"long-restoration": often, "users-notice-first": often, "chased-calls": 3}
    subject = symptoms_only.subject(voice(ratings, default="FFFNN", symptoms=symptoms))
    first = first_step(subject.roadmap)
    assert first is not None

    lead = findings_of(subject).findings[0]

    assert (lead.practice == first.step.practice) == leads
