"""The view model of one practice's changes between two assessments, in words and statement by statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.running.content import Content
from app.web.results.answers_view import rating_code
from questionnaires.scoring.comparison import PracticeChange, StatementChange
from questionnaires.scoring.model import PracticeScore, Scores
from reports.views import figures
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
        why=_why(change, then, now),
        now=gate_sentence(change.after, now.method) if change.after and change.after.has_figures else "",
        statements=tuple(_line(each) for each in change.statements if each.is_change) if change.bridge else (),
    )


def _why(change: PracticeChange, then: Scores, now: Scores) -> str:
    """Explain the change in a sentence or two."""
    questionnaire, rated = change.levels_from_questionnaire, change.levels_from_ratings
    if change.before is None or change.after is None:
        which, scores = ("earlier", then) if change.before is None else ("later", now)
        was = practice_tile(scores, change.practice).words
        return f"This practice was {was} in the {which} assessment, so there is nothing to compare."
    if questionnaire is None or rated is None:
        return _without_level(change.before, change.after)
    if not questionnaire and not rated:
        return "The level is unchanged."
    parts = [(rated, "because ratings changed"), (questionnaire, "because the questionnaire changed")]
    said = [f"{levels_moved(levels)} {source}" for levels, source in parts if levels]
    if not rated:
        return f"{figures.capital(said[0])}, not because the work changed."
    return f"{figures.capital(figures.listed(said))}."


def levels_moved(levels: int) -> str:
    """Return `one level up`, `2 levels down`."""
    many = "one level" if abs(levels) == 1 else f"{abs(levels)} levels"
    return f"{many} {'up' if levels > 0 else 'down'}"


def _without_level(before: PracticeScore, after: PracticeScore) -> str:
    missing = [(score, when) for score, when in ((before, "earlier"), (after, "later")) if not score.has_figures]
    if not missing:
        return "The practice has no level, so its change can't be shown."
    said = [f"{score.status.value.replace('-', ' ')} in the {when} assessment" for score, when in missing]
    return f"The practice was {figures.listed(said)}, so its change can't be shown."


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
