"""The statement that explains a practice's level, and the one that the roadmap begins with."""

from __future__ import annotations

from collections.abc import Sequence

from practices_catalog.model import LEVELS
from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from questionnaires.telling import is_strong
from reports.findings.causes import SHORT, UNMET, weakest
from reports.findings.consequences import explained_levels
from reports.findings.evidence import best_quote, proof, shown_words, weak_statements
from reports.findings.underlying import diagnosis_of
from reports.views.milestones import early_action, planned_steps, reached
from reports.views.subject import GOOD, Subject
from roadmaps.model import Action, EarlyAction


def cause_of(subject: Subject, score: PracticeScore) -> StatementScore | None:
    """Return the statement that explains a practice's level best; None if nothing stops it.

    It is rated N or P, explains the practice's loudest symptom, and isn't above the level that the roadmap reaches. Of
    several, it is the one with the weightiest figures; ties prefer N, then the lowest level. Without any, it is the
    statement that shows the underlying cause in strong words, or the lowest statement that the next level depends on.
    If level 1 is rated N, nothing explains more than that.
    """
    first = weakest(score)
    if first is None or first.rating is None or (first.rating is Rating.N and first.statement.level == LEVELS[0]):
        return first
    explaining = _weightiest(subject, _explaining(subject, score))
    return explaining or _strong_sign(subject, score) or _lowest(subject, _before_next(score))


def _strong_sign(subject: Subject, score: PracticeScore) -> StatementScore | None:
    """Return a practice's statement that shows the underlying cause in the strongest words; None if none is strong."""
    found = diagnosis_of(subject)
    own = [each for each in found.signs if each.statement.practice == score.practice] if found else []
    strong = [each for each in own if (words := best_quote(subject, [each])) and is_strong(words.text)]
    return _weightiest(subject, strong)


def mended_first(subject: Subject, score: PracticeScore, cause: StatementScore | None) -> StatementScore | None:
    """Return the statement whose action a finding names first: the one that work begins with, or one with strong words.

    Strong words that the finding quotes count only if those about the statement that work begins with are weak. They
    must be about the cause, if the next level waits for it, or about a statement above level 3.
    """
    begins = begins_with(subject, score, cause)
    weak = begins is None or not is_strong(words.text if (words := best_quote(subject, [begins])) else "")
    shown = [(words, about or cause) for words, about in shown_words(subject, score, cause) if is_strong(words.text)]
    following = (score.level or 0) + 1
    fit = (
        about
        for _, about in shown
        if about and about.rating in UNMET
        if about.statement.level > GOOD or (about == cause and about.statement.level <= following)
    )
    return next(fit, begins) if weak else begins


def causes_of(subject: Subject, score: PracticeScore) -> tuple[StatementScore, ...]:
    """Return the statements that a finding names: the one that work begins with, the cause, and a proven one.

    The proven one explains the symptom too, and its evidence has more telling figures than any words about the cause.
    At level 0, nothing explains more than the cause.
    """
    cause = cause_of(subject, score)
    proven = [each for each in _explaining(subject, score) if each.evidenced and score.level]
    best = max(proven, key=lambda each: proof(subject, each), default=None)
    more = best if best and cause and proof(subject, best) > proof(subject, cause) else None
    return tuple(dict.fromkeys(each for each in (begins_with(subject, score, cause), cause, more) if each))


def proven_cause(subject: Subject, score: PracticeScore) -> StatementScore | None:
    """Return the statement that the most telling evidence shows to be missing for the next level, or None."""
    proven = [each for each in _before_next(score) if each.evidenced and proof(subject, each)[0]]
    return max(proven, key=lambda each: proof(subject, each), default=None)


def begins_with(subject: Subject, score: PracticeScore, cause: StatementScore | None) -> StatementScore | None:
    """Return the statement of the roadmap's first action, or else the lowest one that stops the level."""
    action = first_action(subject, score.practice)
    known = subject.scores.statement
    planned = next((known[each] for each in [action.statement] if each in known), None) if action else None
    if planned is not None and planned.rating in SHORT:
        return planned
    return _lowest(subject, _before_next(score)) or cause


def first_action(subject: Subject, practice: str) -> Action | None:
    """Return the first action that the roadmap has for a practice: an early one, or in a step."""
    if subject.roadmap is None:
        return None
    if early := begun_early(subject, practice):
        return early.action
    own = [(phase, planned) for phase, planned in planned_steps(subject.roadmap) if planned.step.practice == practice]
    found = [(phase.number, action.week, action) for phase, planned in own for action in planned.actions]
    return min(found, key=lambda each: each[:2], default=(0, 0, None))[2]


def begun_early(subject: Subject, practice: str) -> EarlyAction | None:
    """Return the early action for a practice that has no step in that phase, or that treats the cause; or None."""
    found = early_action(subject.roadmap, practice)
    cause = diagnosis_of(subject)
    if found or subject.roadmap is None or cause is None:
        return found[1] if found else None
    every = (each for phase in subject.roadmap.phases for each in phase.early if each.practice == practice)
    return next((each for each in every if each.action.text == cause.cause.start), None)


def _unmet(score: PracticeScore) -> list[StatementScore]:
    return [each for each in score.statements if each.rating in UNMET]


def _before_next(score: PracticeScore) -> list[StatementScore]:
    """Return the statements that the next level depends on: those rated N or P, and the one that stopped it."""
    return [each for each in weak_statements(score) if each in _unmet(score) or each == weakest(score)]


def _weightiest(subject: Subject, statements: Sequence[StatementScore]) -> StatementScore | None:
    def merit(each: StatementScore) -> tuple[int, bool, int]:
        weight = proof(subject, each)[0]
        return weight, weight > 0 and each.rating is Rating.N, -each.statement.level

    return max(statements, key=merit, default=None)


def _lowest(subject: Subject, statements: Sequence[StatementScore]) -> StatementScore | None:
    """Return the statement at the lowest level; of several, the one with the most telling figures."""
    level = min((each.statement.level for each in statements), default=0)
    return max(
        (each for each in statements if each.statement.level == level),
        key=lambda each: proof(subject, each),
        default=None,
    )


def _explaining(subject: Subject, score: PracticeScore) -> list[StatementScore]:
    """Return the statements rated N or P, up to the planned level, that explain the practice's loudest symptom."""
    end = reached(subject.roadmap, score.practice)
    planned = end.level if end else (score.level or 0) + 1
    levels = [each for each in explained_levels(subject, score.practice) if each <= planned]
    return [each for each in _unmet(score) if each.statement.level in levels]
