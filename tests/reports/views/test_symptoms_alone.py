"""Respondents who only answered the triage aren't raters: they are counted separately and get no column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Answer, Assessment, Organization, Respondent, Response
from questionnaires.model import Questionnaire, Rating, Triage
from questionnaires.scoring.score import score
from reports.views.agreement import agreement_view
from reports.views.ratings import ratings_view
from reports.views.subject import Subject


@pytest.fixture
def subject(few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage) -> Subject:
    """Anna rated a statement, and Ben reported a symptom."""
    questionnaire = few_questions.id
    responses = (
        Response(questionnaire, Respondent("anna", "Anna"), answers={"change-enablement.2": Answer(Rating.P)}),
        Response(questionnaire, Respondent("ben", "Ben"), triage={triage.symptoms[0].id: 2}),
    )
    said = Assessment(questionnaire, Organization("Northfield"), "2026-06-03", responses, {})
    return Subject(few_catalogue, score(few_catalogue, few_questions, triage, said), None, triage)


def test_agreement_counts_only_those_who_rated(subject: Subject) -> None:
    """With one of them, there is nothing to compare."""
    view = agreement_view(subject)

    assert view.respondents == "1 respondent answered. 1 more only answered the triage."
    assert view.disputes_lead == ""
    assert view.on_proposals == ""


def test_if_nobody_rated_everyone_only_reported_symptoms(subject: Subject) -> None:
    """A lead brought the answers of the triage before anyone else answered."""
    scores = subject.scores
    alone = replace(scores.assessment, responses=scores.assessment.responses[1:])

    view = agreement_view(replace(subject, scores=replace(scores, assessment=alone)))

    assert view.respondents == "1 respondent only answered the triage."
    assert view.disputes_lead == "Nobody has answered yet."


def test_the_appendix_has_columns_for_those_who_rated_and_letters_for_all(subject: Subject) -> None:
    """The reported symptoms are listed below, by letter."""
    view = ratings_view(subject)

    assert [each.letter for each in view.people] == ["A", "B"]
    assert view.columns == ("A",)
    assert {len(row.cells) for practice in view.practices for row in practice.rows} == {1}
    assert view.symptoms[0][1].startswith("B:")
