"""Fewer than three anonymous answers aren't counted, and figures change only when three people's answers change."""

from __future__ import annotations

from collections import Counter

import pytest

from app.answering.history import Answerer
from app.answering.saving import ANSWERS, SYMPTOMS, Submitted, answer_of, save
from app.assessments.releasing import release
from app.assessments.scores import scores_of
from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow
from app.storage.history import HistoryEntry
from questionnaires.answers.model import Answer
from questionnaires.model import Rating
from questionnaires.scoring.model import Scores
from tests.support.northfield import Northfield
from tests.support.reading_pages import text_of

STATEMENT = "service-desk.1"


@pytest.fixture
def people(northfield: Northfield) -> list[RespondentRow]:
    """Six respondents of an anonymous assessment."""
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, northfield.assessment.id).anonymous = True
    return [northfield.make.respondent(northfield.assessment, None, f"Person {number}") for number in range(6)]


def answer(northfield: Northfield, respondent: RespondentRow, rating: str | None, comment: str = "") -> None:
    """Save an answer over whatever is stored."""
    with northfield.database.writing() as session:
        before = session.query(AnswerRow.version).filter_by(respondent_id=respondent.id, statement_id=STATEMENT)
        by = Answerer.of(session.get_one(AssessmentRow, respondent.assessment_id), respondent)
        given = Answer(Rating(rating) if rating else None, comment=comment)
        [outcome] = save(session, ANSWERS, by, [Submitted(STATEMENT, before.scalar() or 0, given)])
    assert outcome.is_saved


def figures(northfield: Northfield) -> Scores:
    """Return all figures."""
    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        return scores_of(session, northfield.make.content, row)


def ratings(northfield: Northfield) -> Counter[str]:
    """Return how often the figures contain each rating of the statement."""
    answers = figures(northfield).statement[STATEMENT].answers
    return Counter(each.answer.rating.value for each in answers if each.answer.rating)


def test_one_or_two_anonymous_ratings_count_in_no_figure(northfield: Northfield, people: list[RespondentRow]) -> None:
    """The practice has no level, and the pages say that there are too few answers."""
    for each in people[:2]:
        answer(northfield, each, "F", "Said in confidence")

    assert ratings(northfield) == {}
    assert figures(northfield).practice["service-desk"].level is None
    page = text_of(northfield.client.get(f"{northfield.top}/practices/service-desk").text)
    assert "Too few answers to show" in page
    assert "fully achieved" not in page.partition("Level by level")[2]
    for rest in ("", "/practices/service-desk", "/agreement", "/workshop?practice=service-desk&show=all", "/roadmap"):
        assert "Said in confidence" not in northfield.client.get(f"{northfield.top}{rest}").text


def test_a_named_rating_isn_t_mixed_with_a_single_anonymous_one(northfield: Northfield) -> None:
    """The median of both, beside the named one, would reveal the other."""
    named, nobody = (northfield.make.respondent(northfield.assessment, None, name) for name in ("Anna", "Ben"))
    answer(northfield, named, "F")
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, northfield.assessment.id).anonymous = True
    northfield.client.get(northfield.top)
    with northfield.database.writing() as session:
        entry = {"assessment_id": northfield.assessment.id, "who": "Dana", "subject": "answers"}
        session.add(HistoryEntry(**entry, kind="anonymity", before="named", after="anonymous"))
    answer(northfield, nobody, "N")

    assert ratings(northfield) == {"F": 1}
    assert figures(northfield).statement[STATEMENT].rating is Rating.F


def test_figures_change_only_when_three_people_have_answered(
    northfield: Northfield, people: list[RespondentRow]
) -> None:
    """The fourth and the fifth answer are held back, and the sixth releases all three."""
    seen = []
    for each, rating in zip(people, ("F", "F", "L", "N", "P", "P"), strict=True):
        answer(northfield, each, rating)
        seen.append(dict(ratings(northfield)))

    assert seen == [{}, {}, *[{"F": 2, "L": 1}] * 3, {"F": 2, "L": 1, "N": 1, "P": 2}]


def test_a_changed_answer_waits_for_two_others(northfield: Northfield, people: list[RespondentRow]) -> None:
    """Several changes by one person count as one person's."""
    for each in people[:3]:
        answer(northfield, each, "F")
    for rating in ("N", "P", "L", "N"):
        answer(northfield, people[0], rating)
    assert ratings(northfield) == {"F": 3}

    answer(northfield, people[1], None)
    assert ratings(northfield) == {"F": 3}
    answer(northfield, people[3], "L")

    assert ratings(northfield) == {"F": 1, "L": 1, "N": 1}


def carry(northfield: Northfield, people: list[RespondentRow], ratings: str) -> None:
    """Carry answers over, unconfirmed, into an assessment that counts such answers."""
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, northfield.assessment.id).counts_unconfirmed = True
        for each, rating in zip(people, ratings, strict=True):
            ids = {"assessment_id": each.assessment_id, "respondent_id": each.id, "statement_id": STATEMENT}
            session.add(AnswerRow(**ids, rating=rating, carried={"assessment": "Last year", "on": "2025-03-02"}))
        session.flush()
        release(session, northfield.assessment.id)


def confirm(northfield: Northfield, respondent: RespondentRow) -> None:
    """Confirm the answer that was carried over."""
    with northfield.database.writing() as session:
        row = session.query(AnswerRow).filter_by(respondent_id=respondent.id, statement_id=STATEMENT).one()
        by = Answerer.of(session.get_one(AssessmentRow, respondent.assessment_id), respondent)
        save(session, ANSWERS, by, [Submitted(STATEMENT, row.version, answer_of(row), confirms=True)])


def test_confirmed_answers_wait_for_each_other(northfield: Northfield, people: list[RespondentRow]) -> None:
    """Neither confirming one nor counting unconfirmed answers shows what a single person said last year."""
    carry(northfield, people, "FFLNPP")
    seen = [dict(ratings(northfield))]
    for each in people:
        confirm(northfield, each)
        seen.append(dict(ratings(northfield)))

    three, six = {"F": 2, "L": 1}, {"F": 2, "L": 1, "N": 1, "P": 2}
    assert seen == [{}, {}, {}, three, three, three, six]


def test_unconfirmed_answers_never_count_beside_anonymous_ones(
    northfield: Northfield, people: list[RespondentRow]
) -> None:
    """Turning the setting on and off would show the difference."""
    del people
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, northfield.assessment.id).predecessor_id = northfield.assessment.id
    version = northfield.one(AssessmentRow.version, id=northfield.assessment.id)
    sent = {"version": version, "name": "Spring", "assessed_on": "2026-03-02", "method": "iso-33020"}
    scope = {"scope": [each.id for each in northfield.make.content.catalogue.practices]}

    both = {"anonymous": "y", "counts_unconfirmed": "y"}
    refused = northfield.client.post(f"{northfield.top}/settings", {**sent, **scope, **both}, 422)

    assert "unconfirmed answers never count" in text_of(refused.text)
    assert northfield.one(AssessmentRow.counts_unconfirmed, id=northfield.assessment.id) is False


def test_changing_back_does_not_count_as_a_change(northfield: Northfield, people: list[RespondentRow]) -> None:
    """Otherwise, one person's change could be released beside two that change nothing."""
    for each in people[:3]:
        answer(northfield, each, "F")
    for each in people[:2]:
        answer(northfield, each, "N")
        answer(northfield, each, "F")

    answer(northfield, people[2], "P")

    assert ratings(northfield) == {"F": 3}


def test_symptoms_follow_the_same_rule(northfield: Northfield, people: list[RespondentRow]) -> None:
    """With two people's symptoms, no approach is recommended."""
    seen = []
    for each in people[:4]:
        with northfield.database.writing() as session:
            by = Answerer.of(session.get_one(AssessmentRow, northfield.assessment.id), each)
            save(session, SYMPTOMS, by, [Submitted("repeat-incidents", 0, 3)])
        responses = figures(northfield).assessment.responses
        seen.append(sum("repeat-incidents" in response.triage for response in responses))

    assert seen == [0, 0, 3, 3]


def test_progress_of_anonymous_respondents_is_a_sum(northfield: Northfield, people: list[RespondentRow]) -> None:
    """Neither the list nor a respondent's page shows who has answered."""
    answer(northfield, people[0], "F")

    lists = text_of(northfield.client.get(f"{northfield.top}/respondents").text)
    pages = [northfield.client.get(f"{northfield.top}/respondents/{each.id}").text for each in people[:2]]

    assert "of all statements have been answered by 6 respondents together" in lists
    assert "169 statements" not in lists
    shown = [
        text_of(page).replace(each.name, "").partition("Access")[2].partition("Personal link")[0]
        for page, each in zip(pages, people, strict=False)
    ]
    assert shown[0] == shown[1]
    assert not any("keep the answers" in page or "yet, so no answers" in page for page in pages)


def test_trying_to_remove_an_anonymous_respondent_does_not_show_who_has_answered(
    northfield: Northfield, people: list[RespondentRow]
) -> None:
    """The refusal is the same for someone who hasn't answered."""
    answer(northfield, people[0], "F")

    for each in people[:2]:
        sent = northfield.client.post(f"{northfield.top}/respondents/{each.id}/remove")
        page = text_of(northfield.client.follow(sent).text)
        assert f"Answers are anonymous. To remove {each.name}, erase the data." in page
