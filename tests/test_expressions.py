"""Every regular expression takes time proportional to the length of the text, whatever the text is."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from tests.support.expressions import Expression, HardText, expressions, hard_texts

SHORT = 4_000
NOTICED_SECONDS = 0.00075
MOST_RATIO = 8  # linear is 4, quadratic is 16
SURELY_LINEAR = 5
DEPENDING_ON_DATA = {
    "app/deletion/erasure.py": "whole names, escaped, without any repetition",
    "questionnaires/diagnosis.py": "words of the triage, escaped, without any repetition",
    "reports/findings/words.py": "one figure, escaped, without any repetition",
}
ALL = list(expressions())


@pytest.mark.parametrize(
    "expression", [each for each in ALL if each.pattern], ids=lambda each: f"{each.place}-{each.method}"
)
def test_an_expression_takes_linear_time(expression: Expression) -> None:
    """A quadratic one stops the server with a single long text."""
    assert expression.pattern

    slow = next((text for text in hard_texts(expression.pattern) if _is_quadratic(expression.run, text)), None)

    assert not slow


def test_the_test_finds_quadratic_time() -> None:
    """Otherwise, the test above would always pass."""
    pattern = re.compile(r"(?<=\w)\s*\(.*\)$")

    assert any(_is_quadratic(Expression("", pattern, "sub").run, text) for text in hard_texts(pattern))


def test_expressions_that_depend_on_data_are_known() -> None:
    """Their parts must be escaped and must not repeat."""
    assert {each.place.partition(":")[0] for each in ALL if each.pattern is None} == set(DEPENDING_ON_DATA)


def _is_quadratic(run: Callable[[str], object], text: HardText) -> bool:
    """Return whether four times the length takes far more than four times the CPU time."""
    first = _seconds(run, text.of(SHORT // 4))
    if first * 16 < NOTICED_SECONDS:
        return False
    if _seconds(run, text.of(SHORT)) < max(NOTICED_SECONDS, SURELY_LINEAR * first):
        return False
    ratios = (_seconds(run, text.of(4 * SHORT)) / _seconds(run, text.of(SHORT)) for _ in range(3))
    return all(ratio > MOST_RATIO for ratio in ratios)  # stops at the first that is not


def _seconds(run: Callable[[str], object], text: str) -> float:
    start = time.thread_time()
    run(text)
    return time.thread_time() - start
