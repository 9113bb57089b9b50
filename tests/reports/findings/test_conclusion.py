"""The conclusion: one or two causes, and a strength that no symptom contradicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reports.findings.findings import findings_of
from reports.views.milestones import busy
from reports.views.summary import summary_view

Say = Callable[..., Any]
LOG = "Log of one week: 26 of 52 changes had no record"
ROOM = "The backups lie in the same room as 12 servers"


def _headline(clinic: Any, *voices: Any) -> str:
    headline: str = findings_of(clinic.subject(*voices)).headline
    return headline


def test_the_other_half_of_the_trouble_is_named_too(clinic: Any, voice: Say) -> None:
    """Both symptoms are as grave, both practices rise in the first phase; the strength is left out."""
    subject = clinic.subject(
        voice(
            {"change-enablement": "FNNNN", "service-continuity-management": "NNNNN"},
            default="FFFNN",
            evidence={
                "change-enablement.2": LOG,
                "service-continuity-management.1": ROOM,
                "incident-management.3": "11 of 11 had one leader",
            },
            symptoms={"failed-changes": 3, "long-outages": 3},
        )
    )
    raised = {planned.step.practice for planned in busy(subject.roadmap)[0].steps}
    assert {"change-enablement", "service-continuity-management"} <= raised

    found = findings_of(subject)

    assert {each.practice for each in found.findings[:2]} == {"change-enablement", "service-continuity-management"}
    assert found.headline == (
        "Outages last longer than the business can tolerate, because nobody has restored vital data from an isolated "
        "copy; and changes break what had been working"
    )


def test_a_lesser_cause_that_nothing_proves_is_no_second_one(clinic: Any, voice: Say) -> None:
    """The second symptom is milder, and nobody gave evidence for its cause; with evidence for an N, it counts."""
    ratings = {"change-enablement": "FNNNN", "service-desk": "NNNNN"}
    symptoms = {"failed-changes": 3, "chased-calls": 1}
    cause = "users have no single place to turn to"
    without, shown = (
        _headline(clinic, voice(ratings, default="FFFNN", evidence=evidence, symptoms=symptoms))
        for evidence in ({"change-enablement.2": LOG}, {"change-enablement.2": LOG, "service-desk.1": "17 of 30 calls"})
    )

    assert cause not in without
    assert shown == (f"Changes break what had been working, because production changes go unrecorded; and {cause}")


def test_praise_does_not_contradict_a_symptom(clinic: Any, voice: Say) -> None:
    """Failed changes name deployment last, at level 4; incident management is lower, and no symptom names it."""
    found = clinic.findings(
        voice(
            {"change-enablement": "FNNNN", "deployment-management": "FFFFN", "incident-management": "FFFNN"},
            default="FFPNN",
            evidence={
                "change-enablement.2": LOG,
                "deployment-management.4": "12 of 12 rolled back",
                "incident-management.3": "11 of 11 had one leader",
            },
            symptoms={"failed-changes": 3},
        )
    )

    assert found.strengths[0].practice == "deployment-management"
    assert found.headline.endswith("go unrecorded; incident management is sound")


def test_a_good_practice_that_a_strong_symptom_names_has_its_exception(clinic: Any, voice: Say) -> None:
    """At level 3 it's named with what people notice; at level 2, not at all; never in the conclusion."""
    good, fair = (
        clinic.findings(
            voice(
                {"service-desk": letters, "incident-management": "PNNNN"},
                default="FFPNN",
                evidence={"service-desk.2": "36 of 40 transfers with the story"},
                symptoms={"chased-calls": 3},
            )
        )
        for letters in ("FFLNN", "FFPNN")
    )

    [strength] = good.strengths
    assert strength.text == (
        "Service desk is at level 3, with evidence up to level 2: "
        "\u201c36 of 40 transfers with the story\u201d; yet users have to chase IT for answers."
    )
    assert fair.strengths == ()
    assert "service desk" not in good.headline


def test_without_strengths_there_is_something_to_build_on(clinic: Any, voice: Say) -> None:
    """All at level 1: a figure comes first, then F before L; what a finding is about and what is P never count."""
    subject = clinic.subject(
        voice(
            {"change-enablement": "NNNNN", "service-desk": "LNNNN", "problem-management": "PNNNN"},
            default="FNNNN",
            evidence={
                "change-enablement.1": "Seen",
                "service-desk.1": "Roster of one team",
                "problem-management.1": "3 of 9 analyzed",
                "risk-management.1": "Mandate of the board",
                "supplier-management.1": "14 of 17 contracts found",
                "release-management.1": "Calendar",
            },
            symptoms={"failed-changes": 3},
        )
    )
    summary = summary_view(subject)

    assert summary.strengths_heading == "What there is to build on"
    assert [each.text for each in summary.strengths] == [
        "Supplier management, level 1: \u201c14 of 17 contracts found\u201d.",
        "Risk management, level 1: \u201cMandate of the board\u201d.",
        "Release management, level 1: \u201cCalendar\u201d.",
    ]
    assert "14 of 17" not in summary.headline


def test_a_figure_on_any_level_counts_for_the_practice(clinic: Any, voice: Say) -> None:
    """The evidence of the level reached is a document; that of level 1 says how many of how many were found."""
    found = clinic.findings(
        voice(
            {"change-enablement": "FNNNN", "incident-management": "FFFNN"},
            default="FFPNN",
            evidence={
                "incident-management.1": "Tickets with an owner (36/40)",
                "incident-management.3": "Rules of the team",
            },
            symptoms={"failed-changes": 3},
        )
    )

    assert [each.text for each in found.strengths] == [
        "Incident management is at level 3: \u201cTickets with an owner (36/40)\u201d."
    ]
    assert found.headline.endswith("; incident management is sound")
