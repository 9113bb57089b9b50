"""From symptoms, or from the scores, to a recommended approach."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import permutations

from practices_catalog.model import Approach, Signal
from questionnaires.answers.model import Assessment, Organization, Respondent, Response
from questionnaires.model import Questionnaire, Symptom, Triage
from questionnaires.scoring.model import (
    Agreement,
    Maturity,
    Method,
    PracticeScore,
    PracticeStatus,
    Scores,
    TriageResult,
)
from questionnaires.triage import approach_from_scores, triage_result

TRIAGE = Triage("", ("never", "yearly", "monthly", "weekly"), tuple(Symptom(s, s, s) for s in ("x", "y", "z")))


def _approach(name: str, signals: Mapping[str, int], **practices: int) -> Approach:
    return Approach(name, name, "", tuple(practices), (), practices, tuple(Signal(*s, "") for s in signals.items()), ())


def _result(approaches: list[Approach], *answers: dict[str, int]) -> TriageResult | None:
    responses = [Response("q", Respondent(f"r{n}"), triage=given) for n, given in enumerate(answers)]
    return triage_result(approaches, TRIAGE, responses)


SUPPORT = _approach("support", {"x": 3, "y": 1})
CHANGE = _approach("change", {"y": 2, "z": 2})


def test_the_share_is_the_weighted_sum_divided_by_the_largest_possible() -> None:
    """With x 2, y 3, z 0: support (3x2 + 1x3) / (3x4), change (2x3 + 2x0) / (3x4)."""
    result = _result([SUPPORT, CHANGE], {"x": 2, "y": 3, "z": 0})

    assert result is not None
    assert [(share.approach, share.share) for share in result.shares] == [
        ("support", Fraction(9, 12)),
        ("change", Fraction(6, 12)),
    ]
    assert (result.recommended, result.runner_up) == ("support", "change")


def test_reasons_are_what_occurs_strongest_first() -> None:
    """3x2 for x comes before 1x3 for y; z never occurs, so it isn't a reason."""
    result = _result([SUPPORT, CHANGE], {"y": 3, "x": 2, "z": 0})

    assert result is not None
    assert [(reason.symptom, reason.answer) for reason in result.shares[0].reasons] == [
        ("x", Fraction(2)),
        ("y", Fraction(3)),
    ]
    assert [reason.symptom for reason in result.shares[1].reasons] == ["y"]


def test_answers_of_several_respondents_are_averaged() -> None:
    """Answers 0 and 3 to z are 3/2; y, which one answered, is 1: change (2x1 + 2x3/2) / 12."""
    answers = [{"z": 0}, {"z": 3, "y": 1}, {}]

    results = [_result([CHANGE], *order) for order in permutations(answers)]

    assert all(result == results[0] for result in results)
    assert results[0] is not None
    assert results[0].shares[0].share == Fraction(2 + 3, 12)


def test_the_better_approach_comes_first_wherever_it_was() -> None:
    """The order of approaches decides only ties."""
    result = _result([CHANGE, SUPPORT], {"x": 3})

    assert result is not None
    assert (result.recommended, result.runner_up) == ("support", None)


def test_ties_keep_the_order_of_the_approaches() -> None:
    """Two approaches with the same signals."""
    first, second = _approach("first", {"x": 1}), _approach("second", {"x": 1})

    result = _result([first, second], {"x": 1})

    assert result is not None
    assert (result.recommended, result.runner_up) == ("first", "second")


def test_without_symptoms_nothing_is_recommended() -> None:
    """All answers are "never"."""
    result = _result([SUPPORT, CHANGE], {"x": 0, "y": 0, "z": 0})

    assert result is not None
    assert (result.recommended, result.runner_up) == (None, None)


def test_without_answers_there_is_no_result() -> None:
    """Nobody answered the triage."""
    assert _result([SUPPORT, CHANGE], {}, {}) is None


def _scores(levels: Mapping[str, int | PracticeStatus]) -> Scores:
    practices = tuple(
        PracticeScore(name, PracticeStatus.ASSESSED, (), level=known)
        if isinstance(known, int)
        else PracticeScore(name, known, ())
        for name, known in levels.items()
    )
    return Scores(
        questionnaire=Questionnaire("q", "", "1", "", 1, "", ()),
        assessment=Assessment("q", Organization(), "", (), {}),
        method=Method.ISO_33020,
        practices=practices,
        frameworks=(),
        agreement=Agreement(None, 0),
        maturity=Maturity(None, {}, ""),
        triage=None,
    )


def test_the_scores_speak_for_the_approach_that_falls_shortest_of_level_3() -> None:
    """One: (10x1 + 5x0) / (10x3 + 5x3) = 10/45; two: 4x1 / 4x3 = 15/45. A level above 3 makes up for nothing."""
    one, two = _approach("one", {}, a=10, b=5), _approach("two", {}, c=4)

    assert approach_from_scores([one, two], _scores({"a": 2, "b": 5, "c": 2})) is two


def test_practices_not_assessed_count_as_level_0_and_those_not_applicable_not_at_all() -> None:
    """One: a is unknown to the scores or not assessed, 30/30; two: only c counts, 4x2/12."""
    one, two = _approach("one", {}, a=10), _approach("two", {}, c=4, d=9)

    known: dict[str, int | PracticeStatus] = {"c": 1, "d": PracticeStatus.NOT_APPLICABLE}

    assert approach_from_scores([two, one], _scores(known)) is one
    assert approach_from_scores([two, one], _scores({"a": PracticeStatus.NOT_ASSESSED, **known})) is one


def test_ties_in_the_scores_keep_the_order_of_the_approaches() -> None:
    """Both are at level 0. The same holds if nothing of either applies."""
    one, two = _approach("one", {}, a=1), _approach("two", {}, b=9)

    assert approach_from_scores([one, two], _scores({"a": 0, "b": 0})) is one
    assert approach_from_scores([two, one], _scores({"a": 0, "b": 0})) is two
    nothing = dict.fromkeys("ab", PracticeStatus.NOT_APPLICABLE)
    assert approach_from_scores([one, two], _scores({**nothing})) is one
