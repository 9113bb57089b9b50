"""Subjects to write in every format: an ordinary one, and odd ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from practices_catalog.model import Catalogue
from questionnaires.answers.anonymity import NAMELESS, withhold_few
from questionnaires.answers.model import Answer, Assessment, Organization, Respondent, Response
from questionnaires.model import Questionnaire, Rating, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.options import Edition, ReportOptions
from reports.views.subject import Subject
from roadmaps.model import Roadmap

FULL = ReportOptions(edition=Edition.FULL)
NASTY = "=1+1 | *bold* <script>alert(1)</script> [x](http://evil.example) a_b `c` \x07 \u202eabc &amp; \\ ~~no~~"


@pytest.fixture
def full(few_catalogue: Catalogue, few_scores: Scores, few_roadmap: Roadmap, triage: Triage) -> Subject:
    """Three practices, three respondents and a roadmap."""
    return Subject(few_catalogue, few_scores, few_roadmap, triage, FULL)


@pytest.fixture
def said_by(few_catalogue: Catalogue, few_questions: Questionnaire, triage: Triage) -> Callable[..., Subject]:
    """Makes a subject in which each person answers the same statements, without a roadmap."""

    def made(names: tuple[str, ...], answers: dict[str, Answer], organization: str = "Northfield") -> Subject:
        responses = tuple(
            Response(few_questions.id, Respondent(f"r{number}", name), answers=answers)
            for number, name in enumerate(names, 1)
        )
        assessment = withhold_few(Assessment(few_questions.id, Organization(organization), "2026-06-03", responses, {}))
        return Subject(few_catalogue, score(few_catalogue, few_questions, triage, assessment), None, triage, FULL)

    return made


@pytest.fixture
def nasty(said_by: Callable[..., Subject]) -> Subject:
    """Names and texts made of what formats would take for formulas or markup."""
    answer = Answer(Rating.P, NASTY, "1. first\n- second\n# third")
    return said_by((NASTY, "-2+3 Anna"), {"incident-management.1": answer}, NASTY)


@pytest.fixture(params=["nothing", "nothing applies", "anonymous", "too few", "nothing in scope", "empty roadmap"])
def odd(  # noqa: PLR0913, PLR0917 - what the cases are made of
    request: pytest.FixtureRequest,
    said_by: Callable[..., Subject],
    few_catalogue: Catalogue,
    few_questions: Questionnaire,
    few_roadmap: Roadmap,
    triage: Triage,
) -> Subject:
    """An assessment with hardly anything to show."""
    one = {"incident-management.1": Answer(Rating.P, "evidence of one", "comment of one")}
    match request.param:
        case "nothing":
            return said_by((), {})
        case "nothing applies":
            reason = Answer(Rating.NA, reason="The group does it.")
            return said_by(("Anna",), {each.id: reason for each in few_questions.statements})
        case "anonymous":
            return said_by((NAMELESS,) * 3, one)
        case "too few":
            return said_by(("Anna", NAMELESS), one)
        case "empty roadmap":
            return replace(said_by(("Anna",), one), roadmap=replace(few_roadmap, phases=(), unplanned=()))
    left_out = {practice.id: "Others do it." for practice in few_catalogue.practices}
    assessment = Assessment(few_questions.id, Organization("Northfield"), "2026-06-03", (), {}, left_out)
    scores = score(few_catalogue, few_questions.without(left_out), triage, assessment)
    return Subject(few_catalogue, scores, None, triage, FULL)
