"""Tests of who answered what, when only some answers have names."""

from __future__ import annotations

import pytest

from app.web.results.answers_view import NO_ROLE, Naming, StatementAnswers, name_of, statement_answers
from questionnaires.answers.anonymity import NAMELESS
from questionnaires.answers.model import Answer, Assessment, Organization, Respondent, Response
from questionnaires.model import Dimension, Rating, Statement
from questionnaires.scoring.consolidation import consolidate
from reports.views.anonymity import TOO_FEW

STATEMENT = Statement("p.1", "p", "first", Dimension.ORGANIZATIONS_PEOPLE, 1, "", "", "")


def said(named: str, anonymous: str, naming: Naming = Naming.NAME) -> StatementAnswers:
    """Return the view of the given ratings, one letter each, with and without names."""
    people = [Respondent(f"r{n}", f"Person {n}", "engineer") for n in range(len(named))]
    people += [Respondent(f"anonymous-{n}", NAMELESS) for n in range(len(anonymous))]
    responses = tuple(
        Response("q", person, answers={"p.1": Answer(Rating(letter), comment=f"said {person.id}")})
        for person, letter in zip(people, named + anonymous, strict=True)
    )
    assessment = Assessment("q", Organization(), "", responses, {})
    return statement_answers(consolidate(STATEMENT, assessment), naming)


@pytest.mark.parametrize("anonymous", ["F", "FN"])
def test_few_anonymous_answers_are_hidden_among_named_ones(anonymous: str) -> None:
    """Three named answers aren't a crowd in which one or two anonymous ones could hide."""
    shown = said("FLP", anonymous)

    assert [line.who for line in shown.named] == ["Person 0 (engineer)", "Person 1 (engineer)", "Person 2 (engineer)"]
    assert (shown.counts, shown.remarks, shown.hidden_reason) == ((), (), TOO_FEW)


def test_enough_anonymous_answers_are_counted_beside_named_ones() -> None:
    """Their remarks are shown separately from their ratings."""
    shown = said("F", "NNF")

    assert [(count.code, count.many) for count in shown.counts] == [("N", 2), ("F", 1)]
    assert sorted(words.text for words in shown.remarks) == [f"said anonymous-{n}" for n in range(3)]
    assert shown.hidden_reason == ""


@pytest.mark.parametrize("naming", list(Naming))
def test_no_choice_of_names_reveals_an_anonymous_respondent(naming: Naming) -> None:
    """Two anonymous answers stay hidden whether names are shown fully, by role or not at all."""
    shown = said("", "NF", naming)

    assert (shown.named, shown.counts, shown.remarks, shown.hidden_reason) == ((), (), (), TOO_FEW)


def test_a_workshop_may_be_anonymous_by_choice() -> None:
    """Named answers are then counted too, and nobody is identified."""
    shown = said("FN", "", Naming.NOBODY)

    assert shown.named == ()
    assert [(count.code, count.many) for count in shown.counts] == [("N", 1), ("F", 1)]


def test_a_role_is_shown_in_words() -> None:
    """Ids from files become words, as in the report, and a role equal to the name appears only once."""
    leader, desk = Respondent("r1", "Head of IT", "it-leader"), Respondent("r2", "Service desk", "service-desk")

    assert [name_of(leader, naming) for naming in (Naming.NAME, Naming.ROLE)] == ["Head of IT (IT leader)", "IT leader"]
    assert [name_of(desk, naming) for naming in (Naming.NAME, Naming.ROLE)] == ["Service desk", "Service desk"]


def test_by_role_somebody_without_one_is_not_named() -> None:
    """Among roles, a name would give the person away."""
    person = Respondent("r1", "Person 1")
    response = Response("q", person, answers={"p.1": Answer(Rating.F)})
    score = consolidate(STATEMENT, Assessment("q", Organization(), "", (response,), {}))

    assert [line.who for line in statement_answers(score, Naming.ROLE).named] == [NO_ROLE]
    assert [line.who for line in statement_answers(score, Naming.NAME).named] == ["Person 1"]
