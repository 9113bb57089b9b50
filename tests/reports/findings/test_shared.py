"""Other practices behind the symptom of a finding: in the finding itself, and in the conclusion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reports.findings.findings import findings_of
from reports.options import ReportOptions

Say = Callable[..., Any]
GREEN = {"green-reports": 3}
SIDES = "Report of June: wards logged 47 entries, IT counts 6."


def test_evidence_of_another_practice_that_the_symptom_speaks_of_is_quoted(clinic: Any, voice: Say) -> None:
    """Service level management has words alone; measurement has figures that show the symptom."""
    subject = clinic.subject(
        voice(
            {"service-level-management": "NNNNN", "measurement-and-reporting": "FNNNN"},
            default="FFFNN",
            evidence={"measurement-and-reporting.2": SIDES},
            comments={"service-level-management.1": "Nobody agreed on anything"},
            symptoms=GREEN,
        )
    )
    candidates = findings_of(subject).findings
    shared = next(each for each in candidates if each.practice == "service-level-management").shared

    assert shared.startswith("Measurement and reporting, at level 1; planned: level ")
    told = "measurement-and-reporting" in {each.practice for each in candidates}
    assert (f"Evidence on level 2: \u201c{SIDES.rstrip('.')}\u201d." in shared) == (not told)
    unquoted = findings_of(replace(subject, options=ReportOptions(quotes=False))).findings
    assert [each.shared.partition(" Evidence")[0] for each in candidates] == [each.shared for each in unquoted]


def test_a_practice_at_level_2_without_more_telling_evidence_is_not_named(clinic: Any, voice: Say) -> None:
    """It does its work where it is needed."""
    found = clinic.findings(
        voice(
            {"service-level-management": "NNNNN", "measurement-and-reporting": "FFNNN"},
            default="FFFNN",
            evidence={"measurement-and-reporting.3": "A folder"},
            symptoms=GREEN,
        )
    ).findings[0]

    assert (found.practice, found.shared) == ("service-level-management", "")


def test_a_conclusion_goes_on_with_another_cause_of_the_same_symptom(clinic: Any, voice: Say) -> None:
    """Both are shown by evidence, so both stand after `because`; the next finding's cause isn't needed."""
    ratings = {"service-level-management": "NNNNN", "measurement-and-reporting": "FNNNN"}
    evidence = {"service-level-management.1": "3 of 4 asked didn't know", "measurement-and-reporting.2": SIDES}

    found = clinic.findings(voice(ratings, default="FFFNN", evidence=evidence, symptoms=GREEN))

    statement = clinic.questionnaire.statement
    [says] = (each.says for each in clinic.triage.symptoms if each.id == "green-reports")
    one, other = statement["service-level-management.1"].unmet, statement["measurement-and-reporting.2"].unmet
    assert found.headline.casefold() == f"{says}, because {one} and {other}".casefold()


def test_without_evidence_or_a_symptom_of_its_own_it_is_left_out_of_the_conclusion(clinic: Any, voice: Say) -> None:
    """A symptom alone doesn't accuse the second practice that it speaks of."""
    ratings = {"service-level-management": "NNNNN", "measurement-and-reporting": "FNNNN"}
    other = clinic.questionnaire.statement["measurement-and-reporting.2"].unmet

    assert other not in clinic.findings(voice(ratings, default="FFFNN", symptoms=GREEN)).headline


def test_evidence_that_nothing_is_done_comes_before_words_about_level_1(symptoms_only: Any, voice: Say) -> None:
    """The fault that waits for one person happens a step more seldom, and evidence shows level 0."""
    ratings = {"problem-management": "PNNNN", "knowledge-management": "NNNNN"}
    comments = {"problem-management.1": "two of three times the same thing came back"}
    symptoms = {"repeat-incidents": 3, "hero-fixes": 2}
    shown = {"knowledge-management.1": "A fault waited two days"}

    def order(evidence: dict[str, str]) -> list[str]:
        said = voice(ratings, default="FFFNN", evidence=evidence, comments=comments, symptoms=symptoms)
        return [each.practice for each in symptoms_only.findings(said).findings]

    assert order(shown) == ["knowledge-management", "problem-management"]
    assert order({}) == ["problem-management", "knowledge-management"]
    both = shown | {"problem-management.1": "9 of 12 came back"}
    assert order(both) == ["problem-management", "knowledge-management"]
