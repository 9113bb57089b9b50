"""From symptoms and levels to an approach: examples worked by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations

import pytest

from practices_catalog.model import Approach, Signal
from questionnaires.answers.model import Respondent, Response
from questionnaires.model import Symptom, Triage
from questionnaires.recommendation import Basis, Recommendation
from questionnaires.scoring.model import PracticeScore, PracticeStatus
from questionnaires.triage import recommend

TRIAGE = Triage("", ("never", "yearly", "monthly", "weekly"), tuple(Symptom(s, s, s, ("a",)) for s in "xyz"))

Known = Mapping[str, int | PracticeStatus]


def approach_of(
    name: str, signals: Mapping[str, int], targets: Mapping[str, int] | None = None, **own: int
) -> Approach:
    """Return an approach whose entry practices are `own`, with their weights."""
    marked = tuple(Signal(symptom, weight, f"because of {symptom}") for symptom, weight in signals.items())
    return Approach(name, name, "", tuple(own), (), own, marked, targets or {})


def scores_of(known: Known) -> tuple[PracticeScore, ...]:
    """Return practices at levels, or with a status that has no level."""
    return tuple(
        PracticeScore(name, PracticeStatus.ASSESSED, (), level=level)
        if isinstance(level, int)
        else PracticeScore(name, level, ())
        for name, level in known.items()
    )


def recommended(
    approaches: Sequence[Approach], *answers: Mapping[str, int], known: Known | None = None
) -> Recommendation:
    """Recommend from the answers of several respondents and known levels."""
    responses = [Response("q", Respondent(f"r{n}"), triage=given) for n, given in enumerate(answers)]
    return recommend(approaches, TRIAGE, responses, scores_of(known or {}))


def best(recommendation: Recommendation) -> str | None:
    """Return the id of the recommended approach."""
    return recommendation.recommended.approach if recommendation.recommended else None


SUPPORT = approach_of("support", {"x": 3, "y": 1}, a=10, b=5)
CHANGE = approach_of("change", {"y": 2, "z": 2}, c=4)


def test_the_share_is_the_weighted_sum_divided_by_the_largest_possible() -> None:
    """With x 2, y 3, z 0: support (3x2 + 1x3) / (3x4), change (2x3 + 2x0) / (3x4)."""
    result = recommended([SUPPORT, CHANGE], {"x": 2, "y": 3, "z": 0})

    assert [(fit.approach, fit.share) for fit in result.fits] == [
        ("support", Fraction(9, 12)),
        ("change", Fraction(6, 12)),
    ]
    assert result.runner_up is not None
    assert (best(result), result.runner_up.approach) == ("support", "change")


def test_with_nothing_assessed_nothing_is_discounted() -> None:
    """Missing counts as 1, so the fit is the share of symptoms."""
    result = recommended([SUPPORT, CHANGE], {"x": 3})

    assert [fit.missing for fit in result.fits] == [1, 1]
    assert [(fit.factor, fit.fit) for fit in result.fits] == [
        (Fraction(1), Fraction(9, 12)),
        (Fraction(1), Fraction(0)),
    ]


@pytest.mark.parametrize(
    ("a", "b", "missing", "factor"),
    [
        # a weighs 10 and b 5; both have the target 3, so 45 is the most that can be missing.
        (0, 0, Fraction(45, 45), Fraction(1)),
        (1, 1, Fraction(30, 45), Fraction(1)),
        (1, 2, Fraction(25, 45), Fraction(25, 27)),
        (2, 3, Fraction(10, 45), Fraction(10, 27)),
        (3, 2, Fraction(5, 45), Fraction(5, 27)),
        (3, 5, Fraction(0), Fraction(0)),
        (5, 0, Fraction(15, 45), Fraction(15, 27)),
    ],
)
def test_the_factor_is_what_is_missing_of_60_per_cent(a: int, b: int, missing: Fraction, factor: Fraction) -> None:
    """A level above the target makes up for nothing; from 60% the factor is 1."""
    fit = recommended([SUPPORT], {"x": 3}, known={"a": a, "b": b}).fits[0]

    assert (fit.missing, fit.factor, fit.fit) == (missing, factor, Fraction(9, 12) * factor)


def test_the_targets_of_the_approach_count() -> None:
    """A has the target 2 and is at 1, b the target 3 and is at 3: 10x1 of 10x2 + 5x3."""
    approach = approach_of("support", {"x": 1}, {"a": 2}, a=10, b=5)

    assert recommended([approach], {"x": 1}, known={"a": 1, "b": 3}).fits[0].missing == Fraction(10, 35)


def test_what_is_not_assessed_or_does_not_apply_is_left_out() -> None:
    """Of a, b, c and d only a counts: 2 of 3 levels. The others are at level 0 for nobody."""
    approach = approach_of("one", {"x": 1}, a=1, b=9, c=9, d=9)

    known: Known = {"a": 1, "b": PracticeStatus.NOT_ASSESSED, "c": PracticeStatus.NOT_APPLICABLE}
    fit = recommended([approach], {"x": 1}, known=known).fits[0]

    assert fit.missing == Fraction(2, 3)
    assert fit.gaps.unknown == ("b", "d")


def test_an_approach_none_of_whose_practices_apply_is_not_recommended() -> None:
    """Its loud symptom has nothing to work on."""
    known: Known = {"a": PracticeStatus.NOT_APPLICABLE, "b": PracticeStatus.NOT_APPLICABLE, "c": 1}

    result = recommended([SUPPORT, CHANGE], {"x": 3, "z": 1}, known=known)

    assert best(result) == "change"
    assert result.runner_up is None


def test_levels_already_reached_turn_the_recommendation() -> None:
    """Support: 9/12 of the symptoms x 10/27; change: 6/12 x 1. Symptoms alone would say support."""
    answers = {"x": 2, "y": 3}

    assert best(recommended([SUPPORT, CHANGE], answers)) == "support"
    assert best(recommended([SUPPORT, CHANGE], answers, known={"a": 2, "b": 3, "c": 1})) == "change"


def test_one_loud_symptom_does_not_recommend_what_already_holds() -> None:
    """Support has its targets, and no symptom points to change: the levels decide, and say so."""
    result = recommended([SUPPORT, CHANGE], {"x": 3}, known={"a": 3, "b": 4, "c": 2})

    assert (best(result), result.basis) == ("change", Basis.LEVELS)


def test_where_every_target_is_reached_nothing_is_recommended() -> None:
    """However loud the symptoms are."""
    result = recommended([SUPPORT, CHANGE], {"x": 3, "z": 3}, known={"a": 3, "b": 3, "c": 3})

    assert (best(result), result.runner_up, result.is_firm) == (None, None, False)


@pytest.mark.parametrize("answers", [[], [{}], [{"x": 0, "y": 0, "z": 0}]])
def test_without_symptoms_the_missing_share_alone_decides(answers: list[dict[str, int]]) -> None:
    """Support lacks (10x1 + 5x0) / 45, change 1 of 3."""
    result = recommended([SUPPORT, CHANGE], *answers, known={"a": 2, "b": 5, "c": 2})

    assert (best(result), result.basis) == ("change", Basis.LEVELS)
    assert [result.value(fit) for fit in result.fits] == [Fraction(1, 3), Fraction(10, 45)]
    assert result.runner_up is not None
    assert result.triage_answered == bool(answers and answers[0])


def test_reasons_are_what_occurs_strongest_first() -> None:
    """3x2 for x comes before 1x3 for y; z never occurs, so it isn't a reason."""
    result = recommended([SUPPORT, CHANGE], {"y": 3, "x": 2, "z": 0})

    assert [(each.symptom, each.answer) for each in result.of("support").reasons] == [
        ("x", Fraction(2)),
        ("y", Fraction(3)),
    ]
    assert [reason.symptom for reason in result.of("change").reasons] == ["y"]


def test_answers_of_several_respondents_are_averaged() -> None:
    """Answers 0 and 3 to z are 3/2; y, which one answered, is 1: change (2x1 + 2x3/2) / 12."""
    answers = [{"z": 0}, {"z": 3, "y": 1}, {}]

    results = [recommended([CHANGE], *order) for order in permutations(answers)]

    assert all(result == results[0] for result in results)
    assert results[0].fits[0].share == Fraction(2 + 3, 12)


def test_the_better_approach_stands_first_wherever_it_stood() -> None:
    """Order of approaches decides ties only."""
    result = recommended([CHANGE, SUPPORT], {"x": 3})

    assert (best(result), result.runner_up, result.is_tie) == ("support", None, False)


@pytest.mark.parametrize("known", [{}, {"a": 1, "b": 1, "c": 3}])
def test_ties_keep_the_order_of_the_approaches(known: Known) -> None:
    """Two approaches with the same signals and practices, by symptoms and by levels."""
    first, second = approach_of("first", {"x": 1}, a=1), approach_of("second", {"x": 1}, b=9)

    for answers in ({"x": 1}, {"x": 0}) if known else ({"x": 1},):
        result = recommended([first, second], answers, known=known)
        assert (best(result), result.is_tie) == ("first", True)
        assert best(recommended([second, first], answers, known=known)) == "second"


@pytest.mark.parametrize(("weight", "close"), [(9, True), (8, False)])
def test_a_small_lead_is_called_close(weight: int, *, close: bool) -> None:
    """First lacks everything; second lacks weight x 3 of (weight + 1) x 3: 9/10, or 8/9, which is just less."""
    first = approach_of("first", {}, a=10)
    second = approach_of("second", {}, b=1, c=weight)

    result = recommended([first, second], known={"a": 0, "b": 3, "c": 0})

    assert (best(result), result.is_close, result.is_tie) == ("first", close, False)


def test_where_nothing_is_known_nothing_is_recommended() -> None:
    """Nobody answered, or no symptom occurs and nothing is assessed."""
    never = {"x": 0, "y": 0, "z": 0}
    for result in (recommended([SUPPORT, CHANGE]), recommended([SUPPORT, CHANGE], never)):
        assert (best(result), result.runner_up, result.is_firm) == (None, None, False)


@pytest.mark.parametrize(
    ("answers", "assessed", "guess", "firm"),
    [
        ({"x": 1, "y": 1}, 0, True, False),
        ({"x": 1, "y": 1, "z": 1}, 0, False, True),
        ({"x": 3, "y": 3, "z": 0}, 3, True, False),
        ({"x": 1, "y": 1}, 4, False, True),
        ({"x": 3}, 4, False, False),
        ({"x": 3}, 3, True, False),
        ({}, 4, False, True),
        ({}, 3, True, False),
    ],
)
def test_a_guess_rests_on_few_symptoms_and_few_practices(
    answers: dict[str, int], assessed: int, *, guess: bool, firm: bool
) -> None:
    """Fewer than three symptoms above 0, and under a third of 12 applicable practices; one symptom is never firm."""
    names = "abcdefghijkl"
    known: dict[str, int | PracticeStatus] = dict.fromkeys(names, PracticeStatus.NOT_ASSESSED)
    known |= dict.fromkeys(names[:assessed], 1)
    known["m"] = PracticeStatus.NOT_APPLICABLE

    result = recommended([SUPPORT, CHANGE], answers, known=known)

    assert (result.assessed, result.applicable) == (assessed, 12)
    assert (result.is_guess, result.is_firm) == (guess, firm)
