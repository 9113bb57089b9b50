"""Why the roadmap follows its approach, and what the lead of the first page names first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reports.views.method import method_view
from reports.views.milestones import busy, first_step
from reports.views.subject import Subject
from reports.views.summary import summary_view

Say = Callable[..., Any]
SLOW = "Slowness without a fault"
GREEN = "If reports are green"


def _reasons(subject: Subject) -> list[str]:
    approach = summary_view(subject).approach
    assert approach is not None
    return list(approach.reasons)


def _begun_with(subject: Subject, *practices: str) -> Subject:
    """Return the subject as if its roadmap had one phase with a step for each of these practices."""
    assert subject.roadmap is not None
    first, *_ = busy(subject.roadmap)
    some = first.steps[0]
    steps = tuple(replace(some, step=replace(some.step, practice=each)) for each in practices)
    return replace(subject, roadmap=replace(subject.roadmap, phases=(replace(first, steps=steps),)))


def test_reasons_are_about_what_the_roadmap_begins_with(clinic: Any, voice: Say) -> None:
    """Capacity: slow services have 3x4 points, shortages 1x4 and aren't strong; green reports have 3x5."""
    subject = clinic.subject(
        voice(default="FNNNN", symptoms={"green-reports": 3, "slow-services": 3, "capacity-surprises": 1})
    )
    approach = summary_view(subject).approach
    assert approach is not None
    assert approach.heading.endswith("Service quality first")

    slow, green = (
        _reasons(_begun_with(subject, each))
        for each in ("capacity-and-performance-management", "service-level-management")
    )

    assert [slow[0].startswith(SLOW), slow[1].startswith(GREEN)] == [True, True]
    assert [green[0].startswith(GREEN), green[1].startswith(SLOW)] == [True, True]


def test_of_equally_heavy_reasons_the_one_that_is_worked_on_comes_first(clinic: Any, voice: Say) -> None:
    """Complaints and slow services have 3x4 points each, and neither names the practice that work begins with."""
    subject = clinic.subject(voice(default="FNNNN", symptoms={"unowned-complaints": 3, "slow-services": 3}))

    complaints, slow = (
        _reasons(_begun_with(subject, "incident-management", each))[0]
        for each in ("continual-improvement", "capacity-and-performance-management")
    )

    assert complaints.startswith("A complaint that nobody owns")
    assert slow.startswith(SLOW)


def test_the_table_says_how_the_result_comes_about(clinic: Any, voice: Say) -> None:
    """By the symptoms, or by the levels alone if nobody reports any."""
    found = [
        summary_view(clinic.subject(voice(default="FNNNN", symptoms=symptoms))).approach
        for symptoms in ({"green-reports": 3, "slow-services": 3, "missed-targets": 3}, {})
    ]

    results = [each.columns.partition("Result: ")[2] for each in found if each]
    assert results == [
        "the symptoms, reduced if few levels are missing.",
        "only the levels missing.",
    ]


def test_the_formula_stands_in_the_chapter_on_scoring(clinic: Any, voice: Say) -> None:
    """A manager reads the two factors; who recalculates finds how they are put together."""
    subject = clinic.subject(voice(default="FNNNN", symptoms={"green-reports": 3}))

    [rule] = [each.text for each in method_view(subject).rules if each.name == "Recommended approach"]

    assert "symptoms \u00d7 levels missing \u00f7 60%, at most the symptoms" in rule


def test_missing_evidence_is_named_for_the_first_phase_first(clinic: Any, voice: Say) -> None:
    """Four levels lack evidence; the one that the first phase raises comes first, though the catalogue has it later."""
    bare = ("availability-management", "change-enablement", "incident-management", "service-desk")
    others = {
        f"{each.id}.{level}": "Seen" for each in clinic.catalogue.practices for level in (1, 2) if each.id not in bare
    }
    subject = clinic.subject(
        voice(
            dict.fromkeys(bare, "FFFNN") | {"service-desk": "FNNNN"},
            default="FFNNN",
            evidence=others,
            symptoms={"chased-calls": 3},
        )
    )
    first = first_step(subject.roadmap)
    assert first is not None
    assert "service-desk" in {planned.step.practice for planned in busy(subject.roadmap)[0].steps}

    assert "Evidence is missing for the levels of service desk, " in summary_view(subject).lead
