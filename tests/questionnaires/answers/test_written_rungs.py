"""A ladder is written as its rung, so that changing the rung in a file changes the answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from questionnaires.answers.answers_sheet import ID, RATING, REASON, RUNG
from questionnaires.answers.model import Answer, Respondent, Response
from questionnaires.answers.template import Template
from questionnaires.answers.writing import response_bytes
from questionnaires.model import Rating

if TYPE_CHECKING:
    from tests.questionnaires.answers.conftest import Desk

F, N, L, NA, DK = Rating.F, Rating.N, Rating.L, Rating.NA, Rating.DK


def response(practice: str, *answers: Answer | Rating | None) -> Response:
    """Return a response to one practice."""
    given = [each if isinstance(each, Answer) else Answer(each) for each in answers]
    said = {f"{practice}.{level}": each for level, each in enumerate(given, 1) if each != Answer(None)}
    return Response("quick-scan", Respondent("r1"), answers=said)


def sheet_of(path: Path) -> dict[str, Any]:
    """Return the rows of the sheet of answers by id."""
    return {str(row[ID].value): row for row in load_workbook(path)["Answers"].iter_rows() if len(row) > ID}


@pytest.mark.parametrize(
    ("answers", "rung"),
    [
        ((F, F, N, N, N), "2"),
        ((N, N, N, N, N), "0"),
        ((F, F, F, F, F), "5"),
        ((DK, DK, DK, DK, DK), "DK"),
        (tuple(Answer(NA, reason=f"why {level}") for level in range(5)), "NA"),
        ((F, F, L, N, N), None),
        ((F, N, F, N, N), None),
        ((F, F, N, N, None), None),
        ((NA, NA, NA, NA, NA), None),
    ],
)
def test_the_workbook_has_the_rung_instead_of_single_ratings(
    answers: tuple[Answer | Rating | None, ...], rung: str | None, desk: Desk
) -> None:
    """If a rung gives exactly the ratings, it is in column D and column E is empty; otherwise, it's the reverse."""
    written = sheet_of(desk.write("a.xlsx", response("service-desk", *answers)))

    assert (written["service-desk"][RUNG].value or None) == rung
    ratings = [written[f"service-desk.{level}"][RATING].value or None for level in range(1, 6)]
    given = [each.rating if isinstance(each, Answer) else each for each in answers]
    assert ratings == ([None] * 5 if rung else given)
    assert (written["service-desk"][REASON].value or None) == ("why 0" if rung == "NA" else None)


def test_a_rung_changed_in_the_workbook_changes_the_answers(desk: Desk) -> None:
    """Evidence stays where it was."""
    said = response("service-desk", F, Answer(F, evidence="call list", comment="nights differ"), N, N, N)
    path = desk.write("a.xlsx", said)
    book: Any = load_workbook(path)
    next(row for row in book["Answers"].iter_rows() if row[ID].value == "service-desk")[RUNG].value = "3"
    book.save(path)

    back = desk.read(path)

    assert [back.answers[f"service-desk.{level}"].rating for level in range(1, 6)] == [F, F, F, N, N]
    assert back.answers["service-desk.2"] == Answer(F, evidence="call list", comment="nights differ")
    assert back.overridden_rungs == ()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.csv", "service-desk,2,"),
        ("a.yaml", "\n  service-desk: 2\n"),
        ("a.json", '"service-desk": "2"'),
    ],
)
def test_the_other_formats_have_the_rung_too(name: str, written: str, desk: Desk) -> None:
    """A rung in CSV, YAML or JSON is written where a person would write it."""
    text = desk.write(name, response("service-desk", F, F, N, N, N)).read_text(encoding="utf-8-sig")

    assert written in text


def test_a_rung_that_single_ratings_override_is_named(desk: Desk) -> None:
    """A rung has no effect if all statements have their own rating, and one of them differs."""
    rows = "".join(f"service-desk.{level},,{rating}\n" for level, rating in enumerate("FFNNN", 1))
    overridden = desk.save("a.csv", f"statement,rung,rating\nservice-desk,4,\n{rows}")
    equal = desk.save("b.csv", f"statement,rung,rating\nservice-desk,2,\n{rows}")
    partly = desk.save("c.csv", "statement,rung,rating\nservice-desk,4,\nservice-desk.1,,P\n")

    assert desk.read(overridden).overridden_rungs == ("service-desk",)
    assert desk.read(equal).overridden_rungs == ()
    assert desk.read(partly).overridden_rungs == ()


def test_only_the_assessors_workbook_has_the_sheet_for_consensus(desk: Desk) -> None:
    """The instructions of a respondent's workbook don't mention the sheet either, and its minutes are for its part."""
    few = desk.questionnaire.without(["problem-management", "service-desk"])
    template = replace(Template.of(few, desk.catalogue, desk.triage, None), for_assessor=False)
    path = desk.folder / "a.xlsx"
    path.write_bytes(response_bytes(path, template))

    book = load_workbook(path)

    said = "\n".join(str(row[0]) for row in book["Instructions"].iter_rows(values_only=True))
    assert "Consensus" not in book.sheetnames
    assert "Consensus" not in said
    assert f"takes about {few.minutes} minutes" in said
    assert few.minutes == -(-desk.questionnaire.minutes // 3)
    assert desk.read(path).answers == {}
