"""The underlying cause in the findings, the conclusion, the decisions and the roadmap."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reports.findings.findings import findings_of
from reports.findings.underlying import diagnosis_of, underlying
from reports.options import ReportOptions
from reports.views.summary import summary_view
from reports.views.verdict import verdict_view
from roadmaps.settings import capacity_of
from tests.reports.findings.conftest import Voice

Say = type[Voice]
KNOWN = {"problem-management": "NNNNN", "continual-improvement": "FNNNN", "knowledge-management": "FPNNN"}
REPEATED = {"repeat-incidents": 3, "stalled-improvements": 2}
WORDS = {
    "problem-management.1": "The same fault came back 9 times, still open",
    "continual-improvement.3": "No hours are reserved for repairs",
}


def test_the_conclusion_names_what_several_practices_show(clinic: Any, voice: Say) -> None:
    """With words in two practices; the choice comes first, and phase 1 begins with what treats the cause."""
    subject = clinic.subject(voice(KNOWN, default="FFFNN", comments=WORDS, symptoms=REPEATED))
    cause = underlying(subject)
    assert cause is not None
    assert subject.roadmap is not None
    view = verdict_view(subject, summary_view(subject))
    first = subject.roadmap.phases[0]

    assert findings_of(subject).headline.startswith(f"The same faults come back, because {cause.says}")
    share = "For each person concerned, such a share is 4 hours per week, in addition to this roadmap."
    assert view.decisions[0].startswith(f"{cause.choice} {share} Begin with ")
    assert first.early[0].action.text.startswith(clinic.triage.underlying_causes[3].start)
    assert first.early[0].why.startswith("Begins to treat the cause behind several findings.")
    assert first.used <= capacity_of(subject.roadmap.settings)
    assert {each.step.practice for each in first.steps} & {each.practice for each in cause.facts}
    assert [each.words for each in cause.facts if each.words] == [f"\u201c{each}\u201d" for each in WORDS.values()]


def test_without_words_the_cause_heads_no_conclusion(clinic: Any, voice: Say) -> None:
    """It stands before the findings all the same."""
    subject = clinic.subject(voice(KNOWN, default="FFFNN", symptoms=REPEATED), planned=False)
    cause = underlying(subject)
    assert cause is not None

    assert cause.says not in findings_of(subject).headline
    assert not cause.is_proven


def test_without_quotations_the_cause_is_the_same(clinic: Any, voice: Say) -> None:
    """Only its words are left out."""
    subject = clinic.subject(voice(KNOWN, default="FFFNN", comments=WORDS, symptoms=REPEATED), planned=False)
    silent = replace(subject, options=ReportOptions(quotes=False))
    cause, quiet = underlying(subject), underlying(silent)
    assert cause is not None
    assert quiet is not None

    assert quiet.says == cause.says
    assert not any(each.words for each in quiet.facts)
    assert findings_of(silent).headline == findings_of(subject).headline


def test_of_causes_that_fit_equally_none_is_named(clinic: Any, voice: Say) -> None:
    """Nothing is done anywhere, and everything hurts every week."""
    symptoms = {each.id: 3 for each in clinic.triage.symptoms}

    assert diagnosis_of(clinic.subject(voice(default="NNNNN", symptoms=symptoms), planned=False)) is None


def test_a_first_glimpse_plans_no_cause_that_it_does_not_name(clinic: Any, voice: Say) -> None:
    """Three practices are rated, far less than a third."""
    subject = clinic.subject(voice(KNOWN, default="", comments=WORDS, symptoms=REPEATED))
    assert subject.roadmap is not None

    assert underlying(subject) is None
    assert not any("cause" in each.why for phase in subject.roadmap.phases for each in phase.steps)


def test_a_symptom_without_a_weak_practice_is_not_concluded(clinic: Any, voice: Say) -> None:
    """Incident management and the desk are good, so who waits for the right person waits for another reason."""
    low = {"knowledge-management": "PNNNN", "workforce-and-talent-management": "NNNNN"}
    words = {
        "knowledge-management.1": "Only one of five knows it",
        "workforce-and-talent-management.1": "He works alone",
    }
    symptoms = {"long-restoration": 3, "hero-fixes": 3}
    subject = clinic.subject(voice(low, default="FFFNN", comments=words, symptoms=symptoms), planned=False)
    cause = underlying(subject)
    assert cause is not None

    assert "Slow to find the right person" not in cause.hurts
    assert findings_of(subject).headline.startswith("Faults wait for the one person who can fix them, because ")
