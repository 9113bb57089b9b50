"""Names of respondents: full, by role or none. The figures never change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.assessments.files import assess, sample_files
from app.assessments.naming import Names, renamed, rescored
from app.running.content import Content, load_content
from questionnaires.answers.anonymity import is_anonymous
from questionnaires.answers.model import Respondent
from questionnaires.model import Method
from questionnaires.scoring.model import Scores


@pytest.fixture(scope="module")
def content() -> Content:
    """The content of this release."""
    return load_content()


@pytest.fixture(scope="module")
def scores(content: Content) -> Scores:
    """The figures of the sample organization."""
    return assess(content, sample_files(), Method.ISO_33020)


@pytest.mark.parametrize("names", Names)
def test_no_figure_depends_on_names(content: Content, scores: Scores, names: Names) -> None:
    """Levels, confidence, agreement, readiness and the recommended approach are the same."""
    shown = rescored(content, scores, names)

    assert [replace(each, statements=()) for each in shown.practices] == [
        replace(each, statements=()) for each in scores.practices
    ]
    assert shown.agreement == scores.agreement
    assert shown.frameworks == scores.frameworks
    assert shown.recommendation == scores.recommendation


def test_roles_replace_names_and_ids(scores: Scores) -> None:
    """Several people with one role are numbered, and someone without a role is a respondent."""
    first, *rest = scores.assessment.responses
    people = [Respondent("zoe", "Zoe Marker", "it-leader"), Respondent("adam", "Adam Marker", "it-leader")]
    people += [Respondent("kim", "Kim Marker")]
    responses = tuple(replace(first, respondent=each, source=f"{each.id}.yaml") for each in people)

    shown = renamed(replace(scores.assessment, responses=responses), Names.ROLES)

    assert [each.respondent for each in shown.responses] == [
        Respondent("respondent-0001", "IT leader 1"),
        Respondent("respondent-0002", "IT leader 2"),
        Respondent("respondent-0003", "Respondent"),
    ]
    assert rest
    assert not any(each.source for each in shown.responses)


def test_without_names_everyone_is_anonymous(scores: Scores) -> None:
    """Nothing connects two answers of the same person."""
    shown = renamed(scores.assessment, Names.NONE)

    assert all(is_anonymous(each.respondent) and not each.respondent.role for each in shown.responses)
    assert len(shown.responses) == len(scores.assessment.responses)
