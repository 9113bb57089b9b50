"""The figures of stored assessments, which all pages share: made once, and again when anything behind them changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Generic, Protocol, TypeVar

from sqlalchemy import URL
from sqlalchemy.orm import Session

from app.assessments.fingerprints import fingerprints_of
from app.assessments.loading import assessments_of, questionnaires_of
from app.running.cache import StateCache
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.storage.database import only_reads
from questionnaires.scoring.model import Method, Scores
from questionnaires.scoring.score import score

Value = TypeVar("Value")
Key = tuple[URL, str, Method]
MOST_ANSWERS = 50_000  # about 30 MB


class Maker(Protocol[Value]):
    """Makes something of some assessments by id, each by its own method unless one is named for all."""

    def __call__(
        self, session: Session, content: Content, rows: Sequence[AssessmentRow], method: Method | None = None, /
    ) -> dict[str, Value]:
        """Make it in a constant number of SQL statements."""


class CachedFigures(Generic[Value]):
    """Figures of assessments, cached by this process until anything behind them changes."""

    def __init__(self, make: Maker[Value], cache: StateCache[Key, Value]) -> None:
        self._make, self._cache = make, cache

    def of(
        self, session: Session, content: Content, rows: Sequence[AssessmentRow], method: Method | None = None
    ) -> dict[str, Value]:
        """Return it by the assessments' ids.

        A session that writes may see changes that are rolled back later, so its figures aren't cached.
        """
        if not only_reads(session):
            return self._make(session, content, rows, method)
        database = session.get_bind().engine.url  # the versions of two databases say nothing about one another
        states = fingerprints_of(session, rows)
        by_key = {(database, row.id, method or Method(row.method)): row for row in rows}

        def make_missing(missing: Sequence[Key]) -> dict[Key, Value]:
            made = self._make(session, content, [by_key[key] for key in missing], method)
            return {key: made[by_key[key].id] for key in missing}

        found = self._cache.get_all({key: (content, states[row.id]) for key, row in by_key.items()}, make_missing)
        return {row.id: found[key] for key, row in by_key.items()}


def scores_of(session: Session, content: Content, row: AssessmentRow) -> Scores:
    """Return all figures of a stored assessment."""
    return scores_of_all(session, content, [row])[row.id]


def scores_of_all(
    session: Session, content: Content, rows: Sequence[AssessmentRow], method: Method | None = None
) -> dict[str, Scores]:
    """Return all figures of some stored assessments by id, each by its own method unless one is named for all."""
    return _SCORES.of(session, content, rows, method)


def fresh_scores(
    session: Session,
    content: Content,
    rows: Sequence[AssessmentRow],
    method: Method | None = None,
    without: Collection[str] = (),
) -> dict[str, Scores]:
    """Return the figures, made now and not cached.

    Args:
        without: ids of respondents whose answers are not to count.
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


def _weigh(scores: Scores) -> int:
    said = sum(len(response.answers) for response in scores.assessment.responses)
    return said + len(scores.questionnaire.statements)


_SCORES: CachedFigures[Scores] = CachedFigures(fresh_scores, StateCache(MOST_ANSWERS, _weigh))
