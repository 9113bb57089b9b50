"""The underlying cause: figures worked by hand, the limits of what may be named, and laws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.answers.anonymity import NAMELESS
from questionnaires.answers.model import Answer, Assessment, Organization, Respondent, Response
from questionnaires.diagnosis import Diagnosis, diagnoses
from questionnaires.model import Dimension, Rating, Statement, Symptom, Triage, UnderlyingCause
from questionnaires.scoring.consolidation import consolidate
from questionnaires.scoring.model import PracticeScore, PracticeStatus

LETTERS = {each[0]: each for each in (Rating.N, Rating.P, Rating.L, Rating.F)} | {"-": Rating.NA, "?": Rating.DK}
SYMPTOMS = ("w", "x", "y", "z")

Letters = Mapping[str, str]
Signs = Mapping[str, tuple[int, ...]]


def cause_of(signs: Signs, *, name: str = "cause", symptoms: Sequence[str] = SYMPTOMS) -> UnderlyingCause:
    """Return a cause whose words are `owner` and `on call`."""
    return UnderlyingCause(name, name, "", tuple(symptoms), ("owner", "on call"), signs, "", "", "")


CAUSE = cause_of({"a": (1, 2), "b": (1, 2)})
ALL_MISSING = {"a": "NN", "b": "NN"}
WEEKLY = {"w": 3}


def said(
    ratings: Letters, symptoms: Mapping[str, int], words: Mapping[str, str] | None = None, name: str = "Head of IT"
) -> Response:
    """Return what one person says: the ratings of levels 1, 2 and so on as letters, and comments by statement."""
    comments = words or {}
    rated = {
        f"{practice}.{level}": LETTERS[letter]
        for practice, letters in ratings.items()
        for level, letter in enumerate(letters, 1)
        if letter != "."
    }
    answers = {each: Answer(rated.get(each), comment=comments.get(each, "")) for each in (*rated, *comments)}
    return Response("q", Respondent("r", name), answers=answers, triage=symptoms)


def found(
    *responses: Response, causes: Sequence[UnderlyingCause] = (CAUSE,), grave: Sequence[str] = ()
) -> tuple[Diagnosis, ...]:
    """Return the causes that may be named; practices a to c have one statement for each of levels 1 to 3."""
    assessment = Assessment("q", Organization(), "", responses, {})
    practices = [
        PracticeScore(
            practice,
            PracticeStatus.ASSESSED,
            tuple(consolidate(statement_of(practice, level), assessment) for level in (1, 2, 3)),
        )
        for practice in "abc"
    ]
    symptoms = tuple(Symptom(each, each, each, ("a",), grave=each in grave) for each in SYMPTOMS)
    return diagnoses(Triage("", ("", "", "", ""), symptoms, tuple(causes)), responses, practices)


def statement_of(practice: str, level: int) -> Statement:
    """Return the only statement of a practice's level."""
    return Statement(f"{practice}.{level}", practice, "factor", Dimension.ORGANIZATIONS_PEOPLE, level, "", "", "")


def test_the_fit_is_what_is_missing_times_what_hurts_and_words_up_to_double_it() -> None:
    """Missing are 1 + 1/2 + 1 of 4; of 3, 2, 1 and 1, three hurt: (9 + 4 + 1) / 27; 1 of 3 signs is written about."""
    ratings = {"a": "NP", "b": "NF", "c": "N"}
    words = {"a.1": "No owner.", "b.1": "Nobody does it.", "b.2": "It has an owner."}

    (cause,) = found(said(ratings, {"w": 1, "x": 3, "y": 1, "z": 2}, words))

    assert [each.statement.id for each in cause.signs] == ["a.1", "a.2", "b.1"]
    assert cause.practices == ("a", "b")
    assert (cause.rated, cause.missing) == (4, Fraction(5, 8))
    assert (cause.reported, cause.told) == (Fraction(14, 27), Fraction(1, 3))
    assert cause.fit == Fraction(5, 8) * Fraction(14, 27) * Fraction(4, 6) == Fraction(35, 162)


def test_a_grave_symptom_hurts_by_one_more_than_its_answer() -> None:
    """W is 2 and grave, so it counts as 3; x is grave, but never happens."""
    (cause,) = found(said(ALL_MISSING, {"w": 2, "x": 0, "y": 1}), grave=["w", "x"])

    assert cause.reported == Fraction(9 + 1, 27)


def test_a_cause_with_two_symptoms_is_reported_by_two_thirds_at_most() -> None:
    """Two weekly symptoms hurt less than three."""
    (cause,) = found(said(ALL_MISSING, {"w": 3, "x": 3, "y": 3}), causes=[cause_of(CAUSE.signs, symptoms="wx")])

    assert cause.reported == Fraction(2, 3)


@pytest.mark.parametrize("letter", [".", "-", "?"])
def test_what_has_no_rating_is_not_missing(letter: str) -> None:
    """Unanswered, not applicable or not known: of the other three signs, one is P."""
    (cause,) = found(said({"a": "N" + letter, "b": "NP"}, WEEKLY))

    assert (cause.rated, cause.missing) == (3, Fraction(5, 6))
    assert [each.statement.id for each in cause.signs] == ["a.1", "b.1", "b.2"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("No owner", True),
        ("OWNER: nobody", True),
        ("Who is on call?", True),
        ("The downer", False),
        ("Owners", False),
        ("On the call", False),
    ],
)
def test_words_count_whole_and_in_any_case(text: str, *, counts: bool) -> None:
    """One sign of four is written about."""
    (cause,) = found(said(ALL_MISSING, WEEKLY, {"b.1": text}))

    assert cause.told == Fraction(counts, 4)


def test_evidence_counts_as_a_comment_does() -> None:
    """A sign that both speak of isn't told twice."""
    response = said(ALL_MISSING, WEEKLY)
    both = Answer(Rating.N, evidence="Owner: none", comment="no owner")
    texts = {"a.1": Answer(Rating.N, evidence="Owner: none"), "a.2": both}

    (cause,) = found(replace(response, answers={**response.answers, **texts}))

    assert cause.told == Fraction(2, 4)


def test_words_of_anonymous_people_do_not_count() -> None:
    """Their ratings and symptoms do; a named person's words do beside them."""
    anonymous = [said(ALL_MISSING, WEEKLY, {"a.1": "no owner"}, NAMELESS) for _ in range(3)]

    (alone,) = found(*anonymous)
    (joined,) = found(*anonymous, said({}, {}, {"a.2": "no owner"}))

    assert (alone.missing, alone.reported, alone.told) == (Fraction(1), Fraction(9, 27), Fraction(0))
    assert (joined.missing, joined.reported, joined.told) == (Fraction(1), Fraction(9, 27), Fraction(1, 4))


@pytest.mark.parametrize(
    ("signs", "ratings", "named"),
    [
        ({"a": (1, 2, 3), "b": (1, 2, 3)}, {"a": "NN.", "b": "N.."}, True),  # 3 of 6
        ({"a": (1, 2, 3), "b": (1, 2, 3), "c": (1,)}, {"a": "NN.", "b": "N.."}, False),  # 3 of 7
        ({"a": (1, 2, 3), "b": (1, 2, 3), "c": (1,)}, {"a": "NN.", "b": "N..", "c": "F"}, True),  # 4 of 7
        ({"a": (1, 2, 3), "b": (1, 2, 3), "c": (1,)}, {"a": "NN-", "b": "N?.", "c": "?"}, False),  # without a rating
        ({"a": (1, 2, 3), "z": (1, 2), "b": (1,)}, {"a": "NN", "b": "N"}, True),  # 3 of 6, of which z has 2
        ({"a": (1, 2, 3), "z": (1, 2, 3), "b": (1,)}, {"a": "NN", "b": "N"}, False),  # out of scope is unknown too
    ],
)
def test_at_least_half_of_the_signs_must_be_rated(signs: Signs, ratings: Letters, *, named: bool) -> None:
    """Unknown isn't weak; nobody is asked about z."""
    assert bool(found(said(ratings, WEEKLY), causes=[cause_of(signs)])) is named


@pytest.mark.parametrize(
    ("ratings", "named"),
    [
        ({"a": "NPL", "b": "NLL"}, True),
        ({"a": "NNL", "b": "FFF"}, False),
        ({"a": "NLL", "b": "NFF"}, False),
        ({"a": "NNN", "b": "LLL"}, False),
    ],
    ids=["three in two", "two in one", "two in two", "three in one"],
)
def test_three_signs_in_two_practices_must_be_missing(ratings: Letters, *, named: bool) -> None:
    """What one practice lacks is no cause behind several."""
    wide = cause_of({"a": (1, 2, 3), "b": (1, 2, 3)})

    assert bool(found(said(ratings, {"w": 3, "x": 3, "y": 3}), causes=[wide])) is named


@pytest.mark.parametrize(
    ("answers", "named"),
    [([2], True), ([1], False), ([1, 2], True), ([1, 1, 2], False)],
    ids=["monthly", "yearly", "halfway", "less than halfway"],
)
def test_one_symptom_must_be_reported_strongly(answers: list[int], *, named: bool) -> None:
    """All are grave, so they hurt enough in each case; the mean answer to w is 3/2 and 4/3 in the last two."""
    responses = [said(ALL_MISSING, {"w": answer, "x": 1, "y": 1}) for answer in answers]

    assert bool(found(*responses, grave=SYMPTOMS)) is named


@pytest.mark.parametrize(("last", "fits"), [("NP", True), ("PP", False)])
def test_a_cause_must_fit_by_a_tenth(last: str, *, fits: bool) -> None:
    """(4 + 1/2) / 5 x (4 + 1 + 1) / 27 x 1/2 is a tenth; with another P, it is 4/45."""
    cause = cause_of({"a": (1, 2, 3), "b": (1, 2)})

    named = found(said({"a": "NNN", "b": last}, {"w": 2, "x": 1, "y": 1}), causes=[cause])

    assert [each.fit for each in named] == ([Fraction(1, 10)] if fits else [])


def test_what_fits_best_comes_first_and_ties_keep_the_order() -> None:
    """First and third lack all their signs, second three of four; fourth has the signs, but none of the symptoms."""
    causes = [
        cause_of({"a": (1, 2), "b": (1, 3)}, name="second"),
        cause_of({"a": (1, 2), "b": (1, 2)}, name="first"),
        cause_of({"a": (1, 2), "b": (2,)}, name="third"),
        cause_of({"a": (1, 2), "b": (1, 2)}, name="fourth", symptoms="xy"),
    ]
    response = said({"a": "NN", "b": "NNF"}, WEEKLY)

    assert [each.cause.id for each in found(response, causes=causes)] == ["first", "third", "second"]
    assert [each.cause.id for each in found(response, causes=causes[::-1])] == ["third", "first", "second"]


@pytest.mark.parametrize(
    ("people", "strong"),
    [
        ([{"w": 2, "x": 2, "y": 2, "z": 2}], "wxyz"),
        ([{"w": 2, "x": 3, "y": 1}], "xw"),  # 1/2 - 3 comes before 0 - 2
        ([{"w": 2, "y": 3}], "wy"),  # 2/2 - 3 is no less than 0 - 2
        ([{"w": 1, "y": 3}, {"w": 2}, {"w": 2}], "yw"),  # but less than 0 - 5/3
        ([{"w": 2, "z": 3, "x": 2}], "wxz"),
        ([{"w": 0, "x": 2, "z": 3}], "xz"),  # the place is that in the cause, not among the strong ones
    ],
)
def test_each_place_in_the_order_of_the_cause_counts_as_half_a_step(
    people: list[Mapping[str, int]], strong: str
) -> None:
    """The symptoms of the cause are w, x, y and z; only those reported strongly are named."""
    (cause,) = found(*(said(ALL_MISSING, symptoms) for symptoms in people))

    assert cause.strong == tuple(strong)


CAUSES = (
    cause_of({"a": (1, 2), "b": (1, 2)}, name="one", symptoms="wx"),
    cause_of({"b": (2, 3), "c": (1, 2)}, name="two", symptoms="xyz"),
    cause_of({"a": (1, 2, 3), "c": (1, 3)}, name="three", symptoms="zywx"),
)
RATINGS = st.fixed_dictionaries({each: st.text("NNPPLF.-?", min_size=3, max_size=3) for each in "abc"})
REPORTED = st.dictionaries(st.sampled_from(SYMPTOMS), st.sampled_from((0, 1, 2, 3, 3)), min_size=2)
TEXTS = st.sampled_from(("no owner", "who is on call?", "nobody"))
WORDS = st.dictionaries(st.sampled_from([f"{practice}.{level}" for practice in "abc" for level in (1, 2, 3)]), TEXTS)
NAMES = st.sampled_from(("Head of IT", NAMELESS))
PEOPLE = st.lists(st.builds(said, RATINGS, REPORTED, WORDS, NAMES), min_size=1, max_size=4)
laws = settings(deadline=None, max_examples=200)


def fits(*responses: Response) -> dict[str, Fraction]:
    """Return the fit of each cause, 0 for those that may not be named; z is grave."""
    named = {each.cause.id: each.fit for each in found(*responses, causes=CAUSES, grave="z")}
    return {each.id: named.get(each.id, Fraction(0)) for each in CAUSES}


@laws
@given(ratings=RATINGS, symptoms=REPORTED, words=WORDS, practice=st.sampled_from("abc"), data=st.data())
def test_a_better_rating_of_a_sign_never_raises_the_fit(
    ratings: dict[str, str], symptoms: dict[str, int], words: dict[str, str], practice: str, data: st.DataObject
) -> None:
    """Nor does it bring a cause that may not be named without it, whoever wrote what."""
    level = data.draw(st.integers(0, 2))
    worse, better = sorted(data.draw(st.tuples(st.sampled_from("NPLF"), st.sampled_from("NPLF"))), key="NPLF".index)
    letters = ratings[practice]

    low, high = (
        fits(said({**ratings, practice: letters[:level] + each + letters[level + 1 :]}, symptoms, words))
        for each in (better, worse)
    )

    assert all(low[each] <= high[each] for each in low)


@laws
@given(people=PEOPLE, symptom=st.sampled_from(SYMPTOMS), answers=st.tuples(st.integers(0, 3), st.integers(0, 3)))
def test_a_more_frequent_symptom_never_lowers_the_fit(
    people: list[Response], symptom: str, answers: tuple[int, int]
) -> None:
    """Whatever the others say."""
    first, *others = people

    low, high = (
        fits(replace(first, triage={**first.triage, symptom: each}), *others) for each in (min(answers), max(answers))
    )

    assert all(low[each] <= high[each] for each in low)


@laws
@given(people=PEOPLE)
def test_figures_stay_in_bounds(people: list[Response]) -> None:
    """Shares and fits are between 0 and 1, and the causes stand in the order of their fits."""
    named = found(*people, causes=CAUSES, grave="z")

    assert all(0 <= share <= 1 for each in named for share in (each.missing, each.reported, each.told, each.fit))
    assert [each.fit for each in named] == sorted((each.fit for each in named), reverse=True)


@laws
@given(people=PEOPLE, data=st.data())
def test_the_order_of_respondents_never_matters(people: list[Response], data: st.DataObject) -> None:
    """Neither for the causes and their order, nor for any figure or the symptoms to conclude with."""
    mixed = data.draw(st.permutations(people))

    before, after = (
        [
            (each.cause.id, each.rated, each.missing, each.reported, each.told, each.strong)
            for each in found(*order, causes=CAUSES, grave="z")
        ]
        for order in (people, mixed)
    )

    assert before == after


def test_what_is_rated_high_tells_nothing_of_the_cause() -> None:
    """Three rate N without words; a fourth rates F, and says that there is an owner."""
    low = [said(ALL_MISSING, WEEKLY, name=f"R{number}") for number in range(3)]
    praise = said({"a": "F"}, {}, {"a.1": "An owner for each"}, name="R4")
    blame = said({"a": "N"}, {}, {"a.1": "No owner for any"}, name="R4")
    people = [replace(each, respondent=Respondent(f"r{number}", f"R{number}")) for number, each in enumerate(low)]

    def told(last: Response) -> Fraction:
        return found(*people, replace(last, respondent=Respondent("r9", "R9")))[0].told

    assert told(praise) == 0
    assert told(blame) == Fraction(1, 4)


def test_a_cause_needs_a_sign_that_does_not_hold_at_all() -> None:
    """Where all are met in part, no absolute sentence is true."""
    assert not found(said({"a": "PP", "b": "PP"}, {"w": 3, "x": 3, "y": 3}))
    assert found(said({"a": "PP", "b": "PN"}, {"w": 3, "x": 3, "y": 3}))


def test_a_cause_needs_a_rated_sign_in_its_first_practice() -> None:
    """Without suppliers, nobody says what suppliers do."""
    assert not found(said({"a": "--", "b": "NNN"}, WEEKLY), causes=[cause_of({"a": (1, 2), "b": (1, 2, 3)})])
    assert found(said({"a": "NN", "b": "N--"}, WEEKLY), causes=[cause_of({"a": (1, 2), "b": (1, 2, 3)})])


def test_what_not_every_organization_has_needs_words() -> None:
    """Such as units of its own."""
    assuming = replace(CAUSE, only_if_told=True)

    assert not found(said(ALL_MISSING, WEEKLY), causes=[assuming])
    assert found(said(ALL_MISSING, WEEKLY, {"a.1": "No owner"}), causes=[assuming])


def test_a_disputed_sign_counts_half_unless_the_low_rating_has_words() -> None:
    """One of four signs is rated N by one and F by another: N counts, as the lower of two, as 1/2 or as 1."""
    high = replace(said({"a": "F"}, {}), respondent=Respondent("r2", "R2"))

    def missing(words: Mapping[str, str]) -> Fraction:
        return found(said(ALL_MISSING, WEEKLY, words), high)[0].missing

    assert missing({}) == Fraction(7, 8)
    assert missing({"a.1": "Nobody could name one"}) == 1
