"""Builders of small assessments in a shorthand, so that a test reads like the sheet that someone filled in.

Spaces separate levels, commas the statements of a level, slashes the respondents: `N/F L,P DK/L NA -`. A dash is
unanswered, a star behind a rating is evidence. A practice with one statement a level is a ladder with ids
`<practice>.<level>`; else statements are called `<practice>.<level>.a`, `b`, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from practices_catalog import model as catalog
from questionnaires.answers.model import Answer, Assessment, Consensus, Organization, Respondent, Response
from questionnaires.model import Dimension, Method, Questionnaire, Rating, Statement, Triage
from questionnaires.scoring.consolidation import consolidate
from questionnaires.scoring.model import PracticeScore, Scores
from questionnaires.scoring.score import practice_score, score

EMPTY_TRIAGE = Triage("", ("", "", "", ""), ())


def _statements(practice: str, sheet: str) -> list[Statement]:
    levels = [cell.split(",") for cell in sheet.split()]
    ladder = all(len(cells) == 1 for cells in levels)
    return [
        Statement(
            id=f"{practice}.{level}" if ladder else f"{practice}.{level}.{chr(ord('a') + number)}",
            practice=practice,
            success_factor="first",
            dimension=Dimension.ORGANIZATIONS_PEOPLE,
            level=level,
            text="",
            evidence="",
            action="",
        )
        for level, cells in enumerate(levels, start=1)
        for number in range(len(cells))
    ]


def _answers(statements: Sequence[Statement], sheet: str, voice: int) -> dict[str, Answer]:
    cells = [cell.split("/") for level in sheet.split() for cell in level.split(",")]
    given = {s.id: cell[voice] for s, cell in zip(statements, cells, strict=True) if voice < len(cell)}
    return {
        statement: Answer(Rating(word.rstrip("*")), evidence="seen" if word.endswith("*") else "")
        for statement, word in given.items()
        if word != "-"
    }


def _assess(
    sheets: Mapping[str, str], consensus: Mapping[str, str], changes: Mapping[str, Mapping[str, Any]]
) -> tuple[Questionnaire, Assessment]:
    statements = [s for practice, sheet in sheets.items() for s in _statements(practice, sheet)]
    count = max(len(cell.split("/")) for sheet in sheets.values() for cell in sheet.replace(",", " ").split())
    responses = tuple(
        Response(
            "sample",
            Respondent(f"r{voice}"),
            answers={
                key: answer
                for practice, sheet in sheets.items()
                for key, answer in _answers([s for s in statements if s.practice == practice], sheet, voice).items()
            },
        )
        for voice in range(count)
    )
    settled = {key: Consensus(Rating(word), "agreed") for key, word in consensus.items()}
    changed = tuple(replace(s, **changes.get(s.id, {})) for s in statements)
    return Questionnaire("sample", "", "1", "", 1, "", changed), Assessment(
        "sample", Organization(), "", responses, settled
    )


def _practice(
    sheet: str,
    *,
    method: Method = Method.ISO_33020,
    consensus: Mapping[str, str] | None = None,
    changes: Mapping[str, Mapping[str, Any]] | None = None,
) -> PracticeScore:
    questionnaire, assessment = _assess({"p": sheet}, consensus or {}, changes or {})
    return practice_score("p", tuple(consolidate(s, assessment) for s in questionnaire.statements), method)


def _catalogue(
    practices: Sequence[str], mappings: Sequence[tuple[str, str, str, int]], requirements: Sequence[str]
) -> catalog.Catalogue:
    """Return a catalogue with the framework `fw`; a mapping is (practice, requirement, strength, level)."""
    framework = catalog.Framework(
        id="fw",
        name="A framework",
        edition="",
        owner="",
        expects_level=3,
        why_level="",
        requirements=tuple(catalog.Requirement(each, "", None, None) for each in requirements),
        mappings=tuple(
            catalog.Mapping(practice, "fw", requirement, catalog.Relation.EQUAL, catalog.Strength(strength), level, "")
            for practice, requirement, strength, level in mappings
        ),
        no_counterpart=(),
    )
    made = tuple(catalog.Practice(each, each, "", "", (), {}, (), (), (), ()) for each in practices)
    return catalog.Catalogue("itil-4", "", "", (), made, (framework,), ())


def _scores(  # noqa: PLR0913 - each has a default, and a test names the two or three that it is about
    sheets: Mapping[str, str],
    mappings: Sequence[tuple[str, str, str, int]] = (),
    requirements: Sequence[str] = ("1",),
    *,
    method: Method = Method.ISO_33020,
    consensus: Mapping[str, str] | None = None,
    changes: Mapping[str, Mapping[str, Any]] | None = None,
) -> Scores:
    questionnaire, assessment = _assess(sheets, consensus or {}, changes or {})
    return score(_catalogue(tuple(sheets), mappings, requirements), questionnaire, EMPTY_TRIAGE, assessment, method)


@pytest.fixture(scope="session")
def practice() -> Callable[..., PracticeScore]:
    """Score one practice `p` from its sheet."""
    return _practice


@pytest.fixture(scope="session")
def scores() -> Callable[..., Scores]:
    """Score several practices from their sheets, by id, with mappings to a framework `fw`."""
    return _scores


@pytest.fixture(scope="session")
def make_catalogue() -> Callable[..., catalog.Catalogue]:
    """Make a catalogue of practices with mappings to the requirements of a framework `fw`."""
    return _catalogue
