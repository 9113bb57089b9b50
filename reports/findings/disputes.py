"""Disagreements that decide a level: who says what, as far as anonymity allows."""

from __future__ import annotations

from collections.abc import Iterable

from questionnaires.model import SCALE
from questionnaires.scoring.leverage import Leverage
from questionnaires.scoring.model import StatementScore
from questionnaires.telling import COUNTED, FIGURE, is_pair, telling
from reports.findings.wording import quoted
from reports.views import figures
from reports.views.anonymity import ratings_of, tally, visible_answers
from roadmaps.wording import joined

NAMED, NAME, TWO = 4, 40, 2


def dispute_sentence(dispute: Leverage | None, *, named: str = "") -> str:
    """Return which statement respondents disagree on, who says what, and which levels are possible; "" for none.

    Args:
        dispute: the statement and what the level would be with each rating.
        named: id of the statement in the sentence before, which isn't repeated.
    """
    if dispute is None:
        return ""
    statement = dispute.statement.statement
    levels = sorted({level for level in dispute.levels.values() if level is not None})
    either = joined([str(each) for each in levels], "or")
    leads = f", and the level is {either}, depending on which is right"
    what = "that statement" if statement.id == named else f"{quoted(statement.text)} (level {statement.level})"
    if a_count_decides(dispute.statement) and not visible_answers(dispute.statement).is_hidden:
        return f"On {what}, {ratings_in_words(dispute.statement)}; the figures given support the lower rating."
    said = f"Respondents disagree on {what}: {ratings_in_words(dispute.statement)}"
    hidden = visible_answers(dispute.statement).is_hidden
    backed = "" if hidden else _only_backed(dispute.statement)
    return f"{said}{'' if hidden or len(levels) < 2 else leads}.{backed}"  # noqa: PLR2004 - one level isn't a choice


def a_count_decides(score: StatementScore) -> bool:
    """Return whether a count backs the rating used or a lower one, and nothing equally telling backs a higher one.

    A claim against a count isn't a difference of opinion, and a fact set beside a claim backs the lower rating. What
    too few anonymous people wrote doesn't decide anything.
    """
    if visible_answers(score).is_hidden or score.rating not in SCALE:
        return False
    told: dict[bool, int] = {True: 0, False: 0}
    for given in score.answers:
        rating = given.answer.rating
        if rating in SCALE:
            low = SCALE.index(rating) <= SCALE.index(score.rating)
            for words in (given.answer.evidence, given.answer.comment):
                # A claim with the fact against it supports the lower rating, whoever wrote it down.
                side = low or is_pair(words)
                told[side] = max(told[side], telling(words))
    return told[True] >= COUNTED and told[True] > told[False]


def undecided(open_ones: Iterable[Leverage]) -> list[Leverage]:
    """Return the open disagreements that no count in the answers decides, so that people have to settle them."""
    return [each for each in open_ones if not a_count_decides(each.statement)]


def _only_backed(score: StatementScore) -> str:
    """Return which of the ratings has evidence, if the others have none; "" otherwise."""
    answers = visible_answers(score)
    if answers.crowd:  # words next to a number of people would reveal who wrote them
        return ""
    given = [each.answer for each in answers.named if each.answer.rating in SCALE]
    backed = {each.rating for each in given if each.evidence or telling(each.comment) >= FIGURE}
    if len(backed) != 1 or backed == {each.rating for each in given}:
        return ""
    return f" Only the rating {backed.pop()} has evidence or figures."


def ratings_in_words(score: StatementScore) -> str:
    """Return who gave which rating: only counts for many or anonymous people, nothing for too few anonymous ones."""
    answers = visible_answers(score)
    if answers.is_hidden:
        return "the ratings are far apart"
    given = [(v.respondent.label, v.answer.rating) for v in answers.named if v.answer.rating is not None]
    alike = len({who for who, _ in given}) < len(given)
    if alike and len(given) == TWO:
        return f"one answer says {given[0][1]} and another {given[1][1]}"
    if len(given) <= NAMED and not answers.crowd and not alike:
        return figures.listed([f"{figures.shortened(who, NAME)} says {rating}" for who, rating in given])
    return f"the ratings are {tally(ratings_of(score.answers))}"
