"""Which words are the most telling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from reports.findings.explaining import first_action
from reports.findings.findings import findings_of
from reports.findings.model import FindingKind
from reports.options import ReportOptions


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
    ("level_1", "quoted"),
    [
        (
            "3 customers asked: 0 knew.",
            (
                "Evidence: \u201c3 customers asked: 0 knew\u201d. "
                "Evidence on level 2: \u201cReport of March: 99.6 % while 3,400 students could not work\u201d."
            ),
        ),
        (
            "Promised 99.6, took 3 days: 31 hours lost.",
            "Evidence: \u201cPromised 99.6, took 3 days: 31 hours lost\u201d.",
        ),
        (
            "3 asked, none knew.",
            (
                "Evidence: \u201c3 asked, none knew\u201d. "
                "Evidence on level 2: \u201cReport of March: 99.6 % while 3,400 students could not work\u201d."
            ),
        ),
    ],
)
def test_more_telling_words_about_the_next_level_are_added(
    clinic: Any, voice: Callable[..., Any], level_1: str, quoted: str
) -> None:
    """Only weightier words of any level up to 3 are added: harm after a count, but nothing after a claim and a fact."""
    found = clinic.findings(
        voice(
            {"service-level-management": "PPNNN"},
            default="FFFNN",
            evidence={
                "service-level-management.1": level_1,
                "service-level-management.2": "Report of March: 99.6 % while 3,400 students could not work.",
                "service-level-management.3": "Of 40 services 0 have a tier.",
            },
        )
    )

    assert found.findings[0].evidence == quoted


def test_without_quotes_the_findings_are_the_same_but_for_the_words(clinic: Any, voice: Callable[..., Any]) -> None:
    """A gap, a disagreement and a strength each rest on words with a count, and none of these is shown."""
    evidence = {
        "change-enablement.1": "Gapwords: 14 of 52.",
        "service-desk.2": "Sideone: 36 of 36.",
        "problem-management.3": "Strongwords: 11 of 11.",
    }
    ratings = {"change-enablement": "NNNNN", "service-desk": "FFFFN", "problem-management": "FFFFN"}
    one = voice(ratings, default="FFFNN", evidence=evidence)
    other = voice(
        {**ratings, "service-desk": "FNNNN"}, default="FFFNN", comments={"service-desk.2": "Sidetwo: 3 of 9."}
    )
    subject = clinic.subject(one, other)
    unquoted = replace(subject, options=ReportOptions(quotes=False))

    quoted, shown = findings_of(subject), findings_of(unquoted)

    words = ("Gapwords", "Sideone", "Sidetwo", "Strongwords")
    assert all(word in repr(quoted) for word in words)
    assert not any(word in repr(shown) for word in words)
    assert not any(count in repr(shown) for count in ("14 of 52", "36 of 36", "11 of 11", "3 of 9"))
    assert shown.headline == quoted.headline
    assert shown.findings == tuple(replace(each, quotes=()) for each in quoted.findings)
    assert [each.text for each in shown.strengths] == ["Problem management is at level 4, with evidence up to level 3."]


def test_words_of_the_other_side_show_nothing(clinic: Any, voice: Callable[..., Any]) -> None:
    """One rates F by a count of what works, the other N and writes nothing: the N counts, and has no words."""
    praise = voice(default="FFFNN", evidence={"incident-management.2": "71 of 2,960 without an owner"})
    blame = voice({"incident-management": "FNNNN"}, default="FFFNN", symptoms={"long-restoration": 3})

    found = clinic.findings(praise, blame)

    [incidents] = (each for each in found.findings if each.practice == "incident-management")
    assert incidents.kind is not FindingKind.GAP or not incidents.evidence
    assert "because" not in found.headline


NIGHTS = {
    "incident-management.2": "Estimated 70 % of interruptions by day recorded.",
    "incident-management.3": "Outage of 22 hours: 5 hours until the head of IT was called.",
}


def test_the_cause_is_what_explains_the_symptom_and_has_the_weightiest_figures(
    clinic: Any, voice: Callable[..., Any]
) -> None:
    """Slow finding of the right person is explained by levels 1 and 3, and an outage of 22 hours is about level 3.

    Work begins with level 1, so this is named too. Without words, level 1 alone explains it.
    """

    def found(evidence: dict[str, str]) -> tuple[Any, Any]:
        ratings = {"incident-management": "PPNNN"}
        subject = clinic.subject(voice(ratings, default="FFFNN", evidence=evidence, symptoms={"long-restoration": 3}))
        return findings_of(subject).findings[0], subject.scores.practice["incident-management"].statements

    told, statements = found(NIGHTS)
    plain, _ = found({})

    lowest, third = statements[0].statement, statements[2].statement
    partly = f"This statement of level 1 is only partially met: \u201c{lowest.text.rstrip('.')}"
    assert partly in told.cause
    assert third.text.rstrip(".") in told.cause
    assert told.evidence.startswith("Evidence: \u201cOutage of 22 hours")
    assert told.first.casefold() == f"first: {lowest.action}".casefold()
    assert partly in plain.cause
    assert third.text.rstrip(".") not in plain.cause


def test_what_is_mended_before_the_cause_is_named_before_it(clinic: Any, voice: Callable[..., Any]) -> None:
    """Unannounced changes are explained by level 2, and the roadmap makes up for level 1 first; so does the card."""
    subject = clinic.subject(
        voice({"change-enablement": "PNNNN"}, default="FFFNN", symptoms={"surprise-changes": 3}),
    )

    found = findings_of(subject).findings[0]

    first, second = (each.statement for each in subject.scores.practice["change-enablement"].statements[:2])
    assert found.cause.index(first.text.rstrip(".")) < found.cause.index(second.text.rstrip("."))
    assert found.because.casefold() == f"{first.partly}. {second.unmet}.".casefold()
    assert found.first.casefold() == f"first: {first.action}".casefold()
    action = first_action(subject, "change-enablement")
    assert action is not None
    assert action.statement == first.id


def test_a_level_beyond_the_planned_one_is_no_cause(clinic: Any, voice: Callable[..., Any]) -> None:
    """Missed targets are explained by levels 2 and 3; without a roadmap, level 1 comes first."""
    found = clinic.findings(
        voice({"service-level-management": "PLNNN"}, default="FFFNN", symptoms={"missed-targets": 3})
    ).findings[0]

    assert "This statement of level 1 is only partially met" in found.cause
    assert "level 3" not in found.cause


def test_a_count_about_another_statement_is_added_to_words_without_figures(
    clinic: Any, voice: Callable[..., Any]
) -> None:
    """The symptom points to level 1, and only level 2 has been counted."""
    found = clinic.findings(
        voice(
            {"incident-management": "PPNNN"},
            default="FFFNN",
            evidence={"incident-management.2": "46 % of tickets opened after they had been solved."},
            comments={"incident-management.1": "Users phone the colleague they know."},
            symptoms={"long-restoration": 3},
        )
    ).findings[0]

    assert found.evidence == (
        "Comment: \u201cUsers phone the colleague they know\u201d. "
        "Evidence on level 2: \u201c46 % of tickets opened after they had been solved\u201d."
    )


def test_a_quotation_keeps_the_full_stop_of_an_abbreviation(clinic: Any, voice: Callable[..., Any]) -> None:
    """That of a sentence goes, because the sentence around it has its own."""
    for words, quoted in (("Called at 6 a.m.", "\u201cCalled at 6 a.m.\u201d."), ("At six.", "\u201cAt six\u201d.")):
        found = clinic.findings(
            voice({"incident-management": "NNNNN"}, default="FFFNN", evidence={"incident-management.1": words})
        )
        assert found.findings[0].evidence == f"Evidence: {quoted}"


def test_words_about_what_largely_holds_are_added_where_they_are_more_telling(
    clinic: Any, voice: Callable[..., Any]
) -> None:
    """Two zones without a second database are a figure about level 1, rated L; the limits of level 2 have none.

    An equal count about level 2 comes first, and what names no gap is praise.
    """
    zones, limits = "Two zones, but one database", "Limit for checkout only"

    def said(level_1: str, level_2: str) -> str:
        evidence = {"availability-management.1": level_1, "availability-management.2": level_2}
        [found] = clinic.findings(
            voice({"availability-management": "LPNNN"}, default="FFFNN", evidence=evidence)
        ).findings
        text: str = found.evidence
        return text

    assert said(zones, limits) == (f"Evidence: \u201c{limits}\u201d. Evidence on level 1: \u201c{zones}\u201d.")
    assert said(zones, "Limit for 5 services") == "Evidence: \u201cLimit for 5 services\u201d."
    assert said("61 servers pinged", limits) == f"Evidence: \u201c{limits}\u201d."


def test_words_about_a_level_above_the_cause_that_largely_holds_are_left_out(
    clinic: Any, voice: Callable[..., Any]
) -> None:
    """Level 3 isn't what the finding is about."""
    evidence = {"availability-management.2": "For checkout only", "availability-management.3": "4 of 9 tested"}
    [found] = clinic.findings(voice({"availability-management": "FPLNN"}, default="FFFNN", evidence=evidence)).findings

    assert found.evidence == "Evidence: \u201cFor checkout only\u201d."
