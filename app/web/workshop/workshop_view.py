"""The view model of the workshop: statements with their effect on levels, their answers and consensus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.storage.assessments import ConsensusRow
from app.web.paging import page_of
from app.web.results.answers_view import Naming, StatementAnswers, rating_code
from app.web.results.results import Results
from questionnaires.model import Statement
from questionnaires.scoring.leverage import Leverage, by_leverage, leverage
from reports.views import figures
from reports.views.marks import Tile

OPEN, DISPUTED, ALL = "open", "disputed", "all"


@dataclass(frozen=True, slots=True)
class RatingOutcome:
    """The level if one of the ratings given became the consensus; `is_now` if that is the current level."""

    code: str
    level: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A statement.

    Attributes:
        code: the code of the current rating.
        version: the version of the saved consensus, 0 if there has never been a consensus.
        decides: whether one of the ratings given would change the level.
    """

    id: str
    practice: str
    name: str
    tile: Tile
    statement: Statement
    code: str | None
    is_disputed: bool
    decides: bool
    leverage: str
    outcomes: tuple[RatingOutcome, ...]
    answers: StatementAnswers
    version: int


@dataclass(frozen=True, slots=True)
class WorkshopFilter:
    """Which statements to show, and how."""

    practice: str = ""
    shown: str = OPEN
    naming: Naming = Naming.ROLE
    large: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Workshop:
    """The page: its state in a sentence, the statements, and the practices with their open disagreements.

    `is_answered` is true once anyone has given a rating.
    """

    state: str
    cards: tuple[StatementCard, ...]
    page: int
    pages: int
    practices: tuple[tuple[str, str], ...]
    is_answered: bool = True


def workshop(results: Results, stored: Mapping[str, ConsensusRow], selection: WorkshopFilter) -> Workshop:
    """Return the selected statements, starting with those that decide a level."""
    ordered = by_leverage(results.scores)
    shown = page_of(_selected(results, ordered, selection), selection.page)
    return Workshop(
        state=state(ordered, raters=len(results.scores.raters)),
        cards=tuple(statement_card(results, each, stored, selection.naming) for each in shown.items),
        page=shown.page,
        pages=shown.pages,
        practices=_practices(results, ordered),
        is_answered=bool(results.subject.assessed),
    )


def state(ordered: Sequence[Leverage], *, raters: int) -> str:
    """Say how many disagreements are still open; a single rater has nobody to disagree with."""
    still = [each for each in ordered if each.statement.consensus is None]
    if not ordered and raters <= 1:
        return "There is nothing to discuss: disagreements need ratings from at least two people."
    if not ordered:
        return "Respondents agree: no ratings are two steps apart, and none contradicts a \u201cnot applicable\u201d."
    if not still:
        return (
            "A consensus has been set on the only disagreement."
            if len(ordered) == 1
            else f"All {len(ordered)} disagreements have a consensus."
        )
    deciding = sum(each.changes_level for each in still)
    many = f"{len(still)} of {figures.count(len(ordered), 'disagreement')} {'is' if len(still) == 1 else 'are'} open"
    if not deciding:
        return f"{many}; none decides a level."
    return f"{many}; {deciding} of them {'decides' if deciding == 1 else 'decide'} a level."


def statement_card(
    results: Results, found: Leverage, stored: Mapping[str, ConsensusRow], naming: Naming
) -> StatementCard:
    """Return the view of a statement."""
    score = found.statement
    row = stored.get(score.statement.id)
    return StatementCard(
        id=score.statement.id,
        practice=score.statement.practice,
        name=results.subject.statement_name(score.statement.id),
        tile=results.subject.tile(score.statement.practice),
        statement=score.statement,
        code=rating_code(score),
        is_disputed=score.disagreement,
        decides=found.changes_level,
        leverage=_leverage_in_words(found),
        outcomes=_outcomes(found),
        answers=results.answers(score, naming),
        version=row.version if row else 0,
    )


def single_statement(results: Results, stored: Mapping[str, ConsensusRow], statement: str, naming: Naming) -> Workshop:
    """Return the workshop with only one statement."""
    ordered = by_leverage(results.scores)
    found = leverage(results.scores, results.scores.statement[statement])
    return Workshop(
        state(ordered, raters=len(results.scores.raters)),
        (statement_card(results, found, stored, naming),),
        1,
        1,
        _practices(results, ordered),
    )


def _selected(results: Results, ordered: Sequence[Leverage], selection: WorkshopFilter) -> list[Leverage]:
    if selection.shown == ALL and selection.practice in results.scores.practice:
        return [leverage(results.scores, each) for each in results.scores.practice[selection.practice].statements]
    return [
        each
        for each in ordered
        if selection.practice in {"", each.statement.statement.practice}
        and (selection.shown != OPEN or each.statement.consensus is None)
    ]


def _practices(results: Results, ordered: Sequence[Leverage]) -> tuple[tuple[str, str], ...]:
    still = [each.statement.statement.practice for each in ordered if each.statement.consensus is None]
    return tuple(
        (score.practice, f"{results.subject.practice_name(score.practice)} ({_open(still.count(score.practice))})")
        for score in results.scores.practices
    )


def _open(many: int) -> str:
    return f"{figures.count(many, 'disagreement')} open"


def _leverage_in_words(found: Leverage) -> str:
    """Say whether the ratings given would change the level of the practice."""
    if found.level is None:
        decides, keeps = "The practice has no level now", "With any of these ratings, the practice still has no level."
    else:
        decides = f"The practice is at level {found.level} now"
        keeps = f"With any of these ratings, the practice stays at level {found.level}."
    if found.changes_level and not found.changes_alone:
        return f"Together with the practice's other disagreements, this statement decides a level. {decides}."
    return f"This statement decides a level. {decides}." if found.changes_level else keeps


def _outcomes(found: Leverage) -> tuple[RatingOutcome, ...]:
    return tuple(
        RatingOutcome(rating.value, "no level" if level is None else f"level {level}", level == found.level)
        for rating, level in found.levels.items()
    )
