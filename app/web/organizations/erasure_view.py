"""The view model of an erasure: how deleting a person's answers changes the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.assessments.states import CLOSED
from app.deletion.erasure import ErasureEffect, FigureChange
from practices_catalog.model import Catalogue
from questionnaires.scoring.model import PracticeScore, PracticeStatus
from reports.views import figures

STATUSES = {
    PracticeStatus.NOT_ASSESSED: "not assessed",
    PracticeStatus.NOT_APPLICABLE: "not applicable",
}


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A practice's level and index, with and without the answers."""

    practice: str
    level_before: str
    level_after: str
    index_before: str
    index_after: str


@dataclass(frozen=True, slots=True)
class EffectView:
    """An assessment; `is_shown` is False if the changes would reveal anonymous answers."""

    assessment: str
    answers: str
    is_shown: bool
    is_closed: bool
    changes: tuple[ChangeView, ...]


def effect_views(catalogue: Catalogue, effects: Sequence[ErasureEffect]) -> list[EffectView]:
    """Return the effects as the page shows them."""
    return [
        EffectView(
            effect.assessment.name,
            "" if effect.changes is None else figures.count(effect.answers, "answer"),
            effect.changes is not None,
            effect.assessment.state is CLOSED,
            tuple(_change(catalogue, each) for each in effect.changes or ()),
        )
        for effect in effects
    ]


def _change(catalogue: Catalogue, change: FigureChange) -> ChangeView:
    practice = catalogue.practice.get(change.practice)
    return ChangeView(
        practice.name if practice else change.practice,
        _level(change.before),
        _level(change.after),
        figures.index(change.before.index, change.before.index_upper),
        figures.index(change.after.index, change.after.index_upper),
    )


def _level(score: PracticeScore) -> str:
    return STATUSES.get(score.status) or figures.level_range(score.level, score.level_upper)
