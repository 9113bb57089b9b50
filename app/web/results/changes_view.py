"""The view model of one practice's changes between two assessments, in words and statement by statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.running.content import Content
from app.web.results.answers_view import rating_code
from questionnaires.scoring.comparison import PracticeChange, StatementChange
from questionnaires.scoring.model import Scores
from reports.views import figures
from reports.views.changes import change_sentence
from reports.views.gate import gate_sentence
from reports.views.marks import Tile, practice_tile


@dataclass(frozen=True, slots=True)
class StatementChangeRow:
    """A statement that changed: its two ratings, and what else changed.

    Attributes:
        earlier_text: the earlier wording, "" if it is the same.
        has_before, has_after: whether each questionnaire has the statement.
    """

    text: str
    earlier_text: str
    has_before: bool
    before: str | None
    has_after: bool
    after: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedPractice:
    """A practice that changed."""

    id: str
    name: str
    before: Tile
    after: Tile
    index: str
    why: str
    now: str
    statements: tuple[StatementChangeRow, ...]


def changed_practice(content: Content, change: PracticeChange, then: Scores, now: Scores) -> ChangedPractice:
    """Return what changed in a practice between two scores that use the same method."""
    known = content.catalogue.practice.get(change.practice)
    indexes = [figures.index(score.index, score.index_upper) for score in (change.before, change.after) if score]
    return ChangedPractice(
        id=change.practice,
        name=known.name if known else change.practice,
        before=practice_tile(then, change.practice),
        after=practice_tile(now, change.practice),
        index=" \u2192 ".join(indexes),
        why=change_sentence(change, then, now),
        now=gate_sentence(change.after, now.method) if change.after and change.after.has_figures else "",
        statements=tuple(_line(each) for each in change.statements if each.is_change) if change.bridge else (),
    )


def _line(change: StatementChange) -> StatementChangeRow:
    present = change.after or change.before
    assert present is not None  # noqa: S101 - a change has at least one side
    reworded = change.before.statement.text if change.before and change.reworded else ""
    return StatementChangeRow(
        text=present.statement.text,
        earlier_text=reworded,
        has_before=change.before is not None,
        before=rating_code(change.before) if change.before else None,
        has_after=change.after is not None,
        after=rating_code(change.after) if change.after else None,
        notes=tuple(_notes(change)),
    )


def _notes(change: StatementChange) -> Sequence[str]:
    if change.before is None:
        return ["New in the later questionnaire"]
    if change.after is None:
        return ["Removed from the later questionnaire"]
    notes = []
    if change.moved_level:
        notes.append(f"Moved from level {change.before.statement.level} to {change.after.statement.level}")
    if change.reworded:
        notes.append("Reworded")
    return notes
