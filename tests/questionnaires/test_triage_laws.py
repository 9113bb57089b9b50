"""Laws of the recommended approach, over random symptoms, levels and orders, with the approaches that we ship."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices_catalog.loading import load_catalogue
from questionnaires.answers.model import Respondent, Response
from questionnaires.loading import load_triage
from questionnaires.recommendation import Basis, Recommendation
from questionnaires.triage import gaps_of, recommend
from tests.questionnaires.test_triage import scores_of

CATALOGUE = load_catalogue()
TRIAGE = load_triage(CATALOGUE)
OWN = sorted({practice for each in CATALOGUE.approaches for practice in (*each.entry, *each.supporting)})

Answers = dict[str, int]
Levels = dict[str, int]

answers = st.dictionaries(st.sampled_from(sorted(TRIAGE.symptom)), st.integers(0, 3))
levels = st.dictionaries(st.sampled_from(OWN), st.integers(0, 5))
laws = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def _recommend(given_answers: Answers, known: Levels) -> Recommendation:
    responses = [Response("q", Respondent("r"), triage=given_answers)]
    return recommend(CATALOGUE.approaches, TRIAGE, responses, scores_of(known))


@laws
@given(said=answers, known=levels, practice=st.sampled_from(OWN), level=st.integers(0, 5))
def test_raising_a_practice_never_raises_the_factor_of_an_approach(
    said: Answers, known: Levels, practice: str, level: int
) -> None:
    """Nor the share that is missing, nor the fit; another approach's figures don't change at all."""
    before = _recommend(said, {**known, practice: min(level, known.get(practice, level))})
    after = _recommend(said, {**known, practice: max(level, known.get(practice, level))})

    for approach in CATALOGUE.approaches:
        low, high = before.of(approach.id), after.of(approach.id)
        assert high.missing <= low.missing
        assert high.factor <= low.factor
        assert high.fit <= low.fit
        assert high.share == low.share
        if practice not in {*approach.entry, *approach.supporting}:
            assert high == low


@laws
@given(said=answers, known=levels, data=st.data())
def test_the_order_of_symptoms_practices_and_approaches_never_matters(
    said: Answers, known: Levels, data: st.DataObject
) -> None:
    """Approaches in another order change ties only."""
    before = _recommend(said, known)
    mixed = replace(TRIAGE, symptoms=tuple(data.draw(st.permutations(TRIAGE.symptoms))))
    given_answers = dict(data.draw(st.permutations(sorted(said.items()))))
    practices = data.draw(st.permutations(scores_of(known)))
    order = data.draw(st.permutations(CATALOGUE.approaches))

    responses = [Response("q", Respondent("r"), triage=given_answers)]
    again = recommend(CATALOGUE.approaches, mixed, responses, practices)
    reordered = recommend(order, TRIAGE, responses, practices)

    assert (again.fits, again.basis, set(again.symptoms)) == (before.fits, before.basis, set(before.symptoms))
    assert {fit.approach: fit for fit in reordered.fits} == {fit.approach: fit for fit in before.fits}
    assert [reordered.value(fit) for fit in reordered.fits] == [before.value(fit) for fit in before.fits]


@laws
@given(said=answers, known=levels)
@pytest.mark.parametrize("approach", [each.id for each in CATALOGUE.approaches])
def test_an_approach_that_holds_its_targets_is_never_recommended(approach: str, said: Answers, known: Levels) -> None:
    """Not even with every one of its symptoms weekly."""
    holding = CATALOGUE.approach[approach]
    loud = said | {signal.symptom: 3 for signal in holding.signals}
    held = known | {each: holding.target(each) for each in (*holding.entry, *holding.supporting)}

    best = _recommend(loud, held).recommended

    assert best is None or best.approach != holding.id


@laws
@given(said=answers, known=levels)
def test_figures_stay_in_bounds(said: Answers, known: Levels) -> None:
    """Shares, factors and fits are between 0 and 1, and the best is the largest."""
    result = _recommend(said, known)

    values = [result.value(fit) for fit in result.fits]
    assert values == sorted(values, reverse=True)
    for fit in result.fits:
        assert all(0 <= each <= 1 for each in (fit.share, fit.missing, fit.factor, fit.fit))
        assert fit.gaps == gaps_of(CATALOGUE.approach[fit.approach], {each.practice: each for each in scores_of(known)})
    if result.basis is Basis.SYMPTOMS:
        assert result.recommended is not None
        assert result.recommended.reasons


@laws
@given(said=answers, known=levels, symptom=st.sampled_from(sorted(TRIAGE.symptom)), answer=st.integers(0, 3))
def test_a_louder_symptom_never_lowers_a_fit(said: Answers, known: Levels, symptom: str, answer: int) -> None:
    """Of the approaches that it points to; the others don't change."""
    before = _recommend({**said, symptom: min(answer, said.get(symptom, answer))}, known)
    after = _recommend({**said, symptom: max(answer, said.get(symptom, answer))}, known)

    for approach in CATALOGUE.approaches:
        low, high = before.of(approach.id), after.of(approach.id)
        if symptom in {signal.symptom for signal in approach.signals}:
            assert high.fit >= low.fit
        else:
            assert high.fit == low.fit
