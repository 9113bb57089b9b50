"""What changed since an earlier assessment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practices_catalog.faults import InputError
from practices_catalog.model import Catalogue
from questionnaires.answers.model import Answer, Assessment, Respondent, Response
from questionnaires.model import Questionnaire, Rating, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.options import ReportOptions, ReportPart
from reports.views.changes import changes_view
from reports.views.report import report_view
from reports.views.subject import Subject
from reports.views.summary import summary_view


@pytest.fixture
def pair(few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage) -> tuple[Scores, Scores]:
    """Incident management rose from 1 to 2, the service desk fell from 2 to 1, and problem management stayed."""

    def scored(day: str, ratings: dict[str, str]) -> Scores:
        given = {
            f"{practice}.{level}": Answer(Rating[rating])
            for practice, letters in ratings.items()
            for level, rating in enumerate(letters, 1)
        }
        response = Response(few_questions.id, Respondent("r1", "Head of IT"), answers=given)
        assessment = Assessment(few_questions.id, response.organization, day, (response,), {})
        return score(few_catalogue, few_questions, triage, assessment)

    others = {"problem-management": "FNNNN"}
    before = scored("2025-06-03", others | {"incident-management": "FNNNN", "service-desk": "FFNNN"})
    return before, scored("2026-06-03", others | {"incident-management": "FFNNN", "service-desk": "FNNNN"})


@pytest.fixture
def subject(pair: tuple[Scores, Scores], few_catalogue: Catalogue, triage: Triage) -> Subject:
    """The later assessment, compared with the earlier one."""
    before, after = pair
    return Subject(few_catalogue, after, None, triage, ReportOptions(), before)


def test_the_chapter_says_what_rose_and_fell_and_why(subject: Subject) -> None:
    """What fell comes first; what stayed is only in the chart."""
    view = changes_view(subject)

    assert view is not None
    assert view.headline == "1 practice rose and 1 practice fell since 3 Jun 2025"
    assert view.lead == ""
    assert [(row.practice, row.movement) for row in view.rows] == [
        ("Service desk", "\u22121"),
        ("Incident management", "+1"),
    ]
    assert view.rows[1].why == "One level up because ratings changed."
    assert view.rows[1].now.startswith("Level 3 hasn't been reached")


def test_the_summary_and_the_report_have_it_only_with_an_earlier_assessment(subject: Subject) -> None:
    """Without one, nothing is said about change."""
    alone = replace(subject, earlier=None)

    assert "1 practice rose and 1 practice fell since 3 Jun 2025." in summary_view(subject).lead
    assert "since" not in summary_view(alone).lead
    assert ReportPart.CHANGES in report_view(subject).wanted
    assert ReportPart.CHANGES not in report_view(alone).wanted


def test_an_unchanged_organization_is_told_so(subject: Subject) -> None:
    """The same answers a year later."""
    same = replace(subject.scores, assessment=replace(subject.scores.assessment, assessed_on="2025-06-03"))
    view = changes_view(replace(subject, earlier=same))

    assert view is not None
    assert (view.headline, view.rows) == ("No practice has changed its level since 3 Jun 2025", ())


def test_the_later_assessment_is_not_the_earlier_one(subject: Subject, pair: tuple[Scores, Scores]) -> None:
    """Somebody swapped the files."""
    before, after = pair

    with pytest.raises(InputError, match="swap their files"):
        changes_view(replace(subject, scores=before, earlier=after))


def test_it_says_if_more_people_answered_and_what_has_a_level_only_once(
    few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage
) -> None:
    """One respondent's view and three people's are not the same measure."""

    def scored(day: str, people: int, *practices: str) -> Scores:
        answers = {f"{each}.1": Answer(Rating.F) for each in practices}
        responses = tuple(
            Response(few_questions.id, Respondent(f"r{n}", f"Person {n}"), answers=answers) for n in range(people)
        )
        silent = Response(few_questions.id, Respondent("silent", "Silent"))
        everybody = (*responses, silent)
        return score(
            few_catalogue,
            few_questions,
            triage,
            Assessment(few_questions.id, silent.organization, day, everybody, {}),
        )

    then = scored("2025-06-03", 1, "change-enablement", "service-desk")
    now = scored("2026-06-03", 3, "incident-management", "service-desk")
    view = changes_view(Subject(few_catalogue, now, None, triage, ReportOptions(), then))

    assert view is not None
    assert view.lead == (
        "1 respondent answered last time and 3 this time; that alone can change levels. "
        "Assessed only this time: Incident management. Assessed only last time: Change enablement."
    )
