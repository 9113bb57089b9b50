"""What the report says if answers leave most of it without figures, or put all of it at one level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Answer, Assessment, Respondent, Response
from questionnaires.model import Questionnaire, Rating, Triage
from questionnaires.scoring.score import score
from reports.charts.profile import profile
from reports.findings.findings import findings_of
from reports.findings.wording import TEXT
from reports.options import ReportOptions
from reports.views import figures
from reports.views.agreement import agreement_view
from reports.views.practices import practices_view
from reports.views.profile import profile_view
from reports.views.ratings import ratings_view
from reports.views.readiness import readiness_views
from reports.views.subject import Subject
from reports.views.summary import summary_view
from roadmaps.model import Roadmap

NOT_APPLICABLE = Answer(Rating.NA, reason="The group does it.")
Scored = Callable[[dict[str, Answer]], Subject]


@pytest.fixture
def of_all(catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage) -> Scored:
    """Makes the subject of one respondent's answers to all practices."""

    def made(answers: dict[str, Answer]) -> Subject:
        response = Response(questionnaire.id, Respondent("r1", "Head of IT"), answers=answers)
        assessment = Assessment(questionnaire.id, response.organization, "2026-06-03", (response,), {})
        return Subject(catalogue, score(catalogue, questionnaire, triage, assessment), None, triage, ReportOptions())

    return made


def of_every(questionnaire: Questionnaire, answer: Answer) -> dict[str, Answer]:
    """Return the same answer to every statement."""
    return {statement.id: answer for statement in questionnaire.statements}


def with_approach(subject: Subject, roadmap: Roadmap, approach: str) -> Subject:
    """Return the subject with a roadmap for an approach."""
    return replace(subject, roadmap=replace(roadmap, approach=approach, phases=()))


def test_if_nothing_applies_nobody_is_told_to_wait_for_answers(of_all: Scored, questionnaire: Questionnaire) -> None:
    """All 34 practices are not applicable, which isn't the same as not assessed."""
    subject = of_all(of_every(questionnaire, NOT_APPLICABLE))
    summary = summary_view(subject)

    assert summary.headline == "None of the 34 practices apply"
    assert summary.lead.startswith("Every statement was answered \u201cnot applicable\u201d")
    assert profile_view(subject).lead == "No practice has a level because none apply."
    assert {framework.lead for framework in readiness_views(subject)} == {
        "None of its requirements could be rated because none of the practices mapped to them applies."
    }


def test_if_nobody_answered_the_practices_are_not_assessed(of_all: Scored) -> None:
    """Every statement is still open."""
    subject = of_all({})

    assert summary_view(subject).headline == "No practice has been assessed yet"
    assert profile_view(subject).lead == "No practices have been assessed yet."
    assert "the practices mapped to them aren't assessed." in readiness_views(subject)[0].lead


def test_practices_left_out_for_the_same_reason_are_grouped(of_all: Scored, questionnaire: Questionnaire) -> None:
    """Two reasons make two lines, regardless of the number of practices."""
    answers = of_every(questionnaire, NOT_APPLICABLE)
    answers |= {f"service-desk.{level}": Answer(Rating.NA, reason="No users.") for level in range(1, 6)}

    left_out = practices_view(of_all(answers)).not_applicable

    assert [each.why for each in left_out] == ["The group does it.", "No users."]
    assert left_out[1].name == "Service desk"
    assert left_out[0].name.startswith("Architecture management, Continual improvement, ")


def test_a_reason_given_for_several_levels_appears_once_in_the_appendix(
    of_all: Scored, questionnaire: Questionnaire
) -> None:
    """The same text five times by the same person is one line."""
    practice = ratings_view(of_all(of_every(questionnaire, NOT_APPLICABLE))).practices[0]

    assert [(each.level, each.said.text) for each in practice.words] == [("1, 2, 3, 4 and 5", "The group does it.")]


def test_the_same_comment_on_several_levels_stays_with_each(of_all: Scored) -> None:
    """Only reasons are combined: a comment belongs to its statement."""
    answers = {f"service-desk.{level}": Answer(Rating.F, comment="Yes.") for level in (1, 2)}

    practice = ratings_view(of_all(answers)).practices[0]

    assert [each.level for each in practice.words] == ["1", "2"]


def test_a_few_answers_are_not_presented_as_the_whole(of_all: Scored) -> None:
    """Two practices of 34: a first glimpse, and the lead-in says how many are unknown."""
    summary = summary_view(of_all({"incident-management.1": Answer(Rating.F), "service-desk.1": Answer(Rating.P)}))

    assert summary.headline.startswith("A first glimpse: ")
    assert "only 2 of the 170 statements in scope are answered" in summary.lead
    assert "32 other practices aren't assessed." in summary.lead


def test_a_level_above_which_nothing_is_known_is_a_least_level(of_all: Scored, roadmap: Roadmap) -> None:
    """Level 1 is F, the others are open: 1+ in charts, which say what that means, and level 1 in sentences."""
    subject = of_all({"incident-management.1": Answer(Rating.F), "service-desk.1": Answer(Rating.F)})

    assert findings_of(subject).findings == ()
    reasons = summary_view(with_approach(subject, roadmap, "support-quality")).approach
    assert reasons is not None
    assert reasons.reasons == ("Incident management and Service desk are at level 1.",)
    tile = subject.tile("service-desk")
    assert (tile.text, tile.words, tile.in_table) == ("1+", "level 1", "level 1+")
    meant = "1+ means at least level 1: too little is known about the levels above."
    assert meant in profile(profile_view(subject)).caption


def test_one_respondent_is_not_compared(of_all: Scored) -> None:
    """Without disagreements, there is no heading for their list."""
    view = agreement_view(of_all({"service-desk.1": Answer(Rating.F)}))

    assert not view.compared
    assert (view.respondents, view.disputes_lead) == ("1 respondent answered.", "")


def test_findings_never_cut_our_own_texts(questionnaire: Questionnaire) -> None:
    """Boards read whole sentences."""
    longest = max(len(each) for s in questionnaire.statements for each in (s.text, s.action, s.evidence))

    assert longest <= TEXT


@pytest.mark.parametrize(
    ("text", "said"), [("Do it", "Do it."), ("Do it.", "Do it."), ("Do it for the\u2026", "Do it for the\u2026")]
)
def test_a_shortened_sentence_ends_only_in_its_ellipsis(text: str, said: str) -> None:
    """There are never four dots in a row."""
    assert figures.sentence(text) == said


def test_levels_that_limit_a_requirement_stay_on_one_line(of_all: Scored) -> None:
    """The numbers stay together with the last word of the name before them."""
    subject = of_all({f"change-enablement.{level}": Answer(Rating.P) for level in range(1, 6)})
    rows = [row for framework in readiness_views(subject) for group in framework.groups for row in group.rows]

    assert rows[0].held_back == "Change enablement\u00a01,\u00a02\u00a0and\u00a03"
