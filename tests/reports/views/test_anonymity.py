"""FL-031 in the report: anonymous answers appear only as counts, and not at all if they are too few."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practices_catalog.model import Catalogue
from questionnaires.answers.anonymity import NAMELESS
from questionnaires.answers.model import Answer, Assessment, Organization, Respondent, Response
from questionnaires.model import Questionnaire, Rating, Triage
from questionnaires.scoring.score import score
from reports.document import report_html
from reports.documents.score import score_document
from reports.findings.findings import findings_of
from reports.options import Edition, ReportOptions
from reports.views.agreement import agreement_view
from reports.views.cover import cover_view
from reports.views.practices import practices_view
from reports.views.ratings import ratings_view
from reports.views.subject import Subject

STATEMENT = "change-enablement.2"


@pytest.fixture
def said(few_questions: Questionnaire, triage: Triage) -> Assessment:
    """Anna with her name and three anonymous respondents, who rate N, N and F, each with a comment and a symptom."""
    symptom = triage.symptoms[0].id
    people = [(Respondent("anna", "Anna Berg", "engineer"), Rating.P)]
    people += [(Respondent(f"anonymous-{n}", NAMELESS), rating) for n, rating in enumerate((*[Rating.N] * 2, Rating.F))]
    responses = tuple(
        Response(
            few_questions.id,
            person,
            answers={STATEMENT: Answer(rating, f"evidence of {person.id}", f"comment of {person.id}")},
            triage={symptom: number},
        )
        for number, (person, rating) in enumerate(people)
    )
    return Assessment(few_questions.id, Organization("Northfield"), "2026-06-03", responses, {})


@pytest.fixture
def crowd(few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage, said: Assessment) -> Subject:
    """All four respondents."""
    return Subject(few_catalogue, score(few_catalogue, few_questions, triage, said), None, triage)


@pytest.fixture
def pair(few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage, said: Assessment) -> Subject:
    """Anna and two anonymous respondents, N and F."""
    few = replace(said, responses=(said.responses[0], *said.responses[2:]))
    return Subject(few_catalogue, score(few_catalogue, few_questions, triage, few), None, triage)


def line(subject: Subject) -> str:
    """Return what the appendix says about the ratings of the statement."""
    rows = [row for practice in ratings_view(subject).practices for row in practice.rows if row.line]
    return rows[0].line.replace("\u00a0", " ")


def test_three_anonymous_ratings_are_counted_beside_named_ones(crowd: Subject) -> None:
    """Anna has a letter; the three have none, and no column in the appendix."""
    assert line(crowd) == "A: P, anonymous: 2 \u00d7 N, 1 \u00d7 F"
    assert ratings_view(crowd).columns == ()
    assert [(each.letter, each.name) for each in ratings_view(crowd).people] == [
        ("A", "Anna Berg"),
        ("\u2013", "3 anonymous respondents"),
    ]
    assert list(crowd.letters.values()) == ["A"]


def test_two_anonymous_ratings_are_not_shown(pair: Subject) -> None:
    """Neither the ratings nor which of the two gave which is shown."""
    assert line(pair) == "A: P, anonymous: hidden"
    [(_, [dispute])] = agreement_view(pair).disputes
    assert dispute.ratings.replace("\u00a0", " ") == "A: P, anonymous: hidden"


def test_comments_of_two_anonymous_respondents_appear_nowhere(pair: Subject) -> None:
    """Practices, findings, agreement and appendix all leave them out, and the rule is explained beside the ratings."""
    text = report_html(replace(pair, options=ReportOptions(edition=Edition.FULL)))[0]

    assert "evidence of anna" in text
    assert "comment of anna" in text
    for word in ("of anonymous-", "anonymous-", "Anonymous"):
        assert word not in text
    assert text.count("their answers are hidden") == 2


def test_comments_of_three_anonymous_respondents_appear_without_a_name(crowd: Subject) -> None:
    """Their order reveals nothing, and each is “a respondent's”."""
    text = report_html(replace(crowd, options=ReportOptions(edition=Edition.FULL)))[0]

    assert all(f"evidence of anonymous-{number}" in text for number in range(3))
    assert "A respondent, evidence: evidence of anonymous-" in text
    assert "Anonymous" not in text


def test_a_finding_about_a_disagreement_reveals_no_single_rating(crowd: Subject, pair: Subject) -> None:
    """From three on, it counts the ratings; below that, it only says that they differ. All rate level 1 F."""
    crowd, pair = (_with_level_1(subject) for subject in (crowd, pair))
    both = {"crowd": crowd, "pair": pair}
    told = {key: [each.body for each in findings_of(subject).findings] for key, subject in both.items()}

    assert any(
        "the ratings are 2\u00a0\u00d7\u00a0N, 1\u00a0\u00d7\u00a0P, 1\u00a0\u00d7\u00a0F" in body
        for body in told["crowd"]
    )
    assert any("the ratings are far apart" in body for body in told["pair"])
    assert not any("says" in body.partition("Evidence (")[0] for body in told["pair"])


def _with_level_1(subject: Subject) -> Subject:
    assessment, triage = subject.scores.assessment, subject.triage
    assert triage is not None
    full = {"change-enablement.1": Answer(Rating.F)}
    responses = tuple(replace(each, answers={**each.answers, **full}) for each in assessment.responses)
    answers = replace(assessment, responses=responses)
    return replace(subject, scores=score(subject.catalogue, subject.scores.questionnaire, triage, answers))


def test_symptoms_follow_the_same_rule(crowd: Subject, pair: Subject) -> None:
    """Three answers are counted, two are hidden."""
    [(_, of_crowd)] = ratings_view(crowd).symptoms
    [(_, of_pair)] = ratings_view(pair).symptoms

    assert of_crowd.startswith("A:")
    assert "anonymous: 1" in of_crowd.replace("\u00a0", " ")
    assert of_pair.endswith("anonymous: hidden")


def test_the_cover_and_the_practices_count_anonymous_respondents(crowd: Subject) -> None:
    """Only their number is given."""
    respondents = dict(cover_view(crowd).facts)["Respondents"]

    assert respondents == "Anna Berg (engineer); 3 anonymous respondents"
    assert "A Anna Berg (engineer), 3 anonymous respondents." in practices_view(crowd).respondents


def test_the_json_document_has_only_named_ratings(crowd: Subject) -> None:
    """An id would connect two answers of one person."""
    assert score_document(crowd.scores)["disagreements"] == [{"statement": STATEMENT, "ratings": {"anna": "P"}}]
