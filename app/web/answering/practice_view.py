"""The view model of a practice's page: its ladder and its statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.answering.ladder_marks import mark_of
from app.answering.saving import Stored
from app.web.answering.attachments_view import AttachedFile
from app.web.answering.practice_names import PracticeLink, practice_link, practice_name
from practices_catalog.model import Catalogue
from questionnaires.answers.model import Answer
from questionnaires.model import Questionnaire, Rating, Statement


@dataclass(frozen=True, slots=True)
class StatementItem:
    """A statement with its answer.

    Attributes:
        answer: the answer in the fields: the stored one, or the one that was sent but not saved.
        errors: messages by field.
        newer: the stored answer if what was sent is outdated, otherwise None.
    """

    statement: Statement
    answer: Answer
    stored: Stored[Answer]
    files: tuple[AttachedFile, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    newer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of a ladder; level 0 means that no rung is true."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class PracticePage:
    """The page; `rungs` is empty if the practice has no ladder."""

    id: str
    name: str
    purpose: str
    number: int
    count: int
    rungs: tuple[Rung, ...]
    mark: int | Rating | None
    mark_reason: str
    items: tuple[StatementItem, ...]
    before: PracticeLink | None
    after: PracticeLink | None

    @property
    def is_refused(self) -> bool:
        """Whether the form contained errors."""
        return any(item.errors for item in self.items)

    @property
    def unconfirmed(self) -> int:
        """The number of answers that were carried over and aren't confirmed yet."""
        return sum(item.stored.carried is not None for item in self.items)

    @property
    def is_outdated(self) -> bool:
        """Whether the form contained answers to outdated versions."""
        return any(item.newer is not None for item in self.items)


def practice_page(
    catalogue: Catalogue,
    questionnaire: Questionnaire,
    practice: str,
    items: Iterable[StatementItem],
    mark_reason: str = "",
) -> PracticePage:
    """Return the page of a practice.

    Args:
        catalogue: names and purposes of the practices.
        questionnaire: the part that the respondent answers.
        practice: the practice to show.
        items: its statements with their answers.
        mark_reason: the reason entered at the ladder, if it hasn't been saved.
    """
    shown = tuple(items)
    practices = list(questionnaire.by_practice)
    at = practices.index(practice)
    known = catalogue.practice.get(practice)
    ladder = questionnaire.ladders.get(practice, {})
    return PracticePage(
        id=practice,
        name=practice_name(catalogue, practice),
        purpose=known.purpose if known else "",
        number=at + 1,
        count=len(practices),
        rungs=_rungs(ladder),
        mark=mark_of(ladder, {item.statement.id: item.answer.rating for item in shown}) if ladder else None,
        mark_reason=mark_reason,
        items=shown,
        before=practice_link(catalogue, practices[at - 1] if at else None),
        after=practice_link(catalogue, next_practice(questionnaire, practice)),
    )


def next_practice(questionnaire: Questionnaire, practice: str) -> str | None:
    """Return the practice that follows the given one, or None after the last one."""
    practices = list(questionnaire.by_practice)
    return next(iter(practices[practices.index(practice) + 1 :]), None)


def _rungs(ladder: Mapping[int, Statement]) -> tuple[Rung, ...]:
    if not ladder:
        return ()
    return (Rung(0, "Not even the first rung is true."), *(Rung(level, each.text) for level, each in ladder.items()))
