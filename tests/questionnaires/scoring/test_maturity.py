"""Maturity if a questionnaire asks about only some of the practices."""

from __future__ import annotations

from collections.abc import Callable

from questionnaires.scoring.maturity import maturity
from questionnaires.scoring.model import Component, PracticeScore


def test_a_practice_that_nobody_asked_about_leaves_the_component_open(
    practice: Callable[..., PracticeScore],
) -> None:
    """One of two practices says nothing about the lowest of both."""
    asked = {"a": practice("F F F F F")}

    assert maturity(["a"], asked).components[Component.PRACTICES] == 5
    assert maturity(["a", "b"], asked).components[Component.PRACTICES] is None
