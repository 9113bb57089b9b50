"""The first 90 days: the actions of the first weeks of a roadmap, or of an approach before an assessment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from practices_catalog.loading import load_catalogue
from questionnaires.loading import load_questionnaires
from roadmaps.first_days import days_before_assessment, first_days
from roadmaps.model import Unknown

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def test_actions_of_all_phases_that_begin_in_the_first_13_weeks(world: Build) -> None:
    """Phases of six weeks: those of phase 2 begin in week 7, those of phase 3 in week 13, phase 4 is too late."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "NNNNN"})
    roadmap = small.plan(4, targets={"a": 4}, phase_weeks=6, pace=1)

    found = first_days(small.catalogue, roadmap)

    assert [(each.week, each.statement, each.to_level) for each in found] == [
        (1, "a.1", 1),
        (7, "a.2", 2),
        (13, "a.3", 3),
    ]


def test_what_is_full_has_no_action(world: Build) -> None:
    """F at level 1, P at level 2."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "FPNNN"})

    found = first_days(small.catalogue, small.plan(100, targets={"a": 2}))

    assert [each.statement for each in found] == ["a.2"]


def test_a_check_comes_first(world: Build) -> None:
    """The level that a step needs and that nobody has assessed is verified in week 1, by nobody in particular."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 1},
        entry=("a",),
        ratings={"a": "NNNNN"},
        hard={"a": (("b", 1, 1),)},
    )

    first, *rest = first_days(small.catalogue, small.plan(100, targets={"a": 1}, unknown=Unknown.CHECK))

    assert (first.week, first.practice, first.who, first.statement) == (1, "b", "", "")
    assert first.text == "Assess b: the roadmap assumes level 1."
    assert [each.statement for each in rest] == ["a.1"]


def test_before_an_assessment_the_entry_practices_begin_at_level_1() -> None:
    """Levels 1 and 2 of change enablement over 13 weeks; with several entry practices, level 1 of all comes first."""
    catalogue = load_catalogue()
    questionnaire = load_questionnaires(catalogue)[0]

    change = days_before_assessment(catalogue, questionnaire, catalogue.approach["change-risk"])
    support = days_before_assessment(catalogue, questionnaire, catalogue.approach["support-quality"])

    assert [(each.week, each.statement) for each in change] == [(1, "change-enablement.1"), (7, "change-enablement.2")]
    assert [(each.week, each.to_level) for each in support] == [(1, 1), (3, 1), (5, 1), (7, 2), (9, 2), (11, 2)]
    assert all(each.who and each.text and each.shows for each in (*change, *support))
