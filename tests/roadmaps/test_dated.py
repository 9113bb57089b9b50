"""Upcoming dates that the answers name: the phase in which they fall, and what the roadmap does in time for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from questionnaires.answers.anonymity import NAMELESS
from questionnaires.answers.model import Answer, Consensus, Respondent, Response
from questionnaires.model import Method, Rating
from questionnaires.scoring.score import score
from roadmaps.dated import dated_practices, dated_statement, first_task, phases_by_date
from roadmaps.model import Roadmap
from tests.roadmaps.conftest import START, settings
from tests.roadmaps.test_early_actions import early, small_world

Build = Callable[..., Any]
LEFT = {"leave_free": False, "only_approach": False}
TEN = (10, 10, 10, 10, 10)


def due(**dates: str) -> dict[str, Answer]:
    """Return answers to the statements of practices' level 2, which don't hold by a date."""
    return {f"{practice}.2": Answer(Rating.N, comment=f"Due on {on}") for practice, on in dates.items()}


def first_steps(roadmap: Roadmap) -> list[str]:
    """Return the practices in the order of the phases that their steps are in."""
    return [each.step.practice for phase in roadmap.phases for each in phase.steps]


def test_the_earliest_date_to_come_in_evidence_or_a_comment_counts(world: Build) -> None:
    """It is past for a; nobody named one for c."""
    answers = {
        "a.1": Answer(Rating.N, comment="Due on 4 January 2026"),
        "b.1": Answer(Rating.N, evidence="Due on 1 July 2026", comment="Due on 1 June 2026"),
        "b.3": Answer(None, evidence="Due on 1 May 2026"),
        "c.1": Answer(Rating.N, comment="Nobody does it"),
    }
    small = world(efforts=dict.fromkeys("abc", TEN), weights={"a": 1}, entry=("a",), answers=answers)

    assert dated_practices(small.scores, settings()) == {"b": date(2026, 5, 1)}


def test_anonymous_words_name_no_date_but_those_of_the_assessor_do(world: Build) -> None:
    """Somebody anonymous wrote about a and b; the assessor's note names a date for b, and their evidence for c."""
    small = world(efforts=dict.fromkeys("abc", TEN), weights={"a": 1}, entry=("a",))
    known = small.scores
    response = Response("scan", Respondent("r1", NAMELESS), answers=due(a="1 May 2026", b="1 May 2026"))
    consensus = {
        "b.1": Consensus(Rating.N, "Due on 1 June 2026"),
        "c.1": Consensus(Rating.N, "agreed", "Due on 1 July 2026"),
    }
    assessment = replace(known.assessment, responses=(response,), consensus=consensus)

    scores = score(small.catalogue, known.questionnaire, small.triage, assessment, Method.LADDER)

    assert dated_practices(scores, settings()) == {"b": date(2026, 6, 1), "c": date(2026, 7, 1)}


@pytest.mark.parametrize(
    ("assessed_on", "found"),
    [("", {}), ("2026-01-05", {}), ("2026-01-04", {"a": date(2026, 1, 5)})],
    ids=["not known", "the same day", "a day before"],
)
def test_a_date_is_to_come_after_the_day_of_the_answers(world: Build, assessed_on: str, found: dict[str, date]) -> None:
    """Where that isn't known, it is the first day of the roadmap, 5 January."""
    scores = world(efforts={"a": TEN}, weights={"a": 1}, entry=("a",), answers=due(a="5 January 2026")).scores

    dated = replace(scores, assessment=replace(scores.assessment, assessed_on=assessed_on))

    assert dated_practices(dated, settings()) == found


def test_a_span_that_the_roadmap_begins_in_counts_at_the_end_of_the_first_month(world: Build) -> None:
    """The roadmap begins on 5 January: a's contracts have begun to renew, b's have all renewed, and c has a month."""
    small = world(
        efforts=dict.fromkeys("abc", TEN),
        weights={"a": 1},
        entry=("a",),
        answers={
            "a.2": Answer(Rating.N, comment="Three contracts renew December 2025 to June 2026"),
            "b.2": Answer(Rating.N, comment="Three contracts renewed November to December 2025"),
            "c.2": Answer(Rating.N, comment="Renews in January 2026"),
        },
    ).scores
    known = replace(small, assessment=replace(small.assessment, assessed_on="2025-11-10"))

    assert dated_practices(known, settings()) == {"a": date(2026, 1, 31), "c": date(2026, 1, 31)}


def test_what_is_too_early_or_taken_care_of_changes_nothing(world: Build) -> None:
    """The roadmap begins on 5 January; evidence for an F says what was done, and a comment what is to come."""
    dates = {
        "a.1": Answer(Rating.N, comment="Due on 3 January 2026"),
        "b.1": Answer(Rating.F, evidence="Renewed, ends on 1 July 2026"),
        "c.1": Answer(Rating.F, comment="Ms Ito retires on 1 July 2026"),
    }
    small = world(efforts=dict.fromkeys("abc", TEN), weights=dict.fromkeys("abc", 1), entry=("a",), answers=dates)
    scores = replace(small.scores, assessment=replace(small.scores.assessment, assessed_on="2025-12-01"))

    assert dated_practices(scores, settings()) == {"c": date(2026, 7, 1)}


def test_the_statement_of_a_date_is_that_of_the_date_that_counts(world: Build) -> None:
    """The earlier one is over before the roadmap begins on 5 January."""
    dates = {
        "a.1": Answer(Rating.P, comment="Due on 3 January 2026"),
        "a.2": Answer(Rating.N, comment="Ends on 1 July 2026"),
    }
    small = world(efforts={"a": TEN}, weights={"a": 1}, entry=("a",), answers=dates)
    scores = replace(small.scores, assessment=replace(small.scores.assessment, assessed_on="2025-12-01"))

    found = dated_statement(scores, settings(), "a")

    assert found is not None
    assert found.statement.id == "a.2"
    assert dated_practices(scores, settings()) == {"a": date(2026, 7, 1)}


@pytest.mark.parametrize(
    ("day", "phase"),
    [(-40, 1), (0, 1), (27, 1), (28, 2), (55, 2), (56, 3), (83, 3), (84, None)],
)
def test_a_date_falls_in_a_phase_or_after_the_roadmap(day: int, phase: int | None) -> None:
    """Three phases of four weeks; the first is that of a date before the roadmap."""
    phases = phases_by_date({"a": START + timedelta(days=day)}, settings(phases=3, phase_weeks=4))

    assert phases == ({} if phase is None else {"a": phase})


def dated_world(world: Build, **dates: str) -> Any:
    """Return a world in which a phase has room for one practice: a, with which it begins, then d, which weighs most."""
    return world(
        efforts=dict.fromkeys("abcd", TEN),
        weights={"a": 1, "b": 3, "c": 2, "d": 9},
        entry=("a",),
        supporting=("b", "c", "d"),
        own_targets=dict.fromkeys("abcd", 2),
        ratings=dict.fromkeys("abcd", "FNNNN"),
        answers=due(**dates),
    )


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        ({}, "adbc"),
        ({"c": "30 June 2026"}, "acdb"),  # in phase 2
        ({"c": "30 September 2026"}, "adcb"),  # in phase 3
        ({"c": "31 March 2026"}, "adbc"),  # in phase 1, which is a's
        ({"c": "31 January 2027"}, "adbc"),  # after the roadmap
        ({"b": "30 May 2026", "c": "30 June 2026"}, "abdc"),  # both in phase 2
        ({"b": "30 June 2026", "c": "30 May 2026"}, "acdb"),
        ({"b": "30 September 2026", "c": "30 June 2026"}, "acbd"),
    ],
)
def test_a_practice_rises_by_the_phase_of_its_date_where_that_is_possible(
    world: Build, dates: dict[str, str], order: str
) -> None:
    """The earliest date comes first, and none costs the entry practice its place in phase 1."""
    assert first_steps(dated_world(world, **dates).plan(10)) == list(order)


def test_a_date_moves_no_pin_and_only_the_next_step(world: Build) -> None:
    """C is pinned to phase 3, after its date; without the pin, its step to level 3 waits for what weighs more."""
    small = dated_world(world, c="30 June 2026")

    assert first_steps(small.plan(10, pins={"c": 3})) == list("adbc")
    assert first_steps(small.plan(10, targets={"c": 3}, phases=5)) == list("acdbc")


@pytest.mark.parametrize(
    ("letters", "target"),
    [("FNNNN", 2), (".NNNN", 1), ("FFNNN", None), ("", None)],
    ids=["level 1", "perhaps level 0", "level 2", "not assessed"],
)
def test_a_dated_practice_below_level_2_is_to_rise_by_one(world: Build, letters: str, target: int | None) -> None:
    """No symptom speaks of b, and it isn't the approach's: only the date gives it a target."""
    small = world(
        efforts=dict.fromkeys("ab", TEN),
        weights={"a": 1, "b": 1},
        entry=("a",),
        ratings={"a": "FFFNN", "b": letters},
        answers={"b.5": Answer(Rating.N if letters else None, comment="Due on 30 June 2026")},
    )

    assert small.plan(100, only_approach=False).targets.get("b") == target
    assert "b" not in small.plan(100).targets


def test_a_dated_practice_begins_early_although_nothing_hurts(world: Build) -> None:
    """Its step ends in phase 2, after the date, so the three days that phase 1 has left are taken off the step."""
    roadmap = small_world(world, reported={}, answers=due(b="30 June 2026")).plan(20, **LEFT)

    assert early(roadmap) == [("b", 2, 3)]
    assert [each.step.practice for each in roadmap.phases[1].steps] == ["b"]
    assert early(small_world(world, reported={}).plan(20, **LEFT)) == []


@pytest.mark.parametrize(("letters", "found"), [("FFNNN", [("b", 3, 2)]), ("FFFNN", [])])
def test_a_dated_practice_begins_early_up_to_level_3(
    world: Build, letters: str, found: list[tuple[str, int, int]]
) -> None:
    """What is done the same way everywhere needs no hurry."""
    answers = {"b.4": Answer(Rating.N, comment="Due on 30 June 2026")}
    small = small_world(world, reported={}, ratings={"a": "FNNNN", "b": letters}, answers=answers)

    assert early(small.plan(20, phases=1, **LEFT)) == found


def test_dated_practices_begin_early_by_date_and_before_what_merely_hurts(world: Build) -> None:
    """D is behind a weekly symptom, and leads where nobody named a date; 2 days are free, then 6."""
    parts: dict[str, Any] = {
        "efforts": {"a": (10,) * 5, **dict.fromkeys("bcd", (90,) * 5)},
        "weights": {"a": 99, "b": 9, "c": 1, "d": 9},
        "ratings": dict.fromkeys("abcd", "FNNNN"),
        "symptoms": {"loud": ("d",)},
        "reported": {"loud": 3},
    }
    dated = small_world(world, **parts, answers=due(b="1 June 2026", c="1 May 2026"))

    assert [each[0] for each in early(dated.plan(12, phases=1, **LEFT))] == ["c"]
    assert [each[0] for each in early(dated.plan(16, phases=1, **LEFT))] == ["c", "b", "d"]
    assert [each[0] for each in early(small_world(world, **parts).plan(12, phases=1, **LEFT))] == ["d"]


@pytest.mark.parametrize(("on", "begins"), [("2 February 2026", True), ("5 April 2026", True), ("6 April 2026", False)])
def test_a_date_before_phase_1_ends_begins_early_beside_its_own_step(world: Build, on: str, *, begins: bool) -> None:
    """Phase 1 has a step of each practice, and ends on 5 April: only then may the step of b be done."""
    small = small_world(world, efforts={"a": (10,) * 5, "b": (4,) * 5}, reported={}, answers=due(b=on))

    roadmap = small.plan(20, **LEFT)

    assert {"a", "b"} <= {each.step.practice for each in roadmap.phases[0].steps}
    assert early(roadmap) == ([("b", 2, 2)] if begins else [])
    assert [each.why for each in roadmap.phases[0].early] == [
        "Worth doing now: the answers mention a date before phase 1 ends."
    ] * begins


def date_beside_a_loud_symptom(world: Build, on: str) -> Any:
    """Return a world whose phases of 20 days have room for a, with 4 days, beside what hurts most, and nothing else."""
    return small_world(
        world,
        efforts={"a": (4,) * 5, "b": (15,) * 5, "c": (16,) * 5},
        weights={"a": 9, "b": 1, "c": 1},
        ratings=dict.fromkeys("abc", "FNNNN"),
        symptoms={"loud": ("c",)},
        reported={"loud": 3},
        own_targets={"a": 2},
        answers=due(b=on),
    )


@pytest.mark.parametrize(
    ("on", "begins", "second"),
    [("31 March 2026", [("b", 2, 3), ("c", 2, 2)], ["c"]), ("30 June 2026", [], ["b"])],
    ids=["in phase 1", "in phase 2"],
)
def test_what_a_date_in_phase_1_calls_for_begins_before_any_step_that_can_wait(
    world: Build, on: str, begins: list[tuple[str, int, float]], second: list[str]
) -> None:
    """Its three days put off what hurts most. A later date isn't reason enough for this, as the step comes in time."""
    roadmap = date_beside_a_loud_symptom(world, on).plan(20, **LEFT)

    assert early(roadmap) == begins
    assert [each.step.practice for each in roadmap.phases[1].steps][:1] == second


def test_no_early_action_costs_the_entry_practice_its_place_or_anything_a_deadline(world: Build) -> None:
    """The steps that phase 1 must have take all of its 20 days."""
    small = date_beside_a_loud_symptom(world, "31 March 2026")

    assert early(small.plan(20, deadlines={"c": 1}, targets={"c": 2}, **LEFT)) == []
    assert early(small.plan(4, phases=9, **LEFT)) == []


@pytest.mark.parametrize(
    ("words", "starts", "usual"),
    [
        ("Due on 30 June 2026", "Ask who owns each account.", True),
        ("Accounts without owner, due on 30 June 2026", "Ask who owns each account.", True),
        ("The insurer wants two-step sign-in by 30 September 2026", "Ask who owns each account in September.", False),
    ],
    ids=["nothing but the date", "about the same", "about something else"],
)
def test_what_is_due_begins_with_a_list_if_the_usual_start_is_about_something_else(
    world: Build, words: str, starts: str, *, usual: bool
) -> None:
    """A month that both name isn't a word in common."""
    small = small_world(world, reported={}, answers={"b.2": Answer(Rating.N, comment=words)})
    (found,) = [each for each in small.scores.practice["b"].statements if each.statement.id == "b.2"]
    on = dated_practices(small.scores, settings())["b"]

    task = first_task(found, on, starts)

    assert (task == starts) is usual
    assert usual or task == "List what has to be in place by 30 Sep 2026, what is missing, and who provides it."
