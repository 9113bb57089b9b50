"""What the first page names beside the findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reports.findings.also import also_found
from reports.findings.findings import findings_of
from reports.options import ReportOptions
from reports.views.milestones import raised_first

Say = Callable[..., Any]


def test_what_is_loud_or_begins_at_once_is_named_with_its_best_words(clinic: Any, voice: Say) -> None:
    """Users chase every week, and the first phase raises incident management.

    The count is about level 2, and the clause about level 1. Of the desk, nobody wrote anything.
    """
    low = {"service-desk": "PNNNN", "incident-management": "NPNNN"}
    evidence = {"incident-management.2": "46 % of tickets opened after they had been solved."}
    subject = clinic.subject(voice(low, default="FFFNN", evidence=evidence, symptoms={"chased-calls": 3}))
    unquoted = replace(subject, options=ReportOptions(quotes=False))
    clause = "Nobody stays with a user's broken service until it works again (incident management, level 0)"
    partly = clinic.questionnaire.statement["service-desk.1"].partly

    assert "incident-management" in raised_first(subject.roadmap)
    assert also_found(subject, {"service-desk"}) == (
        f"{clause}: \u201c46 % of tickets opened after they had been solved\u201d.",
    )
    assert also_found(unquoted, {"service-desk"}) == (f"{clause}.",)
    assert also_found(subject, {"incident-management"}) == (
        f"Users have to chase IT for answers, and {partly} (service desk, level 1).",
    )
    assert also_found(subject, {"service-desk", "incident-management"}) == ()


def test_every_frequent_symptom_is_named_and_no_level_stands_alone(clinic: Any, voice: Say) -> None:
    """Four symptoms that no finding tells: three have a sentence, and the fourth its name; a rare one isn't said.

    That nobody knew about a device would contradict level 1, so what level 2 lacks is said.
    """
    symptoms = {"chased-calls": 3, "hero-fixes": 3, "unknown-assets": 3, "missed-targets": 2, "slow-requests": 1}
    subject = clinic.subject(voice(default="FNNNN", symptoms=symptoms), planned=False)

    sentences = also_found(subject, ())
    *three, last = also_found(subject, (), room=sum(map(len, sentences)) - 1)

    assert len(three) == 3
    assert all(each.endswith(", level 1).") and ", and " in each for each in three[:2])
    assert three[2].endswith("(IT asset management, level 1; reported: \u201cUnknown equipment and accounts\u201d).")
    assert last == "Also reported: services miss the targets promised to customers."
    assert sentences[3].startswith("Services miss the targets promised to customers, and ")
    assert len(sentences) == 4
    assert len(also_found(subject, (), room=0)) == 2


def test_a_sentence_names_all_frequent_symptoms_of_its_practice(clinic: Any, voice: Say) -> None:
    """Both point to change enablement, and somebody wrote about it."""
    said = voice(
        {"change-enablement": "FNNNN"},
        default="FFFNN",
        comments={"change-enablement.2": "Records unseen"},
        symptoms={"failed-changes": 2, "surprise-changes": 2},
    )

    [sentence] = also_found(clinic.subject(said, planned=False), ())

    assert sentence == (
        "Changes break what had been working and changes become known only when they cause trouble "
        "(change enablement, level 1): \u201cRecords unseen\u201d."
    )


def test_a_frequent_symptom_behind_which_nothing_is_weak_is_named(clinic: Any, voice: Say) -> None:
    """Every practice is at level 4, and changes break things."""
    subject = clinic.subject(voice(default="FFFFN", symptoms={"failed-changes": 3}), planned=False)

    assert also_found(subject, ()) == (
        "Changes break what had been working, although change enablement is rated level 4.",
    )


def test_what_hurts_most_comes_first_and_of_equals_level_0(clinic: Any, voice: Say) -> None:
    """Unread alarms hurt weekly; nobody stays with a fault at level 0 and the list of assets at 1 hurt monthly."""
    low = {
        "monitoring-and-event-management": "PNNNN",
        "it-asset-management": "PNNNN",
        "knowledge-management": "NNNNN",
    }
    symptoms = {"unknown-assets": 2, "hero-fixes": 2, "users-notice-first": 3}

    said = also_found(clinic.subject(voice(low, default="FFFNN", symptoms=symptoms), planned=False), ())

    named = ["monitoring and event management", "knowledge management", "IT asset management"]
    assert [what in each for what, each in zip(named, said, strict=True)] == [True] * 3


def test_level_0_behind_a_rare_symptom_is_named_where_somebody_wrote_about_it(clinic: Any, voice: Say) -> None:
    """Portfolio management has evidence alone; service level management is the second of a rare symptom."""
    low = {"service-level-management": "NNNNN", "portfolio-management": "NNNNN"}
    agreed = {"service-level-management.1": "No agreements"}
    shown = {"portfolio-management.1": "Nothing was refused in 2025"}

    def said(**words: Any) -> str:
        given = voice(low, default="FFFNN", symptoms={"supplier-disputes": 1}, **words)
        return " ".join(also_found(clinic.subject(given, planned=False), ()))

    assert "service level management, level 0): \u201cNo agreements\u201d." in said(comments=agreed)
    assert "service level management" not in said()
    assert "portfolio management, level 0): \u201cNothing was refused in 2025\u201d." in said(evidence=shown)
    assert "portfolio management" not in said(comments=shown)


def test_what_is_grave_at_level_0_comes_first(clinic: Any, voice: Say) -> None:
    """Nobody is in charge of security, which no symptom points to; the fourth and fifth findings have no card."""
    low = {"information-security-management": "NNNNN", "service-desk": "FNNNN"}
    comments = {"information-security-management.1": "Nobody is in charge"}
    subject = clinic.subject(voice(low, default="FFFNN", comments=comments, symptoms={"chased-calls": 2}))
    findings = findings_of(subject).findings

    said = also_found(subject, {each.practice for each in findings}, findings)

    assert said[0].endswith("(information security management, level 0): \u201cNobody is in charge\u201d.")
    assert said[1].startswith("Users have to chase IT for answers, and ")


def test_what_begins_at_level_0_without_a_finding_comes_before_other_findings(clinic: Any, voice: Say) -> None:
    """The catalogue is raised at once, and evidence shows that there is none; a louder finding follows it."""
    low = {"service-desk": "PNNNN", "service-catalogue-management": "NNNNN", "change-enablement": "PNNNN"}
    evidence = {"service-catalogue-management.1": "Our list has 63 services, the survey found 212"}
    symptoms = {"chased-calls": 3, "failed-changes": 3}
    subject = clinic.subject(voice(low, default="FFFNN", evidence=evidence, symptoms=symptoms))
    assert "service-catalogue-management" in raised_first(subject.roadmap)
    found = findings_of(subject).findings
    rest = [each for each in found if each.practice == "change-enablement"]

    said = also_found(subject, {"service-desk", "change-enablement"}, rest)

    assert "the survey found 212" in said[0]
    assert said[1].startswith("Changes break what had been working")
