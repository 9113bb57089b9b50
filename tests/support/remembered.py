"""Scores, roadmaps and views of roadmaps, computed once per process: many tests begin with the same answers.

All of them come from pure functions and are immutable. SQL statements are compiled only once, too.
"""

from __future__ import annotations

import pickle
from collections.abc import Hashable
from functools import cache
from threading import Lock
from typing import Any

import pytest
from cachetools import LRUCache, cached
from sqlalchemy import Engine, create_engine

from app.assessments import files, naming, scores
from app.planning import roadmaps
from app.storage import database
from app.web.roadmap import plan_view
from practices_catalog.model import Catalogue
from questionnaires.answers.model import Assessment
from questionnaires.model import Method, Questionnaire, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from reports.views.subject import Subject
from roadmaps.planner import plan


def remember(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the application's pages and commands share what they compute."""
    monkeypatch.setattr(scores, "score", _score)
    monkeypatch.setattr(naming, "score", _score)
    monkeypatch.setattr(files, "score", _score)
    monkeypatch.setattr(roadmaps, "plan", _plan)
    monkeypatch.setattr(plan_view, "Subject", _subject)
    monkeypatch.setattr(database, "create_engine", _engine)


def _engine(url: str, **options: Any) -> Engine:
    """Create an engine as SQLAlchemy does, except that engines for SQLite share their compiled statements."""
    engine = create_engine(url, **options)
    if url.startswith("sqlite"):
        # SQLAlchemy caches compiled statements per dialect object, and each test has its own engine.
        engine.dialect, engine._compiled_cache = _shared().dialect, _shared()._compiled_cache  # noqa: SLF001
    return engine


@cache
def _shared() -> Engine:
    engine = create_engine("sqlite://")
    engine.connect().close()  # the first connection sets up the dialect
    engine.dispose()
    return engine


class _Same:
    """An object that equals only itself, whatever its content; it stays alive so that its id is never reused."""

    def __init__(self, it: object) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it


def _score_key(
    catalogue: Catalogue,
    questionnaire: Questionnaire,
    triage: Triage,
    assessment: Assessment,
    method: Method | None = None,
) -> Hashable:
    return _Same(catalogue), _Same(triage), pickle.dumps((questionnaire, assessment, method))


def _plan_key(catalogue: Catalogue, triage: Triage, scores: Scores, *others: object) -> Hashable:
    return _Same(catalogue), _Same(triage), _Same(scores), pickle.dumps(others)


def _subject_key(*parts: object) -> Hashable:
    return tuple(map(_Same, parts))


_score = cached(LRUCache(100), _score_key, Lock())(score)
_plan = cached(LRUCache(300), _plan_key, Lock())(plan)
_subject = cached(LRUCache(100), _subject_key, Lock())(Subject)  # a subject keeps the views that were made of it
