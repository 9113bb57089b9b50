"""The figures of saved assessments, computed once for all pages and again whenever anything behind them changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Generic, Protocol, TypeVar

from sqlalchemy import URL
from sqlalchemy.orm import Session

from app.assessments.fingerprints import fingerprints_of
from app.assessments.loading import assessments_of, questionnaires_of
from app.assessments.naming import Names, rescored
from app.running.cache import StateCache
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.storage.database import only_reads
from questionnaires.model import Method
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score

Value = TypeVar("Value")
Key = tuple[URL, str, Method]
MOST_ANSWERS = 50_000  # about 30 MB


class Maker(Protocol[Value]):
    """Compute a value for each assessment, by id; `method` overrides the methods of the assessments."""

    def __call__(
        self, session: Session, content: Content, rows: Sequence[AssessmentRow], method: Method | None = None, /
    ) -> dict[str, Value]:
        """Compute the values, in a constant number of queries."""


class CachedFigures(Generic[Value]):
    """Figures of assessments, cached by this process until anything behind them changes."""

    def __init__(self, make: Maker[Value], cache: StateCache[Key, Value]) -> None:
        self._make, self._cache = make, cache

    def of(
        self, session: Session, content: Content, rows: Sequence[AssessmentRow], method: Method | None = None
    ) -> dict[str, Value]:
        """Return the value of each assessment, by id.

        A session that writes may see changes that are rolled back later, so its figures aren't cached.
        """
        if not only_reads(session):
            return self._make(session, content, rows, method)
        database = session.get_bind().engine.url  # two databases can have the same ids and versions
        fingerprints = fingerprints_of(session, rows)
        # The figures of an assessment depend on the method.
        by_key = {(database, row.id, method or Method(row.method)): row for row in rows}

        def make_missing(missing: Sequence[Key]) -> dict[Key, Value]:
            made = self._make(session, content, [by_key[key] for key in missing], method)
            return {key: made[by_key[key].id] for key in missing}

        found = self._cache.get_all({key: (content, fingerprints[row.id]) for key, row in by_key.items()}, make_missing)
        return {row.id: found[key] for key, row in by_key.items()}


def scores_of(session: Session, content: Content, row: AssessmentRow) -> Scores:
    """Return all figures of a saved assessment."""
    return scores_of_all(session, content, [row])[row.id]


def scores_of_all(
    session: Session, content: Content, rows: Sequence[AssessmentRow], method: Method | None = None
) -> dict[str, Scores]:
    """Return all figures of saved assessments by id; `method` overrides the methods of the assessments."""
    return _SCORES.of(session, content, rows, method)


def unnamed_scores_of_all(
    session: Session, content: Content, rows: Sequence[AssessmentRow], method: Method | None = None
) -> dict[str, Scores]:
    """Return the same figures as `scores_of_all`, for assessments without their respondents' names."""
    return _UNNAMED.of(session, content, rows, method)


def fresh_scores(
    session: Session,
    content: Content,
    rows: Sequence[AssessmentRow],
    method: Method | None = None,
    without: Collection[str] = (),
) -> dict[str, Scores]:
    """Return the figures, computed now and not cached.

    Args:
        without: the ids of respondents whose answers don't count.
    """
    questionnaires = questionnaires_of(session, rows)
    assessments = assessments_of(session, rows, without)
    return {
        row.id: score(
            content.catalogue,
            questionnaires[row.id],
            content.triage,
            assessments[row.id],
            method or Method(row.method),
        )
        for row in rows
    }


def _make_unnamed(
    session: Session, content: Content, rows: Sequence[AssessmentRow], method: Method | None = None
) -> dict[str, Scores]:
    named = scores_of_all(session, content, rows, method)
    return {key: rescored(content, scores, Names.NONE) for key, scores in named.items()}


def _size(scores: Scores) -> int:
    answers = sum(len(response.answers) for response in scores.assessment.responses)
    return answers + len(scores.questionnaire.statements)


_SCORES: CachedFigures[Scores] = CachedFigures(fresh_scores, StateCache(MOST_ANSWERS, _size))
_UNNAMED: CachedFigures[Scores] = CachedFigures(_make_unnamed, StateCache(MOST_ANSWERS, _size))
