"""What the first and the last page say about an organization: cards, decisions, strengths and next steps."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from reports.findings.consequences import reported_symptoms
from reports.findings.findings import findings_of
from reports.views.agreement import agreement_view
from reports.views.basis import basis_view
from reports.views.first_step import first_step
from reports.views.milestones import busy
from reports.views.plan import plan_view
from reports.views.subject import Subject
from reports.views.summary import summary_view
from reports.views.verdict import VerdictView, verdict_view
from roadmaps.model import Check
from tests.reports.findings.conftest import Voice

Say = type[Voice]


def test_a_card_says_what_does_not_hold_how_often_it_hurts_and_who_said_so(clinic: Any, voice: Say) -> None:
    """The figure is about another statement, so the level of that one stands beside it."""
    subject = clinic.subject(
        voice(
            {"change-enablement": "PPNNN"},
            default="FFFNN",
            evidence={"change-enablement.2": "Logs of one week: 371 of 612 changes without a record"},
            comments={"change-enablement.1": "Mainframe team always"},
            symptoms={"failed-changes": 3},
        )
    )

    card = _verdict(subject).cards[0]

    assert card.headline == "Changes break what had been working; change enablement is at level 1"
    assert card.text == (
        "In many cases production changes are made that no second person has seen. Reported: every week or worse. "
        "Evidence on level 2: \u201cLogs of one week: 371 of 612 changes without a record\u201d."
    )
    assert card.first.startswith("Finish what is partly done: ")


def test_words_about_the_cause_come_first_where_no_others_have_a_figure(clinic: Any, voice: Say) -> None:
    """Both are words only."""
    found = clinic.findings(
        voice(
            {"change-enablement": "PPNNN"},
            default="FFFNN",
            evidence={"change-enablement.2": "A look at the logs"},
            comments={"change-enablement.1": "Mainframe team always"},
        )
    )

    assert found.findings[0].evidence == "Comment: \u201cMainframe team always\u201d."


def test_what_is_grave_counts_more_than_what_is_as_frequent(clinic: Any, voice: Say) -> None:
    """An outage that lasts too long a few times a year hurts as much as chasing every week; 3 is the most."""
    subject = clinic.subject(
        voice(default="FFNNN", symptoms={"long-outages": 2, "failed-restores": 3, "chased-calls": 2})
    )

    gravity = {each.symptom.id: each.gravity for each in reported_symptoms(subject)}

    assert gravity == {"long-outages": 3, "failed-restores": 3, "chased-calls": 2}


def test_a_strong_symptom_that_nothing_treats_is_a_decision(clinic: Any, voice: Say) -> None:
    """The practices that it speaks of are excluded from the roadmap; a mild symptom needs no decision."""
    subject = clinic.subject(
        voice({"change-enablement": "FNNNN"}, default="FFFNN", symptoms={"chased-calls": 3, "slow-services": 1})
    )

    decisions = _verdict(subject).decisions

    assert decisions[-1] == (
        "Say who takes on what people report and the roadmap doesn't treat: "
        "\u201cChasing for an answer\u201d (every week or worse)."
    )
    treated = clinic.subject(voice({"service-desk": "FNNNN"}, default="FFFNN", symptoms={"chased-calls": 3}))
    assert not any(each.startswith("Say who takes on") for each in _verdict(treated).decisions)


def test_evidence_that_only_names_a_document_is_not_quoted(clinic: Any, voice: Say) -> None:
    """The strength says that there is some."""
    subject = clinic.subject(
        voice(
            {"change-enablement": "FNNNN", "risk-management": "FFFNN"},
            default="FFNNN",
            evidence={"risk-management.3": "Mandate"},
        )
    )

    assert "Risk management is at level 3, backed by evidence." in [
        each.text for each in findings_of(subject).strengths
    ]


def test_next_steps_prepare_the_first_phase(clinic: Any, voice: Say) -> None:
    """They name what to assess, the day of the start with who leads, and the day of the review."""
    subject = clinic.subject(voice({"service-desk": "FNNNN"}, default="FFNNN", symptoms={"chased-calls": 3}))
    first, *rest = subject.roadmap.phases
    checked = replace(first, checks=(Check("service-catalogue-management", 1, Fraction(9)),))
    subject = replace(subject, roadmap=replace(subject.roadmap, phases=(checked, *rest)))

    steps = basis_view(subject, agreement_view(subject)).next_steps

    assert steps[0] == (
        "Before the first phase: assess service catalogue management, where the roadmap assumes a level that nobody "
        "has assessed."
    )
    assert steps[-2].startswith("On 8 Jun 2026: start the first phase with incident management (incident manager)")
    assert steps[-1].startswith("On 6 Sep 2026: review ")


def test_a_total_says_where_rounded_days_do_not_add_up(clinic: Any, voice: Say) -> None:
    """Two phases of 10.4 days are 10 and 10, but 21 in all."""
    subject = clinic.subject(voice(default="FNNNN", symptoms={"chased-calls": 3}))
    roadmap = subject.roadmap
    two = tuple(
        replace(phase, steps=tuple(replace(p, effort_days=days) for p in phase.steps[:1]))
        for phase, days in zip(busy(roadmap)[:2], (Fraction("10.4"), Fraction("10.4")), strict=True)
    )
    even = tuple(
        replace(phase, steps=tuple(replace(p, effort_days=Fraction(10)) for p in phase.steps)) for phase in two
    )

    assert "rounded" in _total(replace(subject, roadmap=replace(roadmap, phases=two)))
    assert "rounded" not in _total(replace(subject, roadmap=replace(roadmap, phases=even)))


def _total(subject: Subject) -> str:
    view = plan_view(subject, None)
    assert view is not None
    return view.total


def _verdict(subject: Subject) -> VerdictView:
    summary = summary_view(subject)
    return verdict_view(subject, summary, first_step(subject, summary.findings))
