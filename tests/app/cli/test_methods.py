"""The method on the command line, and what its tables say about open answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[[str], Path]

ANSWERS = """answers:
  incident-management.1: L
  incident-management.2: F
  incident-management.3: F
  incident-management.4: P
  incident-management.5: N
  service-desk.1: DK
  service-desk.2: F
  problem-management.1: DK
  change-enablement.2: F
"""


@pytest.mark.parametrize(
    ("option", "method", "level"),
    [
        ((), "ladder", 3),
        (("--method", "iso-33020"), "iso-33020", 1),
        (("--method", "itil-self"), "itil-self", 3),
        (("--method", "ladder"), "ladder", 3),
    ],
)
def test_the_method_is_that_of_the_questionnaire_unless_another_is_chosen(
    run: Run, answers: Write, option: tuple[str, ...], method: str, level: int
) -> None:
    """L, F, F, P, N: level 3 by the ladder and itil-self, 1 by iso-33020; all three are in the document."""
    document = run("score", answers(ANSWERS), *option, "--format", "json").document

    (incident,) = (each for each in document["practices"] if each["id"] == "incident-management")
    assert (document["method"], incident["level"]) == (method, level)
    assert incident["levels"] == {"ladder": 3, "iso-33020": 1, "itil-self": 3}


def test_a_table_says_what_was_said(run: Run, answers: Write) -> None:
    """Not answered, don't know and P; no line about agreement with one respondent; a range of this result."""
    shown = " ".join(run("score", answers(ANSWERS)).out.split())

    assert "This is a first glimpse: only 7 of the 170 statements in scope are answered." in shown
    assert "level 4 is P" in shown
    assert "level 1: not answered" in shown
    assert "level 1: don't know" in shown
    assert "only “don't know” answers" in shown
    assert "Change enablement, for example, is at level 0 if these count as not met" in shown
    assert "Scored by ISO/IEC 33020, 1 practice would have a different level" in shown
    assert "Krippendorff" not in shown
    assert "disagree" not in shown


def test_an_explanation_says_what_was_said(run: Run, answers: Write) -> None:
    """A level that nobody answered isn't rated N."""
    desk = " ".join(run("explain", "service-desk", answers(ANSWERS)).out.split())

    assert "1 0% don't know" in desk
    assert "3 0% unanswered" in desk
    assert "Level 1 has no rating; P, L or F is required." in desk
    assert "agreement" not in desk
    unknown = run("explain", "problem-management", answers(ANSWERS)).out
    assert "Only “don't know” answers." in unknown
