"""One statement of a practice: its rating, how that came about, what was said, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from app.web.results.scored_assessment import Results
from app.web.results.voices_view import Voices, code
from questionnaires.model import Rating, Statement
from questionnaires.scoring.model import PracticeScore, StatementScore
from reports.views import figures
from reports.views.marks import WORDS


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its rating and what was said.

    Attributes:
        code: letters of its rating, DK where all abstained, None where nobody answered.
        badges: what is particular about it, in words.
        is_unmet: what to do and what to show are then given.
        how: how its rating came about, in a sentence.
    """

    id: str
    code: str | None
    rating: str
    statement: Statement
    stops: bool
    badges: tuple[str, ...]
    is_unmet: bool
    voices: Voices
    how: str


def statement_view(results: Results, each: StatementScore) -> StatementView:
    """Return a statement."""
    score = results.scores.practice[each.statement.practice]
    said = results.voices(each)
    return StatementView(
        id=each.statement.id,
        code=code(each),
        rating=WORDS[each.rating] if each.rating else WORDS[Rating.DK] if code(each) else "unanswered",
        statement=each.statement,
        stops=bool(score.gate and each.statement.id in score.gate.statements),
        badges=_badges(score, each),
        is_unmet=each.rating not in {Rating.F, Rating.NA},
        voices=said,
        how=_how_rated(each, said),
    )


def _badges(score: PracticeScore, each: StatementScore) -> tuple[str, ...]:
    stops = bool(score.gate and each.statement.id in score.gate.statements)
    bare = each.rating is not None and each.rating.on_scale and not each.evidenced
    named = (
        ("Stops the level", stops),
        ("Respondents disagree", each.disagreement and each.consensus is None),
        ("Consensus", each.consensus is not None),
        ("No evidence", bare),
    )
    return tuple(text for text, holds in named if holds)


def _how_rated(each: StatementScore, said: Voices) -> str:
    if each.consensus:
        proposed = each.proposal.value if each.proposal else "none"
        return f"The assessor's consensus; the respondents' own ratings propose {proposed}."
    if not said.many:
        return "Nobody rated it; it counts as N until somebody does, and as F in the upper end."
    if each.rating is None:
        return "All who answered don't know; it counts as N until somebody does, and as F in the upper end."
    if each.rating is Rating.NA and said.many > 1:
        return f"Not applicable: more than half of {said.many} say so, don't knows left out."
    if said.held_back:
        return "The median of the ratings from N to F, the lower of the two middle ones where their number is even."
    return _median(each)


def _median(each: StatementScore) -> str:
    """Return of which ratings it is the median, and what was left out."""
    ratings = [voice.answer.rating for voice in each.voices if voice.answer.rating]
    many = sum(rating.on_scale for rating in ratings)
    left = ((Rating.DK, "don't know"), (Rating.NA, "not applicable"))
    left_out = [f"{ratings.count(rating)} {words}" for rating, words in left if ratings.count(rating)]
    whole = "One rating, taken as it is" if many <= 1 else f"The median of {many} ratings"
    middle = ", the lower of the two middle ones" if many and many % 2 == 0 else ""
    return f"{whole}{middle}{f'; left out: {figures.listed(left_out)}' if left_out and many else ''}."
