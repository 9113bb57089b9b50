"""What the pages of answering show: view models without a figure of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answering.ladder_marks import mark_of
from app.answering.saving import Stored
from app.answering.scope import AnswerProgress, is_answered
from app.storage.attachments import Attachment
from practices_catalog.model import Catalogue
from questionnaires.answers.model import Answer
from questionnaires.model import Questionnaire, Rating, Statement

NOTHING = Answer(None)


@dataclass(frozen=True, slots=True)
class File:
    """A file beside an answer."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Item:
    """One statement with what is said about it.

    Attributes:
        answer: what the fields show: what is stored, or what was sent and not kept.
        wrong: messages by field.
        newer: what is stored now, where what was sent is of an older version.
    """

    statement: Statement
    answer: Answer
    stored: Stored[Answer]
    files: tuple[File, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)
    newer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder; level 0 says that none holds."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A practice before or after."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PracticePage:
    """One practice to be answered."""

    id: str
    name: str
    purpose: str
    number: int
    count: int
    rungs: tuple[Rung, ...]
    mark: int | Rating | None
    items: tuple[Item, ...]
    before: Neighbour | None
    after: Neighbour | None
    mark_reason: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether anything sent is wrong."""
        return any(item.wrong for item in self.items)

    @property
    def is_overtaken(self) -> bool:
        """Whether anything sent is of an older version."""
        return any(item.newer is not None for item in self.items)


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A practice in the overview: what was rated, and how many texts and files stand beside it."""

    id: str
    name: str
    answered: int
    ratings: tuple[Rating | None, ...]
    notes: int
    files: int

    @property
    def is_complete(self) -> bool:
        """Whether every statement has its answer."""
        return self.answered == len(self.ratings)


@dataclass(frozen=True, slots=True)
class PracticeRows:
    """A group of practices."""

    name: str
    practices: tuple[PracticeRow, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All that a respondent is asked, and where to go on."""

    groups: tuple[PracticeRows, ...]
    progress: AnswerProgress
    onward: Neighbour | None
    symptoms: int
    symptoms_answered: int


def name_of(catalogue: Catalogue, practice: str) -> str:
    """Return a practice's name; a frozen questionnaire may ask about one that the catalogue has no more."""
    known = catalogue.practice.get(practice)
    return known.name if known else practice.replace("-", " ").capitalize()


def neighbour(catalogue: Catalogue, practice: str | None) -> Neighbour | None:
    """Return a practice to go to."""
    return Neighbour(practice, name_of(catalogue, practice)) if practice else None


def files_of(session: Session, respondent_id: str, statements: Iterable[str] = ()) -> dict[str, tuple[File, ...]]:
    """Return the files of a respondent by statement, without their content."""
    query = select(Attachment.statement_id, Attachment.id, Attachment.name, Attachment.size).where(
        Attachment.respondent_id == respondent_id
    )
    if wanted := list(statements):
        query = query.where(Attachment.statement_id.in_(wanted))
    found: dict[str, tuple[File, ...]] = {}
    rows = session.execute(query.order_by(Attachment.created_at, Attachment.id)).all()
    for statement, file_id, name, size in rows:
        found[statement] = (*found.get(statement, ()), File(file_id, name, size))
    return found


def practice_page(catalogue: Catalogue, asked: Questionnaire, practice: str, items: Iterable[Item]) -> PracticePage:
    """Return the page of a practice."""
    shown = tuple(items)
    practices = list(asked.by_practice)
    at = practices.index(practice)
    known = catalogue.practice.get(practice)
    ladder = asked.ladders.get(practice, {})
    none_holds = (Rung(0, "Not even the first of these holds."),)
    return PracticePage(
        id=practice,
        name=name_of(catalogue, practice),
        purpose=known.purpose if known else "",
        number=at + 1,
        count=len(practices),
        rungs=none_holds + tuple(Rung(level, each.text) for level, each in ladder.items()) if ladder else (),
        mark=mark_of(ladder, {item.statement.id: item.answer.rating for item in shown}) if ladder else None,
        items=shown,
        before=neighbour(catalogue, practices[at - 1] if at else None),
        after=neighbour(catalogue, practices[at + 1] if at + 1 < len(practices) else None),
    )


def groups(
    catalogue: Catalogue,
    asked: Questionnaire,
    answers: Mapping[str, Answer],
    files: Mapping[str, tuple[File, ...]],
) -> tuple[PracticeRows, ...]:
    """Return the practices asked, by group in catalogue order."""
    rows: dict[str, list[PracticeRow]] = {}
    names = {group.id: group.name for group in catalogue.groups}
    for practice, statements in asked.by_practice.items():
        known = catalogue.practice.get(practice)
        said = [answers.get(each.id, NOTHING) for each in statements]
        rows.setdefault(names.get(known.group if known else "", "Other practices"), []).append(
            PracticeRow(
                id=practice,
                name=name_of(catalogue, practice),
                answered=sum(map(is_answered, said)),
                ratings=tuple(answer.rating for answer in said),
                notes=sum(bool(text) for answer in said for text in (answer.evidence, answer.comment)),
                files=sum(len(files.get(each.id, ())) for each in statements),
            )
        )
    return tuple(PracticeRows(name, tuple(practices)) for name, practices in rows.items())
