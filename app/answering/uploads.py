"""A respondent's file of answers: read, compared with what is stored, and taken over as a whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any, Generic

from pydantic import TypeAdapter

from app.answering.attachments import safe_name
from app.answering.saving import Content as Said
from app.answering.saving import Stored, words
from app.running.content import Content
from app.storage.documents import AsList
from practices_catalog.faults import Fault, InputError
from questionnaires.answers.model import Answer, Response
from questionnaires.answers.reading import read_response
from questionnaires.model import Questionnaire

NOTHING = Answer(None)
FOLDERS = "wayfinder-upload-"  # how the names of folders begin in which a file is read


class UploadEffect(StrEnum):
    """What a file does to an answer."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What a file says of what this respondent is asked.

    Attributes:
        notes: what of the file stays out, and why.
        is_own: it began as this respondent's own download, so that what is empty there was emptied.
    """

    answers: Mapping[str, AsList[Answer]] = field(default_factory=dict)
    symptoms: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    is_own: bool = False

    def document(self) -> dict[str, Any]:
        """Return the document to save."""
        document: dict[str, Any] = UPLOADED.dump_python(self, mode="json")
        return document

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Uploaded:
        """Return what a saved document contains."""
        return UPLOADED.validate_python(document)


UPLOADED = TypeAdapter(Uploaded)


@dataclass(frozen=True, slots=True)
class Difference(Generic[Said]):
    """One answer before and after; `version` is that of what is stored, 0 where nothing is."""

    subject: str
    version: int
    before: Said
    after: Said

    @property
    def effect(self) -> UploadEffect:
        """What the file does to it."""
        if self.before == self.after:
            return UploadEffect.UNCHANGED
        if self.before in {None, NOTHING}:
            return UploadEffect.ADDED
        return UploadEffect.REMOVED if self.after in {None, NOTHING} else UploadEffect.CHANGED


@dataclass(frozen=True, slots=True)
class Differences:
    """All that a file does."""

    answers: tuple[Difference[Answer], ...]
    symptoms: tuple[Difference[int | None], ...]

    def count(self, effect: UploadEffect) -> int:
        """Return how many answers fare so."""
        return self._effects().count(effect)

    @property
    def any(self) -> bool:
        """Whether the file does anything."""
        return any(effect is not UploadEffect.UNCHANGED for effect in self._effects())

    def _effects(self) -> list[UploadEffect]:
        return [*(each.effect for each in self.answers), *(each.effect for each in self.symptoms)]


def read_upload(name: str, content: bytes, known: Content, whole: Questionnaire) -> Response:
    """Return what an uploaded file says, read as the command line reads it.

    Raises:
        InputError: with every fault of the file, by place.
    """
    with tempfile.TemporaryDirectory(prefix=FOLDERS) as folder:
        path = Path(folder) / ("answers" + PurePath(safe_name(name)).suffix.lower())
        path.write_bytes(content)
        try:
            return read_response(path, known.catalogue, [whole], known.triage)
        except InputError as error:
            raise InputError(map(_without_folder, error.faults)) from None


def _without_folder(fault: Fault) -> Fault:
    return replace(fault, place=replace(fault.place, file=""))


def uploaded(response: Response, asked: Questionnaire, respondent_id: str) -> Uploaded:
    """Return what of a file counts for a respondent, and notes on what does not."""
    answers = {each: answer for each, answer in response.answers.items() if each in asked.statement}
    is_own = response.respondent.id == respondent_id
    return Uploaded(answers, response.triage, tuple(_notes(response, len(answers), is_own=is_own)), is_own)


def _notes(response: Response, counting: int, *, is_own: bool) -> Iterator[str]:
    if not is_own and response.respondent.name:
        yield f"The file names {response.respondent.name} as its respondent. Its answers will count as yours."
    if out := len(response.answers) - counting:
        yield f"{out} of its answers are about practices that you are not asked about; they stay out."
    if response.consensus:
        yield f"{len(response.consensus)} consensus ratings stay out: an assessor sets them in the workshop."
    if response.hidden_answers:
        yield f"{response.hidden_answers} of its answers stand in hidden rows; they count like the others."


def differences(
    file: Uploaded,
    asked: Questionnaire,
    answers: Mapping[str, Stored[Answer]],
    symptoms: Mapping[str, Stored[int | None]],
    *,
    emptying: bool,
) -> Differences:
    """Return what a file does to each answer.

    Args:
        file: what the file says.
        asked: what this respondent is asked; nothing else is touched.
        answers: what is stored, by statement.
        symptoms: what is stored, by symptom.
        emptying: whether what is empty in the file is removed; else it stays as it is.
    """
    nothing: Stored[Answer] = Stored(0, NOTHING)
    silent: Stored[int | None] = Stored(0, None)
    compared = []
    for statement in asked.statement:
        old, new = answers.get(statement, nothing), file.answers.get(statement, NOTHING)
        after = new if emptying else _laid_over(new, old.content)
        compared.append(Difference(statement, old.version, old.content, after))
    felt = []
    for symptom in {**symptoms, **file.symptoms}:
        kept = symptoms.get(symptom, silent)
        value = file.symptoms.get(symptom, None if emptying else kept.content)
        felt.append(Difference(symptom, kept.version, kept.content, value))
    said = tuple(each for each in compared if not each.before == each.after == NOTHING)
    return Differences(said, tuple(each for each in felt if not each.before is each.after is None))


def _laid_over(new: Answer, old: Answer) -> Answer:
    return Answer(
        new.rating or old.rating, new.evidence or old.evidence, new.comment or old.comment, new.reason or old.reason
    )


def in_words(content: Answer | int | None, scale: tuple[str, ...]) -> str:
    """Return an answer for people to compare; symptoms by the words of their scale."""
    if isinstance(content, Answer):
        return words(content)
    return "" if content is None else scale[content]
