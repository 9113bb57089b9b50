"""The recommendation in words: what it is based on, the runner-up, and both factors of every approach."""

from __future__ import annotations

import pytest

from practices_catalog.loading import load_catalogue
from questionnaires.answers.model import Respondent, Response
from questionnaires.loading import load_triage
from questionnaires.scoring.model import PracticeScore, PracticeStatus
from questionnaires.triage import recommend
from reports.views.figures import DASH
from reports.views.recommendation import RecommendationView, recommendation_view

CATALOGUE = load_catalogue()
TRIAGE = load_triage(CATALOGUE)
BOTH = "fewer of its symptoms are reported and fewer of its levels are missing"
SUPPORT = ("incident-management", "service-desk", "problem-management", "service-configuration-management")


def _view(answers: dict[str, int], levels: dict[str, int] | None = None) -> RecommendationView:
    known = levels or {}
    practices = [
        PracticeScore(each.id, PracticeStatus.ASSESSED, (), level=known[each.id])
        if each.id in known
        else PracticeScore(each.id, PracticeStatus.NOT_ASSESSED, ())
        for each in CATALOGUE.practices
    ]
    responses = [Response("q", Respondent("r"), triage=answers)]
    return recommendation_view(CATALOGUE, TRIAGE, recommend(CATALOGUE.approaches, TRIAGE, responses, practices))


def _everywhere(level: int, **others: int) -> dict[str, int]:
    levels = dict.fromkeys(CATALOGUE.practice, level)
    return levels | {name.replace("_", "-"): each for name, each in others.items()}


def test_a_firm_recommendation_shows_both_figures_and_no_caution() -> None:
    """Change: (3x5 + 3x4 + 3x4) of 78 is 50%; its practices at level 0 lack everything."""
    view = _view({"failed-changes": 3, "surprise-changes": 3, "long-outages": 3}, _everywhere(0))

    assert (view.mark, view.name, view.caution) == ("Recommended", "Change risk first", "")
    assert "The answers match 50% of its symptoms. Its practices lack 100% of the levels" in view.why
    assert view.rows[0].cells == ("Change risk first (recommended)", "50%", "100%", "100%", "50%")
    assert view.runner_up == ""


def test_a_guess_says_how_little_it_rests_on() -> None:
    """One symptom, and 2 of 34 practices."""
    view = _view({"slow-requests": 3}, {"incident-management": 1, "service-desk": 2})

    assert view.mark == "Best guess"
    symptom = "“Long waits for routine requests”"
    assert f"it is based on a single symptom ({symptom}) and on 2 of 34 practices." in view.caution


def test_one_symptom_in_a_complete_assessment_is_tentative() -> None:
    """And the approach that the levels alone would choose is named."""
    levels = _everywhere(3, service_desk=1, continual_improvement=0)

    view = _view({"chased-calls": 1}, levels)

    assert (view.mark, view.name) == ("Tentative", "Support quality first")
    assert "This isn't firm: it is based on a single symptom (“Chasing for an answer”)" in view.caution
    assert "By the levels alone, it would be “Service quality first”." in view.caution


def test_a_loud_symptom_of_what_already_holds_is_answered() -> None:
    """The reader learns why the approach that matches best isn't the recommended one."""
    levels = _everywhere(1) | dict.fromkeys(SUPPORT, 3)

    view = _view({"chased-calls": 3, "slow-requests": 3, "failed-changes": 1}, levels)

    assert view.name == "Change risk first"
    assert "“Support quality first” matches more symptoms (28%), but its practices already have their" in view.why
    assert [row.cells[1:] for row in view.rows if row.id == "support-quality"] == [("28%", "0%", "0%", "0%")]


def test_without_symptoms_the_levels_decide_and_the_runner_up_is_named() -> None:
    """A factor makes no sense then, so the table has a dash."""
    view = _view({}, _everywhere(2, change_enablement=0, service_desk=1))

    assert view.name == "Change risk first"
    assert view.why.startswith("Nobody has answered the questions about symptoms, so the levels alone decide.")
    assert view.runner_up.startswith("Runner-up: “Support quality first”. Its practices lack ")
    assert view.runner_up.endswith("It comes second because fewer of its levels are missing.")
    assert {(row.symptoms, row.factor) for row in view.rows} == {(DASH, DASH)}


@pytest.mark.parametrize(
    ("levels", "why"),
    [
        ({}, "No symptoms were reported and no practice has been assessed, so no approach is recommended."),
        (_everywhere(3), "No approach is recommended: the practices of each one already have their target levels."),
    ],
)
def test_where_nothing_is_recommended_the_reason_is_said(levels: dict[str, int], why: str) -> None:
    """Nothing known, or nothing missing."""
    view = _view({}, levels)

    assert (view.name, view.caution, view.runner_up) == ("", "", "")
    assert view.why == why


def test_a_tie_is_said() -> None:
    """Without symptoms and with everything at level 0, all three lack the same."""
    assert "Both fit equally well; only the order of the approaches decides." in _view({}, _everywhere(0)).runner_up


def test_a_small_lead_is_said() -> None:
    """Support: 3x5 of 75 is 20%; change: 3x5 of 78 is 19%."""
    view = _view({"failed-changes": 3, "repeat-incidents": 3, "hero-fixes": 0}, _everywhere(0))

    assert view.name == "Support quality first"
    assert "The two are close, and either roadmap also raises" in view.runner_up


@pytest.mark.parametrize(
    ("levels", "why"),
    [
        (_everywhere(0), "fewer of its symptoms are reported"),
        (_everywhere(0, service_desk=3, incident_management=3, problem_management=3), BOTH),
    ],
)
def test_the_runner_up_says_why_it_comes_second(levels: dict[str, int], why: str) -> None:
    """Change: (3x5 + 3x4) of 78 is 35%; support: 3x5 of 75 is 20%, with everything missing or less than 60% of it."""
    view = _view({"failed-changes": 3, "surprise-changes": 3, "repeat-incidents": 3}, levels)

    assert view.runner_up.startswith("Runner-up: “Support quality first”. The answers match 20% of its symptoms.")
    assert view.runner_up.endswith(f" It comes second because {why}.")
