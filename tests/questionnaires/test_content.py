"""The quick scan and the triage that we ship."""

from __future__ import annotations

from collections import Counter

from practices_catalog.model import LEVELS, Catalogue
from questionnaires.loading import load_triage
from questionnaires.model import Dimension, Questionnaire


def test_the_quick_scan_has_a_ladder_of_five_for_each_of_34_practices(
    catalogue: Catalogue, quick_scan: Questionnaire
) -> None:
    """170 statements, in catalogue order, with ids of practice and level."""
    assert [s.id for s in quick_scan.statements] == [f"{p.id}.{k}" for p in catalogue.practices for k in LEVELS]
    assert len(quick_scan.statements) == 34 * 5 == 170
    assert set(quick_scan.ladders) == set(catalogue.practice)


def test_no_statement_is_longer_than_35_words(quick_scan: Questionnaire) -> None:
    """A head of IT reads 170 of them in 25 minutes."""
    assert {s.id: len(s.text.split()) for s in quick_scan.statements if len(s.text.split()) > 35} == {}
    assert quick_scan.minutes == 25


def test_statements_evidence_and_actions_are_all_different(quick_scan: Questionnaire) -> None:
    """There are 510 texts."""
    texts = Counter(text for s in quick_scan.statements for text in (s.text, s.evidence, s.action))

    assert len(texts) == 3 * 170


def test_each_dimension_is_asked_about(quick_scan: Questionnaire) -> None:
    """At least one practice asks about it."""
    assert {s.dimension for s in quick_scan.statements} == set(Dimension)


def test_dimensions_have_readable_headings() -> None:
    """They are named after the four dimensions."""
    assert [dimension.label for dimension in Dimension] == [
        "Organizations and people",
        "Information and technology",
        "Partners and suppliers",
        "Value streams and processes",
    ]


def test_the_triage_asks_up_to_22_questions_and_each_speaks_for_an_approach(catalogue: Catalogue) -> None:
    """Three minutes at most, with four answers, never to weekly."""
    triage = load_triage(catalogue)

    assert 10 <= len(triage.symptoms) <= 22
    assert len(triage.answers) == 4
    assert {s.symptom for approach in catalogue.approaches for s in approach.signals} == set(triage.symptom)


def test_at_least_two_symptoms_speak_of_each_practice_that_an_approach_names(catalogue: Catalogue) -> None:
    """Otherwise a practice could be left untreated because one question was skipped."""
    triage = load_triage(catalogue)
    spoken_of = Counter(practice for symptom in triage.symptoms for practice in symptom.practices)

    for approach in catalogue.approaches:
        for practice in (*approach.entry, *approach.supporting):
            assert spoken_of[practice] >= 2, practice


def test_each_signal_speaks_of_a_practice_that_matters_to_the_approach(catalogue: Catalogue) -> None:
    """With a weight of 4 or more in it."""
    triage = load_triage(catalogue)

    assert [
        (approach.id, signal.symptom)
        for approach in catalogue.approaches
        for signal in approach.signals
        if max(approach.weights[each] for each in triage.symptom[signal.symptom].practices) < 4
    ] == []


def test_symptoms_that_are_grave_even_when_rare_have_a_scale_of_their_own(catalogue: Catalogue) -> None:
    """A few times a year is 2, from which a symptom is reported strongly; for the others it is 1."""
    triage = load_triage(catalogue)
    own = {symptom.id for symptom in triage.symptoms if symptom.answers}

    assert own == {"long-outages", "failed-restores", "audit-findings", "capacity-surprises"}
    assert {triage.scale(symptom).index("a few times a year") for symptom in own} == {2}
    assert triage.scale("repeat-incidents").index("a few times a year") == 1
    assert triage.scale("a symptom of an earlier triage") == triage.answers


def test_records_and_figures_alone_explain_no_harm(catalogue: Catalogue) -> None:
    """A service that misses its targets, a wait or a long outage isn't due to what nobody wrote down or showed."""
    symptom = load_triage(catalogue).symptom
    shown_only = {"missed-targets": 2, "slow-requests": 2, "long-restoration": 2, "long-outages": 1}

    assert {each: level for each, level in shown_only.items() if level in symptom[each].explained_by} == {}


def test_no_first_step_stops_at_what_contracts_allow(quick_scan: Questionnaire) -> None:
    """Where the contract is the trouble, it would be confirmed."""
    assert [s.id for s in quick_scan.statements if "contracts allow" in s.action] == []


def test_an_underlying_cause_fits_behind_because(catalogue: Catalogue) -> None:
    """It ends a sentence of a conclusion: `IT` is the only word with a capital that it may begin with."""
    says = [each.says for each in load_triage(catalogue).underlying_causes]

    assert [each for each in says if len(each) > 95 or each.endswith(".")] == []
    assert [each for each in says if not each[0].islower() and not each.startswith("IT ")] == []


def test_what_to_do_about_a_cause_is_told_in_short_sentences(catalogue: Catalogue) -> None:
    """A sponsor reads all of it on one page."""
    causes = load_triage(catalogue).underlying_causes
    texts = [text for each in causes for text in (each.choice, each.start, each.beware)]

    assert [each.id for each in causes if len(each.choice) > 205] == []
    assert [each.id for each in causes if len(each.start) > 170] == []
    assert [each.id for each in causes if len(each.beware) > 110] == []
    assert [text for text in texts if not text.endswith(".")] == []


def test_each_sign_of_a_cause_has_a_clause_for_where_it_is_missing(
    catalogue: Catalogue, quick_scan: Questionnaire
) -> None:
    """There are three or more, of levels 1 to 3: what is missing above those is missing nearly everywhere."""
    for cause in load_triage(catalogue).underlying_causes:
        signs = [(practice, level) for practice, levels in cause.signs.items() for level in levels]

        assert len(signs) >= 3, cause.id
        assert [each for each in signs if each[1] > 3] == [], cause.id
        assert [each for each in signs if not quick_scan.ladders[each[0]][each[1]].unmet] == [], cause.id


def test_each_symptom_has_a_cause_and_a_clause_to_conclude_with(catalogue: Catalogue) -> None:
    """Whatever hurts may be explained, and some symptom of each cause speaks of a practice that shows it."""
    triage = load_triage(catalogue)
    causes = triage.underlying_causes
    spoken_of = {
        each.id: {p for symptom in each.symptoms for p in triage.symptom[symptom].practices} for each in causes
    }

    assert {symptom for each in causes for symptom in each.symptoms} == set(triage.symptom)
    assert [each.id for each in triage.symptoms if not each.says] == []
    assert [each.id for each in causes if not spoken_of[each.id] & set(each.signs)] == []


def test_no_two_causes_have_the_same_signs(catalogue: Catalogue) -> None:
    """Answers couldn't tell them apart."""
    causes = load_triage(catalogue).underlying_causes
    signs = {frozenset((p, level) for p, levels in each.signs.items() for level in levels) for each in causes}

    assert len(signs) == len(causes) > 1
