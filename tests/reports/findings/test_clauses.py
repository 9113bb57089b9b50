"""The clauses that conclusions are made of: every symptom has one, and so has every statement of levels 1 to 3."""

from __future__ import annotations

from questionnaires.model import Questionnaire, Triage


def test_every_symptom_and_every_low_statement_has_a_clause(questionnaire: Questionnaire, triage: Triage) -> None:
    """They continue a sentence: no capital letter but that of an abbreviation, and no full stop."""
    clauses = [symptom.says for symptom in triage.symptoms]
    clauses += [statement.unmet for statement in questionnaire.statements if statement.level <= 3]

    assert len(set(clauses)) == len(clauses) == len(triage.symptoms) + 34 * 3
    for clause in clauses:
        assert clause
        assert clause[0].islower() or clause.startswith("IT ")
        assert not clause.endswith(".")


def test_every_statement_that_explains_a_symptom_has_a_clause(questionnaire: Questionnaire, triage: Triage) -> None:
    """It may become the cause in a headline."""
    unmet = {(each.practice, each.level): each.unmet for each in questionnaire.statements}

    assert all(unmet[each.practices[0], level] for each in triage.symptoms for level in each.explained_by)
    assert all(each.explained_by for each in triage.symptoms)
