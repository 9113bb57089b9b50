"""The marks for ratings and levels in tables, each with its text alternative."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from questionnaires.answers.anonymity import TOO_FEW_ANSWERS
from questionnaires.model import Rating
from questionnaires.scoring.model import OpenKind, PracticeScore, PracticeStatus, Scores, StatementScore
from reports.views import figures

BALLS = {Rating.N: "\u25cb", Rating.P: "\u25d4", Rating.L: "\u25d5", Rating.F: "\u25cf"}
WORDS = {
    Rating.N: "not achieved",
    Rating.P: "partially achieved",
    Rating.L: "largely achieved",
    Rating.F: "fully achieved",
    Rating.NA: "not applicable",
    Rating.DK: "don't know",
}
LEVEL_WORDS = (
    "not reliably done",
    "done in part or informally",
    "planned and followed up",
    "consistent everywhere",
    "managed by measurement",
    "improved by experiment",
)
LEVELS_IN_WORDS = ", ".join(f"{level} {words}" for level, words in enumerate(LEVEL_WORDS))
OPEN_KINDS = {
    OpenKind.UNANSWERED: "not answered",
    OpenKind.DONT_KNOW: "don't know",
    OpenKind.WITHHELD: TOO_FEW_ANSWERS,
}
ONLY_DONT_KNOW = "only \u201cdon't know\u201d answers"
STATUS_WORDS = {
    PracticeStatus.NOT_ASSESSED: "not assessed",
    PracticeStatus.NOT_APPLICABLE: "not applicable",
}
NOT_IN_SCOPE, NOT_ASKED = "not in scope", "not asked"


@dataclass(frozen=True, slots=True)
class RatingMark:
    """A rating in a table.

    Attributes:
        ball: the Harvey ball, or "".
        code: the text beside it: N, P, L, F, a dash, a question mark, or "" for unanswered.
        kind: the class in the style sheet: rated, na, dk or open.
        words: the rating in words.
    """

    ball: str
    code: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A capability level as a colored tile.

    Attributes:
        text: `2`, `2 to 4`, `3+`, a dash for not applicable, a question mark for only don't know, or "".
        kind: level-0 to level-5, not-assessed or not-applicable, which also covers practices out of scope.
        words: `level 2`, `not assessed`.
    """

    text: str
    kind: str
    words: str

    @property
    def in_table(self) -> str:
        """`level 2`, `level 3+`, `not assessed`."""
        return f"level {self.text}" if self.kind.startswith("level-") else self.words


def at_least(tiles: Iterable[Tile]) -> str:
    """Return what `3+` means, to explain a table or chart; "" if no tile shows that."""
    plus = next((each.text for each in tiles if each.text.endswith("+")), "")
    return f"{plus} means at least level {plus[:-1]}: too little is known about the levels above." if plus else ""


def rating_mark(rating: Rating | None) -> RatingMark:
    """Return the mark for a rating; None means unanswered."""
    if rating is None:
        return RatingMark("", "", "open", "unanswered")
    if rating is Rating.NA:
        return RatingMark("", "\u2013", "na", WORDS[rating])
    if rating is Rating.DK:
        return RatingMark("", "?", "dk", WORDS[rating])
    return RatingMark(BALLS[rating], rating.value, "rated", WORDS[rating])


def statement_mark(score: StatementScore) -> RatingMark:
    """Return the mark for a statement's consolidated rating."""
    if score.open_kind is OpenKind.WITHHELD:
        return replace(rating_mark(None), words=TOO_FEW_ANSWERS)
    return rating_mark(Rating.DK if score.open_kind is OpenKind.DONT_KNOW else score.rating)


def level_mark(score: PracticeScore, level: int) -> RatingMark:
    """Return the mark for a level: its rating, or what its statements have in common if none of them has one."""
    at_level = [each for each in score.statements if each.statement.level == level]
    applicable = [each for each in at_level if each.rating is not Rating.NA]
    if at_level and not applicable:
        return rating_mark(Rating.NA)
    if all(each.rating is None for each in applicable):
        unknown = [each for each in applicable if each.open_kind is OpenKind.DONT_KNOW]
        return next(map(statement_mark, unknown or applicable), rating_mark(None))
    return rating_mark(score.ratings[level - 1])


def status_words(score: PracticeScore) -> str:
    """Return why a practice has no figures; unanswered, don't know, not applicable and withheld are kept apart."""
    if any(each.open_kind is OpenKind.WITHHELD for each in score.statements):
        return TOO_FEW_ANSWERS
    return ONLY_DONT_KNOW if score.only_dont_know else STATUS_WORDS[score.status]


NOT_ASSESSED = Tile("", PracticeStatus.NOT_ASSESSED.value, STATUS_WORDS[PracticeStatus.NOT_ASSESSED])
OUT_OF_SCOPE = Tile("", PracticeStatus.NOT_APPLICABLE.value, NOT_IN_SCOPE)


def practice_tile(scores: Scores, practice: str) -> Tile:
    """Return the tile for a practice of the catalogue."""
    score = scores.practice.get(practice)
    if score is None:
        in_scope = practice not in scores.assessment.left_out
        return replace(NOT_ASSESSED, words=NOT_ASKED) if in_scope else OUT_OF_SCOPE
    if score.level is None:
        text = "\u2013" if score.status is PracticeStatus.NOT_APPLICABLE else "?" if score.only_dont_know else ""
        return Tile(text, score.status.value, status_words(score))
    return score_tile(score)


def score_tile(score: PracticeScore) -> Tile:
    """Return the tile for a practice that has a level."""
    text = figures.level(score.level, score.level_upper)
    return Tile(text, f"level-{score.level}", figures.level_in_words(score.level, score.level_upper))


def level_tile(level: int) -> Tile:
    """Return the tile for a level."""
    return Tile(str(level), f"level-{level}", f"level {level}")
