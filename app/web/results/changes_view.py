"""What moved in one practice between two assessments, in words and statement by statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.running.content import Content
from app.web.results.voices_view import code
from questionnaires.scoring.comparison import PracticeChange, StatementChange
from questionnaires.scoring.model import PracticeScore, Scores
from reports.views import figures
from reports.views.gate import gate_sentence
from reports.views.marks import Tile, practice_tile


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement that changed: letters of its ratings ("" where a questionnaire lacks it), and what else changed.

    Attributes:
        earlier_text: the wording that was rated before, "" where it is the same.
    """

    text: str
    earlier_text: str
    has_before: bool
    before: str | None
    has_after: bool
    after: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A practice that moved."""

    id: str
    name: str
    before: Tile
    after: Tile
    index: str
    why: str
    now: str
    statements: tuple[StatementLine, ...]


def moved_practice(content: Content, change: PracticeChange, then: Scores, now: Scores) -> Moved:
    """Return what moved in a practice between two scores made by one method."""
    known = content.catalogue.practice.get(change.practice)
    indexes = [figures.index(score.index, score.index_upper) for score in (change.before, change.after) if score]
    return Moved(
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
    """Return where the movement comes from, in a sentence or two."""
    asked, rated = change.levels_from_questionnaire, change.levels_from_ratings
    if change.before is None or change.after is None:
        which, scores = ("earlier", then) if change.before is None else ("later", now)
        was = practice_tile(scores, change.practice).words
        return f"It was {was} in the {which} assessment, so there is nothing to compare."
    if asked is None or rated is None:
        return _without_level(change.before, change.after)
    if not asked and not rated:
        return "The level stayed."
    parts = [(rated, "from other ratings"), (asked, "from the questionnaire's version alone")]
    said = [f"{levels_moved(levels)} {source}" for levels, source in parts if levels]
    if not rated:
        return f"{figures.capital(said[0])}: no change in the work."
    return f"{figures.capital(figures.listed(said))}."


def levels_moved(levels: int) -> str:
    """Return `one level up`, `2 levels down`."""
    many = "one level" if abs(levels) == 1 else f"{abs(levels)} levels"
    return f"{many} {'up' if levels > 0 else 'down'}"


def _without_level(before: PracticeScore, after: PracticeScore) -> str:
    bare = [(score, which) for score, which in ((before, "Before"), (after, "Now")) if not score.has_figures]
    said = [f"{which} it was {score.status.value.replace('-', ' ')}" for score, which in bare]
    return f"{figures.listed(said) or 'It has no level'}, so no movement can be told."


def _line(change: StatementChange) -> StatementLine:
    present = change.after or change.before
    assert present is not None  # noqa: S101 - a change is of something
    reworded = change.before.statement.text if change.before and change.reworded else ""
    return StatementLine(
        text=present.statement.text,
        earlier_text=reworded,
        has_before=change.before is not None,
        before=code(change.before) if change.before else None,
        has_after=change.after is not None,
        after=code(change.after) if change.after else None,
        notes=tuple(_notes(change)),
    )


def _notes(change: StatementChange) -> Sequence[str]:
    if change.before is None:
        return ["New in the later questionnaire"]
    if change.after is None:
        return ["Dropped from the later questionnaire"]
    notes = []
    if change.moved_level:
        notes.append(f"Moved from level {change.before.statement.level} to {change.after.statement.level}")
    if change.reworded:
        notes.append("Worded anew")
    return notes
