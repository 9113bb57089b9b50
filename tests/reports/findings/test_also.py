"""What the first page names beside the findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reports.findings.also import also_found
from reports.options import ReportOptions
from reports.views.milestones import raised_first


def test_what_is_loud_or_begins_at_once_is_named_with_its_best_figure(clinic: Any, voice: Callable[..., Any]) -> None:
    """Users chase every week, and the first phase raises incident management.

    Only the desk is in a finding, so the other is named; the count is about level 2, and the clause about level 1.
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
    assert also_found(subject, {"incident-management"})[0][1:].startswith(partly[1:])
    assert also_found(subject, {"service-desk", "incident-management"}) == ()


def test_more_than_three_are_named_with_their_level_alone(clinic: Any, voice: Callable[..., Any]) -> None:
    """The first page has little room."""
    symptoms = {"chased-calls": 3, "hero-fixes": 3, "unknown-assets": 3, "missed-targets": 3}
    subject = clinic.subject(voice(default="FNNNN", symptoms=symptoms), planned=False)

    *three, last = also_found(subject, ())

    assert len(three) == 3
    assert all(each.endswith(", level 1).") for each in three)
    assert last == "Service level management is at level 1."
    assert also_found(subject, (), most=2) == (
        *three[:2],
        "IT asset management and service level management must rise too.",
    )


def test_level_0_behind_a_reported_symptom_is_named_before_level_1(clinic: Any, voice: Callable[..., Any]) -> None:
    """Security is the last of three that audit findings speak of; once is enough where somebody wrote about it."""
    low = {"change-enablement": "PNNNN", "it-asset-management": "PNNNN", "information-security-management": "NNNNN"}
    told = {"change-enablement"}

    def said(times: int, comments: dict[str, str]) -> tuple[str, ...]:
        symptoms = {"audit-findings": times, "unknown-assets": 3}
        return also_found(
            clinic.subject(voice(low, default="FFFNN", comments=comments, symptoms=symptoms), planned=False), told
        )

    words = {"information-security-management.1": "Nobody is in charge"}
    unmet = clinic.questionnaire.statement["information-security-management.1"].unmet
    for times, comments in ((2, {}), (1, words)):
        first, second = said(times, comments)
        assert first.casefold().startswith(unmet.casefold())
        assert "IT asset management, level 1" in second
    assert not any(unmet in each.casefold() for each in said(1, {}))
