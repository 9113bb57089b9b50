"""Files that we write read back as the same response, in every format and with every field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from questionnaires.answers.model import Answer, Consensus, Organization, Respondent, Response
from questionnaires.answers.text import clean, one_line
from questionnaires.model import Rating

if TYPE_CHECKING:
    from tests.questionnaires.answers.conftest import Desk

ENDINGS = ("xlsx", "csv", "yaml", "json")
IDS = [f"{p}.{k}" for p in ("incident-management", "problem-management", "service-desk") for k in range(1, 6)]
SYMPTOMS = ("repeat-incidents", "failed-changes", "missed-targets")

odd = st.sampled_from(
    ["=1+1", "'=x", "''-3", "+49 30", "@me", "-", "NA", "null", "no", "012", "3-4", "a,b;c\td", 'say "x"', "a: b # c",
     "{{ 7*7 }}", "<b>&amp;</b>", "_x000D_", "x_x005F_y", "x005F_", "two\nlines", "\u0645\u0631\u062d\u0628\u0627",
     "\u4e2d\u6587", "\U0001f600", "e\u0301", "\u00a0x\u00a0", "\uff1dSUM(A1)",
     "organization.name", "sep=;", "50 %", "\\n", "]]>"]
)  # fmt: skip
texts = (odd | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)).map(clean)
lines = texts.map(one_line)
filled = texts.filter(bool)
answers = st.builds(Answer, st.sampled_from([*Rating, None]), texts, texts, texts).map(
    lambda a: replace(a, reason=a.reason or "no own desk") if a.rating is Rating.NA else a
)
agreed = st.builds(Consensus, st.sampled_from([r for r in Rating if r is not Rating.DK]), filled, texts)
LADDERS = ("incident-management", "problem-management", "service-desk")
rungs = st.dictionaries(st.sampled_from(LADDERS), st.sampled_from([*range(6), Rating.NA, Rating.DK]))


def climbed(said: dict[str, Answer], rungs: dict[str, int | Rating]) -> dict[str, Answer]:
    """Return answers with the ratings of some practices as a rung gives them, and their texts as they are."""
    rated = {}
    for practice, rung in rungs.items():
        for level in range(1, 6):
            statement = f"{practice}.{level}"
            rating = rung if isinstance(rung, Rating) else Rating.F if level <= rung else Rating.N
            before = said.get(statement, Answer(None))
            reason = before.reason or (f"reason {level}" if rating is Rating.NA else "")
            rated[statement] = replace(before, rating=rating, reason=reason)
    return {**said, **rated}


responses = st.builds(
    Response,
    questionnaire=st.just("quick-scan"),
    respondent=st.builds(Respondent, lines.filter(bool), lines, lines),
    organization=st.builds(Organization, lines, lines, st.none() | st.integers(1, 9_999_999)),
    assessed_on=st.just("") | st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(date.isoformat),
    answers=st.builds(
        climbed, st.dictionaries(st.sampled_from(IDS), answers.filter(lambda a: a != Answer(None))), rungs
    ),
    triage=st.dictionaries(st.sampled_from(SYMPTOMS), st.integers(0, 3)),
    consensus=st.dictionaries(st.sampled_from(IDS), agreed, max_size=4),
)
EVERY_SPELLING = Response(
    questionnaire="quick-scan",
    respondent=Respondent("r1", "Head of IT", "it-leader"),
    answers={
        "service-desk.1": Answer(Rating.NA, reason="no desk of our own"),
        "service-desk.2": Answer(Rating.DK),
        "service-desk.4": Answer(None, comment="not answered, and why"),
    },
)


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(response=responses)
@example(response=EVERY_SPELLING)
def test_a_response_survives_writing_and_reading(
    ending: str, response: Response, tmp_path: Path, desk_in: Callable[[Path], Desk]
) -> None:
    """Every field of every generated response comes back, whatever characters it contains."""
    desk = desk_in(tmp_path)
    path = desk.write(f"a.{ending}", response)

    back = desk.read(path)

    assert replace(back, source="") == response


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_template_is_a_response_without_answers(ending: str, desk: Desk) -> None:
    """A template that nobody filled in has no answers, and its file name gives the respondent's id."""
    response = desk.read(desk.write(f"Anna Müller.{ending}"))

    assert response == Response("quick-scan", Respondent("anna-müller"), source=f"Anna Müller.{ending}")


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_response_gives_the_same_bytes(ending: str, desk: Desk) -> None:
    """No time, host or user name gets into a file."""
    first = desk.write(f"a.{ending}", EVERY_SPELLING).read_bytes()

    assert desk.write(f"b.{ending}", EVERY_SPELLING).read_bytes() == first
