"""What moved between two assessments, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.model import Method
from questionnaires.scoring.comparison import PracticeChange, compare
from questionnaires.scoring.model import Scores

BuildAll = Callable[..., Scores]


def only(changes: tuple[PracticeChange, ...]) -> PracticeChange:
    """Return the change of the only practice."""
    assert len(changes) == 1
    return changes[0]


def test_a_better_rating_alone_moves_the_level(scores: BuildAll) -> None:
    """F P … to F L …: level 1 to 2, only because of the ratings."""
    change = only(compare(scores({"p": "F P N N N"}), scores({"p": "F L N N N"})))

    assert (change.levels_from_questionnaire, change.levels_from_ratings) == (0, 1)
    assert [each.steps for each in change.statements if each.rating_changed] == [1]
    assert [each.is_change for each in change.statements] == [False, True, False, False, False]


def test_the_same_answers_change_nothing(scores: BuildAll) -> None:
    """No practice or statement is listed as changed."""
    change = only(compare(scores({"p": "F P N N N"}), scores({"p": "F P N N N"})))

    assert not change.is_change


def test_a_statement_moved_to_another_level_is_a_change_of_the_questionnaire(scores: BuildAll) -> None:
    """FL-036: p.2 is now asked at level 3 under its old id. The answers are the same, and the level falls to 1."""
    moved = {"p.2": {"level": 3, "id": "p.2"}}

    change = only(compare(scores({"p": "F L"}), scores({"p": "F L"}, changes=moved)))

    assert (change.levels_from_questionnaire, change.levels_from_ratings) == (1 - 2, 0)
    assert [each.moved_level for each in change.statements] == [False, True]
    assert [each.is_change for each in change.statements] == [False, True]


def test_lineage_finds_a_statement_under_its_earlier_id(scores: BuildAll) -> None:
    """A renamed statement is the same one, so its rating did change."""
    renamed = {"p.2": {"id": "p.two", "lineage": ("p.2",)}}

    change = only(compare(scores({"p": "F N"}), scores({"p": "F -"}, changes=renamed, consensus={"p.two": "F"})))

    assert [each.is_paired for each in change.statements] == [True, True]
    assert (change.levels_from_questionnaire, change.levels_from_ratings) == (0, 1)


def test_only_ratings_on_the_scale_rise_by_steps(scores: BuildAll) -> None:
    """N to L is two steps, F to N three down; NA and open statements aren't on the scale."""
    change = only(compare(scores({"p": "N F NA F -"}), scores({"p": "L N F - F"})))

    assert [each.steps for each in change.statements] == [2, -3, None, None, None]
    assert all(each.rating_changed for each in change.statements)


def test_new_and_dropped_statements_are_named(scores: BuildAll) -> None:
    """p.2 was removed and another one added, rated F: level 1 to 2 because of the questionnaire alone."""
    other = {"p.2": {"id": "p.new"}}

    change = only(compare(scores({"p": "F N"}), scores({"p": "F -"}, changes=other, consensus={"p.new": "F"})))

    new, dropped = change.statements[1:]
    assert (new.before, dropped.after) == (None, None)
    assert (new.steps, dropped.steps) == (None, None)
    assert not any(each.rating_changed or each.moved_level or each.reworded for each in (new, dropped))
    assert all(each.is_change for each in (new, dropped))
    assert (change.levels_from_questionnaire, change.levels_from_ratings) == (1, 0)


def test_new_wording_is_shown_and_changes_no_level(scores: BuildAll) -> None:
    """The rating was given to the old wording, so the change is named."""
    change = only(compare(scores({"p": "F L"}), scores({"p": "F L"}, changes={"p.1": {"text": "Said anew."}})))

    assert change.is_change
    assert change.statements[0].reworded
    assert [each.is_change for each in change.statements] == [True, False]
    assert change.levels_from_questionnaire == 0


def test_a_practice_in_only_one_assessment_is_not_compared(scores: BuildAll) -> None:
    """It is listed without a change in level."""
    there, new = compare(scores({"p": "F"}), scores({"p": "F", "q": "F"}))

    assert not there.is_change
    assert (new.before, new.levels_from_ratings) == (None, None)
    assert new.is_change


def test_two_methods_cannot_be_compared(scores: BuildAll) -> None:
    """One has to be chosen first."""
    with pytest.raises(ValueError, match="can't be compared"):
        compare(scores({"p": "F"}), scores({"p": "F"}, method=Method.ITIL_SELF))


@given(st.lists(st.tuples(st.sampled_from("NPLF"), st.sampled_from("NPLF")), min_size=5, max_size=5))
@settings(max_examples=50)
def test_with_one_questionnaire_all_movement_comes_from_ratings(scores: BuildAll, pairs: list[tuple[str, str]]) -> None:
    """The two parts add up to the whole."""
    before, after = (" ".join(each) for each in zip(*pairs, strict=True))

    change = only(compare(scores({"p": before}), scores({"p": after})))

    assert change.before is not None
    assert change.after is not None
    assert change.levels_from_questionnaire == 0
    assert change.levels_from_ratings == (change.after.level or 0) - (change.before.level or 0)
