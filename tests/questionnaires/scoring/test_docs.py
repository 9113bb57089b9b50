"""docs/scoring.md has every heading that the code refers to, and its table of examples is correct."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from questionnaires.model import Method
from questionnaires.scoring.model import PracticeScore
from tests.support.checkout import ROOT

TEXT = (ROOT / "docs" / "scoring.md").read_text("utf-8")
HEADINGS = set(re.findall(r"^## (.+)$", TEXT, re.MULTILINE))
POINTER = re.compile(r'Source: docs/scoring\.md, "([^"]+)"')
EXAMPLES = re.findall(r"^\| ([NPLFA ]+) \| (\d) \| (\d) \| (\d) \| ([\d/]+) \|", TEXT, re.MULTILINE)


def test_every_source_line_refers_to_a_heading() -> None:
    """A rule in the code names its explanation."""
    code = [path.read_text("utf-8") for path in (ROOT / "questionnaires").rglob("*.py")]
    named = {heading for text in code for heading in POINTER.findall(text)}

    assert len(named) >= 8
    assert named <= HEADINGS


def test_every_heading_has_an_example() -> None:
    """Each has one worked example, except for the laws."""
    sections = re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]

    lacking = [section.splitlines()[0] for section in sections if "*Example" not in section]
    assert lacking == ["What always holds"]


@pytest.mark.parametrize(("sheet", "levels", "index"), [(row[0], row[1:4], row[4]) for row in EXAMPLES])
def test_the_examples_of_levels_are_true(
    practice: Callable[..., PracticeScore], sheet: str, levels: tuple[str, ...], index: str
) -> None:
    """Each row of the table is scored."""
    score = practice(sheet)

    assert score.levels == dict(zip(Method, map(int, levels), strict=True))
    assert score.index == Fraction(index)


def test_the_table_of_examples_is_found() -> None:
    """All rows are read."""
    assert len(EXAMPLES) == 8
