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
            symptoms={"failed-changes": 3, "failed-restores": 3},
        )
    )
    raised = {planned.step.practice for planned in busy(subject.roadmap)[0].steps}
    assert {"change-enablement", "service-continuity-management"} <= raised

    found = findings_of(subject)

    assert {each.practice for each in found.findings[:2]} == {"change-enablement", "service-continuity-management"}
    assert found.headline == (
        "Restores fail or drag on, because no restore from a separate copy has been shown; "
        "and production changes go unrecorded"
    )


def test_a_cause_that_does_not_explain_the_symptom_stands_beside_it(clinic: Any, voice: Say) -> None:
    """An outage can be long without any restore; as the other half, a level 1 not begun is named all the same."""
    ratings, evidence = {"service-continuity-management": "NNNNN"}, {"service-continuity-management.1": ROOM}
    alone = _headline(clinic, voice(ratings, default="FFFNN", evidence=evidence, symptoms={"long-outages": 3}))
    both = _headline(
        clinic,
        voice(
            {**ratings, "incident-management": "NNNNN"},
            default="FFFNN",
            evidence={**evidence, "incident-management.1": "14 of 30 calls had nobody"},
            symptoms={"long-restoration": 3, "chased-calls": 3, "long-outages": 2},
        ),
    )

    shown = "no restore from a separate copy has been shown"
    assert alone.startswith(f"Outages last longer than the business can tolerate, and {shown}")
    assert both.endswith(f"and {shown}")


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


def _second(clinic: Any, said: Any) -> str:
    return _headline(clinic, said).rpartition("; ")[2]


def test_the_second_half_is_another_harm(clinic: Any, voice: Say) -> None:
    """Green reports are slow services in other words, so missed targets are named though they are rarer.

    Alone, the green reports leave room for what their practice lacks.
    """
    low = {"capacity-and-performance-management": "PNNNN", "service-level-management": "FPNNN"}
    shown = {"capacity-and-performance-management.2": "3 h 10 down because connections ran out"}

    def second(**symptoms: int) -> str:
        reported = {"slow-services": 3, "green-reports": 3} | symptoms
        return _second(clinic, voice(low, default="FFFNN", evidence=shown, symptoms=reported))

    partly = clinic.questionnaire.statement["service-level-management.2"].partly
    assert second(**{"missed-targets": 2}) == "and services miss the targets promised to customers"
    assert second() == f"and {partly}"


def test_the_second_half_is_a_cause_where_somebody_wrote_about_it(symptoms_only: Any, voice: Say) -> None:
    """Level 1 of supplier management holds, and a comment says what level 2 lacks; without it, the symptom is named."""
    low = {"service-level-management": "NNNNN", "supplier-management": "FNNNN"}
    symptoms = {"green-reports": 3, "supplier-disputes": 3}
    cause = symptoms_only.questionnaire.statement["supplier-management.2"].unmet
    subject = symptoms_only.subject(voice(low, default="FFFNN", symptoms=symptoms))
    assert "supplier-management" in {each.step.practice for each in busy(subject.roadmap)[0].steps}

    def second(comments: dict[str, str], letters: str = "FNNNN") -> str:
        ratings = low | {"supplier-management": letters}
        return _second(symptoms_only, voice(ratings, default="FFFNN", comments=comments, symptoms=symptoms))

    clause = "problems stay open while suppliers point at each other or at IT"
    assert second({"supplier-management.2": "Nobody checks it"}) == cause
    assert second({}) == clause
    assert second({"supplier-management.1": "No contract found"}, "NNNNN") == clause


def test_a_symptom_that_claims_ignorance_does_not_contradict_level_1(clinic: Any, voice: Say) -> None:
    """Somebody knows which services depend on each other, so what the records lack heads the finding."""
    found = {
        letters: clinic.findings(
            voice({"service-configuration-management": letters}, default="FFFNN", symptoms={"unknown-dependencies": 3})
        )
        for letters in ("FPNNN", "PPNNN")
    }

    partly = clinic.questionnaire.statement["service-configuration-management.2"].partly
    known, unknown = (each.findings[0] for each in found.values())
    assert known.headline.casefold() == f"{partly} (service configuration management, level 1)".casefold()
    assert known.because == ""
    assert unknown.headline.startswith("Failures spread to services that nobody knew were connected; ")


def test_the_evidence_of_a_second_cause_stands_on_the_first_card(symptoms_only: Any, voice: Say) -> None:
    """The conclusion names what measurement lacks, and no card is about measurement. It is quoted once."""
    low = {
        "service-level-management": "NNNNN",
        "measurement-and-reporting": "FNNNN",
        "service-desk": "NNNNN",
        "it-asset-management": "NNNNN",
        "knowledge-management": "NNNNN",
        "supplier-management": "NNNNN",
    }
    sides = "Wards logged 47 entries, IT counts 6"
    evidence = {"service-level-management.1": "3 of 4 asked didn't know", "measurement-and-reporting.2": sides}
    symptoms = {"green-reports": 3, "chased-calls": 2, "unknown-assets": 2, "hero-fixes": 2, "supplier-disputes": 2}
    found = findings_of(symptoms_only.subject(voice(low, default="FFFNN", evidence=evidence, symptoms=symptoms)))

    first = found.findings[0]
    assert symptoms_only.questionnaire.statement["measurement-and-reporting.2"].unmet in found.headline
    assert first.practice == "service-level-management"
    assert first.evidence == (
        "Evidence: \u201c3 of 4 asked didn't know\u201d. "
        f"Evidence on measurement and reporting, level 2: \u201c{sides}\u201d."
    )
    assert sides not in first.shared
    assert first.shared.startswith("Measurement and reporting, at level 1; planned: ")


def test_praise_that_is_far_from_the_trouble_is_left_out(clinic: Any, voice: Say) -> None:
    """Beside failed changes, incident management says more than the desk, which is as good; the desk alone, nothing."""
    evidence = {
        "change-enablement.2": LOG,
        "service-desk.4": "94 % answered within 30 s",
        "incident-management.4": "Cut from 71 to 38 minutes",
    }
    symptoms = {"failed-changes": 3}
    ratings = {"change-enablement": "FNNNN", "service-desk": "FFFFN"}

    near = _headline(
        clinic, voice(ratings | {"incident-management": "FFFFN"}, default="FFPNN", evidence=evidence, symptoms=symptoms)
    )
    del evidence["incident-management.4"]
    far = _headline(clinic, voice(ratings, default="FFPNN", evidence=evidence, symptoms=symptoms))

    assert near.endswith("; incident management is strong")
    assert "service desk" not in far


def test_strengths_are_filled_up_to_three(clinic: Any, voice: Say) -> None:
    """One practice works; evidence comes before a comment, and what a comment on an L lacks is no praise."""
    subject = clinic.subject(
        voice(
            {"change-enablement": "NNNNN", "deployment-management": "FFPNN", "service-desk": "LNNNN"},
            default="FNNNN",
            evidence={"deployment-management.2": "12 of 12 went back", "risk-management.1": "Mandate"},
            comments={
                "service-desk.1": "Three numbers, but only one is staffed",
                "supplier-management.1": "The head of IT knows both main suppliers",
                "release-management.1": "Calendar",
            },
            symptoms={"failed-changes": 1},
        )
    )
    summary = summary_view(subject)

    assert summary.strengths_heading == "What works, and what to build on"
    assert [each.text for each in summary.strengths] == [
        "Deployment management is at level 2: \u201c12 of 12 went back\u201d.",
        "Risk management, level 1: \u201cMandate\u201d.",
        "Supplier management, level 1: \u201cThe head of IT knows both main suppliers\u201d.",
    ]


def test_a_strength_without_a_figure_quotes_a_sentence_about_a_lower_level(clinic: Any, voice: Say) -> None:
    """The sample of level 3 found nothing, and the export of level 2 only names a document; level 1 says something."""
    evidence = {
        "service-desk.1": "All callers reached a person at once",
        "service-desk.2": "Ticket export",
        "service-desk.3": "Sample of 30 transfers",
    }
    found = clinic.findings(
        voice({"change-enablement": "NNNNN", "service-desk": "FFFNN"}, default="FFPNN", evidence=evidence)
    )

    assert found.strengths[0].text == ("Service desk is at level 3: \u201cAll callers reached a person at once\u201d.")
