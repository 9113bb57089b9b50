"""The statements of a workshop: what hangs on each, who said what, and the consensus."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass

from app.storage.assessments import ConsensusRow
from app.web.paging import piece
from app.web.results.scored_assessment import Results
from app.web.results.voices_view import Naming, Voices, code
from questionnaires.model import Statement
from questionnaires.scoring.leverage import Leverage, by_leverage, leverage
from reports.views import figures
from reports.views.marks import Tile

OPEN, DISPUTED, ALL = "open", "disputed", "all"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the level would be with a rating that somebody gave; `is_now` where that is what it is."""

    code: str
    level: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A statement.

    Attributes:
        code: letters of the rating that stands.
        version: of the stored consensus, 0 where there never was one.
        moves: a level hangs on it.
    """

    id: str
    practice: str
    name: str
    tile: Tile
    statement: Statement
    code: str | None
    is_disputed: bool
    moves: bool
    hangs: str
    outcomes: tuple[Outcome, ...]
    voices: Voices
    version: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What of the workshop is to be shown, and how."""

    practice: str = ""
    shown: str = OPEN
    naming: Naming = Naming.ROLE
    large: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Workshop:
    """The page: its state in a sentence, the cards, and the practices to choose from with how many are open.

    `is_answered` once anybody gave a rating.
    """

    state: str
    cards: tuple[Card, ...]
    page: int
    pages: int
    practices: tuple[tuple[str, str], ...]
    is_answered: bool = True


def workshop(results: Results, stored: Dict[str, ConsensusRow], wish: Wish) -> Workshop:
    """Return the cards that were wished for, those first that move a level."""
    ordered = by_leverage(results.scores)
    shown = piece(_wished(results, ordered, wish), wish.page)
    return Workshop(
        state=state(ordered),
        cards=tuple(card(results, each, stored, wish.naming) for each in shown.items),
        page=shown.page,
        pages=shown.pages,
        practices=_practices(results, ordered),
        is_answered=bool(results.subject.assessed),
    )


def state(ordered: Sequence[Leverage]) -> str:
    """Return how much is still open, in a sentence."""
    still = [each for each in ordered if each.statement.consensus is None]
    if not ordered:
        return "No two ratings are two steps apart, and nowhere does \u201cnot applicable\u201d stand against a rating."
    if not still:
        return f"All {figures.count(len(ordered), 'disagreement')} are settled."
    moving = sum(each.moves for each in still)
    hangs = f"a level hangs on {moving} of them" if moving else "no level hangs on any of them"
    return f"{len(still)} of {figures.count(len(ordered), 'disagreement')} are open; {hangs}."


def card(results: Results, hangs: Leverage, stored: Dict[str, ConsensusRow], naming: Naming) -> Card:
    """Return the card of a statement."""
    score = hangs.statement
    row = stored.get(score.statement.id)
    return Card(
        id=score.statement.id,
        practice=score.statement.practice,
        name=results.subject.statement_name(score.statement.id),
        tile=results.subject.tile(score.statement.practice),
        statement=score.statement,
        code=code(score),
        is_disputed=score.disagreement,
        moves=hangs.moves,
        hangs=_hangs(hangs),
        outcomes=_outcomes(hangs),
        voices=results.voices(score, naming),
        version=row.version if row else 0,
    )


def one_card(results: Results, stored: Dict[str, ConsensusRow], statement: str, naming: Naming) -> Workshop:
    """Return the workshop with one statement alone, by its id."""
    ordered = by_leverage(results.scores)
    hangs = leverage(results.scores, results.scores.statement[statement])
    return Workshop(state(ordered), (card(results, hangs, stored, naming),), 1, 1, _practices(results, ordered))


def _wished(results: Results, ordered: Sequence[Leverage], wish: Wish) -> list[Leverage]:
    if wish.shown == ALL and wish.practice in results.scores.practice:
        return [leverage(results.scores, each) for each in results.scores.practice[wish.practice].statements]
    return [
        each
        for each in ordered
        if wish.practice in {"", each.statement.statement.practice}
        and (wish.shown != OPEN or each.statement.consensus is None)
    ]


def _practices(results: Results, ordered: Sequence[Leverage]) -> tuple[tuple[str, str], ...]:
    still = [each.statement.statement.practice for each in ordered if each.statement.consensus is None]
    return tuple(
        (score.practice, f"{results.subject.practice_name(score.practice)} ({_open(still.count(score.practice))})")
        for score in results.scores.practices
    )


def _open(many: int) -> str:
    return f"{figures.count(many, 'disagreement')} open"


def _hangs(hangs: Leverage) -> str:
    """Return what hangs on a statement, in a sentence."""
    name = f"level {hangs.level}" if hangs.level is not None else "no level"
    if hangs.moves:
        return f"A level hangs on it: the practice is at {name} now."
    return f"No rating that was given would move the practice from {name}."


def _outcomes(hangs: Leverage) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(rating.value, "no level" if level is None else f"level {level}", level == hangs.level)
        for rating, level in hangs.levels.items()
    )
