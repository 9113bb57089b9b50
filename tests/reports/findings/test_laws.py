"""Laws of findings, strengths, conclusion and first 90 days, over generated answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires.model import Rating
from reports.findings.findings import findings_of
from reports.findings.model import FindingKind
from reports.views.subject import Subject
from roadmaps.first_days import first_days
from roadmaps.wording import in_sentence

PRACTICES = (
    "incident-management",
    "service-desk",
    "change-enablement",
    "problem-management",
    "service-continuity-management",
    "service-level-management",
)
SYMPTOMS = ("failed-changes", "chased-calls", "repeat-incidents", "long-outages", "missed-targets")
WORDS = ("", "", "Letter of August", "14 of 52 had no record", "19 hours instead of 4", "Report of 3 April")
STATEMENTS = [f"{practice}.{level}" for practice in PRACTICES for level in range(1, 6)]

few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def voices(draw: st.DrawFn) -> dict[str, Any]:
    """Return what one respondent says about six practices and five symptoms."""
    return {
        "ratings": draw(st.fixed_dictionaries({p: st.text("NPLF.?", min_size=5, max_size=5) for p in PRACTICES})),
        "evidence": draw(st.dictionaries(st.sampled_from(STATEMENTS), st.sampled_from(WORDS), max_size=8)),
        "symptoms": draw(st.dictionaries(st.sampled_from(SYMPTOMS), st.integers(0, 3))),
    }


@pytest.fixture(scope="module")
def small(clinic: Any) -> Any:
    """The clinic with a questionnaire about the six practices."""
    statements = tuple(s for s in clinic.questionnaire.statements if s.practice in PRACTICES)
    return replace(clinic, questionnaire=replace(clinic.questionnaire, statements=statements))


Made = Callable[..., Subject]


@pytest.fixture
def subject_of(small: Any, voice: Callable[..., Any]) -> Made:
    """Makes the subject of generated voices."""

    def made(said: list[dict[str, Any]], *, planned: bool) -> Subject:
        subject: Subject = small.subject(*(voice(**each) for each in said), planned=planned)
        return subject

    return made


@few
@given(st.lists(voices(), min_size=1, max_size=2))
def test_nothing_that_is_fully_achieved_is_called_weak(subject_of: Made, said: list[dict[str, Any]]) -> None:
    """A gap's cause is a rated statement below F, and its practice is below level 3; none is named twice."""
    subject = subject_of(said, planned=False)
    found = findings_of(subject)

    assert len({each.practice for each in found.findings}) == len(found.findings) <= 5
    for each in found.findings:
        score = subject.scores.practice.get(each.practice)
        if each.kind is FindingKind.GAP:
            assert score is not None
            assert score.level is not None
            assert score.level < 3
            full = [s.statement.text.rstrip(".") for s in score.statements if s.rating in {Rating.F, None}]
            assert not any(text in each.cause.partition("Respondents disagree")[0] for text in full)
        actions = [s.statement.action for s in score.statements if s.rating is Rating.F] if score else []
        assert not any(action[1:60] in each.first for action in actions)


@few
@given(st.lists(voices(), min_size=1, max_size=2))
def test_only_what_works_is_called_sound(subject_of: Made, said: list[dict[str, Any]]) -> None:
    """Level 2 at least, evidence for it, and no finding about it; what there is to build on needs only a statement."""
    subject = subject_of(said, planned=False)
    found = findings_of(subject)

    told = {each.practice for each in found.findings}
    for each in found.strengths:
        score = subject.scores.practice[each.practice]
        assert each.practice not in told
        assert each.is_foundation or min(score.level or 0, score.level_evidenced or 0) >= 2
    sound = found.headline.rpartition("; ")[2] if "sound" in found.headline else ""
    for score in subject.scores.practices:
        if in_sentence(subject.practice_name(score.practice)) in sound:
            assert (score.level or 0) >= 2
            assert score.practice in {each.practice for each in found.strengths}


@few
@given(st.lists(voices(), min_size=1, max_size=2))
def test_words_are_quoted_as_people_wrote_them(subject_of: Made, said: list[dict[str, Any]]) -> None:
    """Every quotation with a source is something that a respondent wrote."""
    found = findings_of(subject_of(said, planned=False))

    written = {words for each in said for words in each["evidence"].values()}
    for each in found.findings:
        quotes = [part.partition("\u201d")[0] for part in each.evidence.split(": \u201c")[1:]]
        assert set(quotes) <= written


@few
@given(st.lists(voices(), min_size=2, max_size=2))
def test_the_order_of_respondents_does_not_matter(subject_of: Made, said: list[dict[str, Any]]) -> None:
    """The same practices are chosen, for the same reasons."""
    first, second = findings_of(subject_of(said, planned=False)), findings_of(subject_of(said[::-1], planned=False))

    assert [(each.kind, each.practice) for each in first.findings] == [
        (each.kind, each.practice) for each in second.findings
    ]
    assert first.headline == second.headline


@settings(few, max_examples=12)
@given(st.lists(voices(), min_size=1, max_size=1))
def test_what_is_weak_is_in_the_roadmap_or_the_finding_says_why_not(
    subject_of: Made, said: list[dict[str, Any]]
) -> None:
    """And what it would cost; that isn't said of levels beyond those that the roadmap reaches.

    The first 90 days have no action for what is fully achieved.
    """
    subject = subject_of(said, planned=True)
    assert subject.roadmap is not None
    raised = {
        planned.step.practice
        for phase in subject.roadmap.phases
        for planned in phase.steps
        if planned.ends and not planned.step.completes
    }

    for each in findings_of(subject).findings:
        if each.kind is FindingKind.GAP:
            planned = "The roadmap raises the practice to level " in each.plan
            assert planned == (each.practice in raised)
            assert planned != ("would take" in each.plan)
    known = subject.scores.statement
    for action in first_days(subject.catalogue, subject.roadmap):
        assert action.statement not in known or known[action.statement].rating not in {Rating.F, Rating.NA}
