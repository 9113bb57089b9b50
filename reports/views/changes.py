"""What changed since an earlier assessment: which practices rose and fell, and whether the work really changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.scoring.comparison import PracticeChange, compare
from questionnaires.scoring.model import PracticeScore, Scores
from reports.views import figures
from reports.views.comparison import ComparisonView, comparison_view, level_of, movement
from reports.views.gate import gate_sentence
from reports.views.marks import Tile, practice_tile
from reports.views.subject import Subject, once_per_subject

NAMED = 6
NOTHING_TO_COMPARE = "No practice has a level in both assessments, so there is nothing to compare yet."


@dataclass(frozen=True, slots=True)
class ChangedLevel:
    """A practice whose level changed.

    Attributes:
        movement: the change in levels, such as `+1`.
        why: whether ratings changed or only the questionnaire.
        now: what stops the level today; "" if nothing does.
    """

    practice: str
    before: Tile
    after: Tile
    movement: str
    why: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The chapter on what changed; the practices that fell come first, then those that rose most.

    Attributes:
        lead: what else readers should know; "" if the headline says everything.
    """

    headline: str
    lead: str
    rows: tuple[ChangedLevel, ...]
    comparison: ComparisonView


@once_per_subject
def changes_view(subject: Subject) -> ChangesView | None:
    """Return what changed since the earlier assessment; None without one, or if neither has a level.

    Raises:
        InputError: the two can't be compared.
    """
    if subject.earlier is None:
        return None
    comparison = comparison_view(subject, subject.earlier)
    if not comparison.groups:
        return None
    changes = compare(subject.earlier, subject.scores)
    moved = sorted(filter(levels_changed, changes), key=lambda each: (levels_changed(each) > 0, -levels_changed(each)))
    return ChangesView(
        headline=_headline(changes, comparison.before),
        lead=_lead(subject, subject.earlier, changes),
        rows=tuple(_row(subject, subject.earlier, each) for each in moved),
        comparison=comparison,
    )


def _lead(subject: Subject, earlier: Scores, changes: Sequence[PracticeChange]) -> str:
    """Return what only the questionnaire changed, who answered, and what can't be compared."""
    said = (
        NOTHING_TO_COMPARE if _is_incomparable(changes) else _only_questionnaire(changes),
        _who_answered(earlier, subject.scores),
        _in_one_only(subject, changes),
    )
    return " ".join(filter(None, said))


def _who_answered(earlier: Scores, later: Scores) -> str:
    """Return how many people answered then and now, if that alone may have moved a level; "" if as many did."""
    then, now = (
        sum(any(answer.rating for answer in each.answers.values()) for each in scores.assessment.responses)
        for scores in (earlier, later)
    )
    if then == now:
        return ""
    people = figures.capital(figures.count(then, "respondent"))
    return f"{people} answered last time and {now} this time; that alone can change levels."


def _in_one_only(subject: Subject, changes: Sequence[PracticeChange]) -> str:
    """Return the practices that have a level in only one of the assessments."""
    only_now, only_then = (
        [
            subject.practice_name(each.practice)
            for each in changes
            for has, lacks in [(each.after, each.before) if now else (each.before, each.after)]
            if has and has.has_figures and not (lacks and lacks.has_figures)
        ]
        for now in (True, False)
    )
    said = [f"Assessed only this time: {figures.listed(only_now, NAMED)}."] if only_now else []
    said += [f"Assessed only last time: {figures.listed(only_then, NAMED)}."] if only_then else []
    return " ".join(said)


def levels_changed(change: PracticeChange) -> int:
    """Return how many levels a practice rose, negative if it fell; 0 if a level is missing or open."""
    if any(score and score.is_level_open for score in (change.before, change.after)):
        return 0
    return (change.levels_from_questionnaire or 0) + (change.levels_from_ratings or 0)


def changes_lead(changes: Sequence[PracticeChange]) -> str:
    """Return how many practices rose and fell, and how many of them only because the questionnaire changed."""
    if _is_incomparable(changes):
        return NOTHING_TO_COMPARE
    up, down = _up_and_down(changes)
    rose, fell = figures.capital(figures.count(up, "practice")), figures.count(down, "practice")
    said = f"{rose} moved up a level or more, and {fell} moved down."
    return " ".join(filter(None, (said, _only_questionnaire(changes))))


def _is_incomparable(changes: Sequence[PracticeChange]) -> bool:
    return all(each.levels_from_ratings is None for each in changes)


def _only_questionnaire(changes: Sequence[PracticeChange]) -> str:
    many = sum(levels_changed(each) != 0 and not each.levels_from_ratings for each in changes)
    return f"For {many} of them, only the questionnaire changed, not the work." if many else ""


def change_sentence(change: PracticeChange, then: Scores, now: Scores) -> str:
    """Explain the change of a practice's level in a sentence or two."""
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
    said = [f"{_levels_moved(levels)} {source}" for levels, source in parts if levels]
    if not rated:
        return f"{figures.capital(said[0])}, not because the work changed."
    return f"{figures.capital(figures.listed(said))}."


def _headline(changes: Sequence[PracticeChange], before: str) -> str:
    up, down = _up_and_down(changes)
    if not up and not down:
        return f"No practice has changed its level since {before}"
    said = [f"{figures.count(many, 'practice')} {verb}" for many, verb in ((up, "rose"), (down, "fell")) if many]
    return f"{figures.capital(figures.listed(said))} since {before}"


def _up_and_down(changes: Sequence[PracticeChange]) -> tuple[int, int]:
    moved = [levels_changed(each) for each in changes]
    return sum(levels > 0 for levels in moved), sum(levels < 0 for levels in moved)


def _row(subject: Subject, earlier: Scores, change: PracticeChange) -> ChangedLevel:
    after = change.after
    return ChangedLevel(
        practice=subject.practice_name(change.practice),
        before=practice_tile(earlier, change.practice),
        after=practice_tile(subject.scores, change.practice),
        movement=movement(level_of(earlier, change.practice), level_of(subject.scores, change.practice)),
        why=change_sentence(change, earlier, subject.scores),
        now=gate_sentence(after, subject.scores.method) if after and after.has_figures else "",
    )


def _levels_moved(levels: int) -> str:
    """Return `one level up`, `2 levels down`."""
    many = "one level" if abs(levels) == 1 else f"{abs(levels)} levels"
    return f"{many} {'up' if levels > 0 else 'down'}"


def _without_level(before: PracticeScore, after: PracticeScore) -> str:
    missing = [(score, when) for score, when in ((before, "earlier"), (after, "later")) if not score.has_figures]
    if not missing:
        return "The practice has no level, so its change can't be shown."
    said = [f"{score.status.value.replace('-', ' ')} in the {when} assessment" for score, when in missing]
    return f"The practice was {figures.listed(said)}, so its change can't be shown."
