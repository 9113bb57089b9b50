"""The clauses that conclusions are made of: every symptom has one, and every statement of levels 1 to 3 has two."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from questionnaires.model import Questionnaire, Rating, Statement, Triage
from questionnaires.scoring.model import StatementScore
from reports.findings.causes import unmet_clause

CONTACTS = "service-desk.2"


def test_every_symptom_and_every_low_statement_has_its_clauses(questionnaire: Questionnaire, triage: Triage) -> None:
    """They continue a sentence: no capital letter but that of an abbreviation, no full stop, and not too long."""
    clauses = [symptom.says for symptom in triage.symptoms]
    clauses += [clause for each in questionnaire.statements if each.level <= 3 for clause in (each.unmet, each.partly)]

    assert len(set(clauses)) == len(clauses) == len(triage.symptoms) + 34 * 3 * 2
    for clause in clauses:
        assert clause
        assert clause[0].islower() or clause.startswith("IT ")
        assert not clause.endswith(".")
        assert len(clause) <= 111


def test_every_statement_of_levels_1_and_2_has_a_goal_for_a_board(questionnaire: Questionnaire) -> None:
    """It continues a sentence, says the same as no other, and is much shorter than its statement."""
    low = [each for each in questionnaire.statements if each.level <= 2]

    assert len({each.goal for each in low}) == len(low) == 34 * 2
    for each in low:
        assert each.goal[0].islower() or each.goal.startswith("IT ")
        assert not each.goal.endswith(".")
        assert len(each.goal) <= min(90, len(each.text) - 10)


def test_what_one_person_can_start_at_once_is_short_and_for_low_levels(questionnaire: Questionnaire) -> None:
    """One or two sentences of their own, for levels 1 to 3; not every statement has them."""
    started = [each for each in questionnaire.statements if each.start]

    assert len({each.start for each in started}) == len(started)
    for each in started:
        assert each.level <= 3
        assert len(each.start) <= 170
        assert each.start.endswith(".")
        assert each.start != each.action


@pytest.mark.parametrize(
    ("rating", "partly", "said"),
    [
        (Rating.N, True, "{unmet}"),
        (Rating.P, True, "{partly}"),
        (Rating.L, True, "{partly}"),
        (Rating.N, False, "{unmet}"),
        (Rating.P, False, "in many cases {unmet}"),
        (Rating.L, False, "in some cases {unmet}"),
        (Rating.F, True, ""),
        (None, True, ""),
    ],
)
def test_a_statement_that_holds_in_part_has_a_clause_of_its_own(
    questionnaire: Questionnaire, rating: Rating | None, *, partly: bool, said: str
) -> None:
    """A questionnaire that has none gets the clause for N, hedged."""
    statement = questionnaire.statement[CONTACTS]

    clause = unmet_clause(_scored(statement if partly else replace(statement, partly=""), rating))

    assert clause == said.format(unmet=statement.unmet, partly=statement.partly)


def test_a_clause_for_what_holds_in_part_does_not_claim_that_little_is_missing(questionnaire: Questionnaire) -> None:
    """At P, from half to five sixths of it are missing."""
    small = re.compile(r"\b(some|a few|at times|in places|in some cases)\b")

    assert [each.partly for each in questionnaire.statements if small.search(each.partly)] == []


def test_without_any_clause_nothing_is_said(questionnaire: Questionnaire) -> None:
    """The caller then names the practice and its level."""
    bare = replace(questionnaire.statement[CONTACTS], unmet="", partly="")

    assert {unmet_clause(_scored(bare, rating)) for rating in (Rating.N, Rating.P, Rating.L)} == {""}
    assert unmet_clause(None) == ""


def _scored(statement: Statement, rating: Rating | None) -> StatementScore:
    return StatementScore(statement, rating, rating, None, None, False, False, (), None, 0, False, False, False)


def test_every_statement_that_explains_a_symptom_has_a_clause(questionnaire: Questionnaire, triage: Triage) -> None:
    """It may become the cause in a headline."""
    unmet = {(each.practice, each.level): each.unmet for each in questionnaire.statements}

    assert all(unmet[each.practices[0], level] for each in triage.symptoms for level in each.explained_by)
    assert all(each.explained_by for each in triage.symptoms)
