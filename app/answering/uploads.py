"""An uploaded file of answers: reading it, and comparing it with what is stored."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Generic

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from app.answering import saving
from app.answering.attachments import safe_name
from app.answering.history import Answerer
from app.answering.saving import ANSWERS, NO_ANSWER, SYMPTOMS, Stored, Submitted, Value, answer_text
from app.running.content import Content
from practices_catalog.fault_groups import FaultLine, grouped
from practices_catalog.faults import Fault, InputError
from questionnaires.answers.model import Answer, Response, names_read_in_words
from questionnaires.answers.reading import read_response, respondent_id_in
from questionnaires.answers.text import fold
from questionnaires.model import Questionnaire
from reports.views.figures import capital, count, listed

OUT_OF_DATE = FaultLine("", "the file was checked by an earlier version of Wayfinder", "upload it again")
FOLDERS = "wayfinder-upload-"  # prefix of the temporary folders in which uploaded files are read


@dataclass(frozen=True, slots=True)
class FileReading:
    """The content of an uploaded file: a response, or its first errors (equal ones in one line) and how many more.

    Attributes:
        respondent_id: the respondent id in a file with errors; "" if it can't be determined.
    """

    response: Response | None = None
    faults: tuple[FaultLine, ...] = ()
    more: int = 0
    respondent_id: str = ""

    @classmethod
    def of_faults(cls, faults: Sequence[Fault], respondent_id: str = "") -> FileReading:
        """Return the result of reading a file that contains errors."""
        found = grouped(faults)
        return cls(faults=found.lines, more=found.more, respondent_id=respondent_id)

    def document(self) -> bytes:
        """Return the JSON document that the database stores."""
        return FILE_READING.dump_json(self)

    @classmethod
    def of(cls, document: bytes) -> FileReading:
        """Return the reading from its document. If an earlier version of Wayfinder wrote it, ask for a new upload."""
        try:
            return FILE_READING.validate_json(document)
        except ValidationError:
            return cls(faults=(OUT_OF_DATE,))


FILE_READING = TypeAdapter(FileReading)


class UploadEffect(StrEnum):
    """What an uploaded file does to a stored answer."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class UploadedAnswers:
    """The answers in an uploaded file that are in the respondent's scope.

    Attributes:
        notes: what in the file is ignored or unexpected, and why.
        is_own: whether the file is the respondent's own download; answers left empty in it were deleted on purpose.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    symptoms: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Difference(Generic[Value]):
    """One answer before and after an upload; `version` is the stored one, 0 if nothing is stored."""

    subject: str
    version: int
    before: Value
    after: Value

    @property
    def effect(self) -> UploadEffect:
        """What the upload does to the answer."""
        if self.before == self.after:
            return UploadEffect.UNCHANGED
        if self.before in {None, NO_ANSWER}:
            return UploadEffect.ADDED
        return UploadEffect.REMOVED if self.after in {None, NO_ANSWER} else UploadEffect.CHANGED


@dataclass(frozen=True, slots=True)
class Differences:
    """All answers that an upload contains or would remove."""

    answers: tuple[Difference[Answer], ...]
    symptoms: tuple[Difference[int | None], ...]

    def count(self, effect: UploadEffect) -> int:
        """Return the number of answers with an effect."""
        effects = [*(each.effect for each in self.answers), *(each.effect for each in self.symptoms)]
        return effects.count(effect)

    def in_words(self) -> str:
        """Return how many answers have each effect: `2 added, 1 unchanged`."""
        counted = ((self.count(each), each.value) for each in UploadEffect)
        return ", ".join(f"{many} {effect}" for many, effect in counted if many) or "no answers"


def read_upload(name: str, sent: bytes, content: Content, full: Questionnaire) -> Response:
    """Return the answers in an uploaded file, read by the same code as on the command line.

    Raises:
        InputError: lists all errors in the file and their places.
    """
    with _as_file(name, sent) as path:
        try:
            return read_response(path, content.catalogue, [full], content.triage)
        except InputError as error:
            raise InputError(map(_without_folder, error.faults)) from None


def respondent_id_of(name: str, sent: bytes, content: Content, full: Questionnaire) -> str:
    """Return the respondent id in an uploaded file with errors, or ""."""
    with _as_file(name, sent) as path:
        return respondent_id_in(path, content.catalogue, [full], content.triage)


@contextmanager
def _as_file(name: str, sent: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=FOLDERS) as folder:
        path = Path(folder) / ("answers" + PurePath(safe_name(name)).suffix.lower())
        path.write_bytes(sent)
        yield path


def _without_folder(fault: Fault) -> Fault:
    return replace(fault, place=replace(fault.place, file=""))


def uploaded_answers(
    response: Response, questionnaire: Questionnaire, respondent_id: str, name: str = ""
) -> UploadedAnswers:
    """Return the answers in a file that are in a respondent's scope, with notes on the rest.

    Args:
        response: what the file contains.
        questionnaire: the part that the respondent answers.
        respondent_id: whose answers the file will be saved as.
        name: the respondent's name if someone else uploads the file; "" for the respondent's own upload.
    """
    answers = {each: answer for each, answer in response.answers.items() if each in questionnaire.statement}
    is_own = response.respondent.id == respondent_id
    notes = _notes(response, len(answers), name, is_own=is_own)
    return UploadedAnswers(answers, response.triage, tuple(notes), is_own)


def _notes(response: Response, in_scope: int, name: str, *, is_own: bool) -> Iterator[str]:
    if not is_own and response.respondent.name and fold(response.respondent.name) != fold(name):
        whose = f"those of {name}" if name else "yours"
        yield f"The file names {response.respondent.name} as the respondent. The answers will be saved as {whose}."
    if out := len(response.answers) - in_scope:
        yield f"{count(out, 'answer')} about practices that aren't assigned to {name or 'you'} will be ignored."
    if response.consensus:
        ratings = count(len(response.consensus), "consensus rating")
        yield f"{ratings} will be ignored. Assessors set consensus in the workshop."
    if response.notes:
        yield f"{count(response.notes, 'cell note')} in the file will be saved as comments."
    if response.notes_left:
        yield f"{count(response.notes_left, 'note')} on rows without a comment, such as symptoms, will be ignored."
    if rungs := response.overridden_rungs:
        yield (
            f"{listed(rungs)}: the rung has no effect, because every statement has its own rating. "
            "To use the rung, clear those ratings in the file and upload it again."
        )
    if names := names_read_in_words([response]):
        yield f"{capital(names)}."
    if response.hidden_answers:
        yield f"The file's hidden rows contain {count(response.hidden_answers, 'answer')}, which will be saved too."


def differences(
    file: UploadedAnswers,
    questionnaire: Questionnaire,
    answers: Mapping[str, Stored[Answer]],
    symptoms: Mapping[str, Stored[int | None]],
    *,
    remove_empty: bool,
) -> Differences:
    """Return what an upload does to each answer.

    Args:
        file: the uploaded answers.
        questionnaire: the part that the respondent answers; no other statement changes.
        answers: the stored answers by statement.
        symptoms: the stored answers by symptom.
        remove_empty: whether an answer left empty in the file removes the stored one.
    """
    compared = []
    for statement in questionnaire.statement:
        old = answers.get(statement, Stored(0, NO_ANSWER))
        new = file.answers.get(statement, NO_ANSWER)
        after = new if remove_empty else _merged(new, old.value)
        compared.append(Difference(statement, old.version, old.value, after))
    no_symptom: Stored[int | None] = Stored(0, None)
    symptoms_compared = []
    for symptom in {**symptoms, **file.symptoms}:
        before = symptoms.get(symptom, no_symptom)
        value = file.symptoms.get(symptom, None if remove_empty else before.value)
        symptoms_compared.append(Difference(symptom, before.version, before.value, value))
    return Differences(
        tuple(each for each in compared if not each.before == each.after == NO_ANSWER),
        tuple(each for each in symptoms_compared if not each.before is each.after is None),
    )


def _merged(new: Answer, old: Answer) -> Answer:
    return Answer(
        new.rating or old.rating, new.evidence or old.evidence, new.comment or old.comment, new.reason or old.reason
    )


def in_words(value: Answer | int | None, scale: tuple[str, ...]) -> str:
    """Return an answer as text; a symptom's answer in the words of its scale."""
    if isinstance(value, Answer):
        return answer_text(value)
    return "" if value is None else scale[value]


def save_differences(session: Session, found: Differences, by: Answerer) -> None:
    """Save everything that an upload would change.

    Raises:
        Frozen: answers are no longer being collected.
        Unrecordable: nobody may answer for this respondent.
    """
    answers = [Submitted(each.subject, each.version, each.after, confirms=True) for each in found.answers]
    symptoms = [Submitted(each.subject, each.version, each.after) for each in found.symptoms]
    saving.save(session, ANSWERS, by, answers)
    saving.save(session, SYMPTOMS, by, symptoms)
