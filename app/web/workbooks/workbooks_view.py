"""The view model of the uploaded files: whose answers they contain, and what they would change or what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from app.answering.desk import Desk, DeskFile
from app.answering.uploads import UploadEffect
from app.storage.assessments import RespondentRow
from app.storage.jobs import JobState
from practices_catalog.fault_groups import FaultLine
from questionnaires.answers.model import Response
from reports.views.figures import count
from reports.views.subject import role_name

DOUBLE = "Another file is for the same respondent{}. Save one of them and discard the other."
COPY = "This file is an exact copy of another one. You can discard it."
ANONYMOUS = "This file belongs to an anonymous respondent. Only the respondent can upload it."
UNNAMED = "The file doesn't name its respondent. Choose the respondent."


@dataclass(frozen=True, slots=True)
class FileView:
    """An uploaded file.

    Attributes:
        respondent: the name of the respondent whose answers the file contains, or "".
        respondent_id: the same respondent's id, or the id of the likely respondent.
        counts: what the file would change.
        message: what to do about the file, or why it can't be used.
        faults: the first errors in the file, equal ones in one line; `more` is the number of others.
        has_preview: whether the changes can be reviewed; `is_open` says whether someone has to choose the respondent
            first.
        is_ready: whether the file can be saved; `is_selected` says whether it is selected by default.
    """

    id: str
    name: str
    is_alive: bool
    stage: str
    respondent: str
    respondent_id: str
    counts: str
    notes: tuple[str, ...]
    message: str
    faults: tuple[FaultLine, ...]
    more: int
    has_preview: bool
    is_open: bool
    is_ready: bool
    is_selected: bool
    fingerprint: str

    @property
    def errors(self) -> int:
        """The number of errors in the file."""
        return sum(line.count for line in self.faults) + self.more


@dataclass(frozen=True, slots=True)
class WorkbooksView:
    """The page; `respondents` has the id of each with the name and role. Doubles count as to check, not as ready."""

    files: tuple[FileView, ...]
    respondents: tuple[tuple[str, str], ...]
    summary: str
    is_reading: bool
    is_any_ready: bool


def workbooks_view(desk: Desk) -> WorkbooksView:
    """Return the page."""
    files = tuple(map(_file, desk.files))
    selected = sum(each.is_selected for each in files)
    reading = sum(each.is_alive for each in files)
    same = sum(each.has_preview and not each.is_ready for each in files)
    counted = (
        (selected, "ready to save"),
        (same, "without changes"),
        (len(files) - selected - same - reading, "to check"),
        (reading, "being read"),
    )
    summary = f"{count(len(files), 'file')}: {', '.join(f'{many} {what}' for many, what in counted if many)}"
    is_any_ready = any(each.is_ready for each in files)
    return WorkbooksView(files, tuple(map(_choice, desk.respondents)), summary, reading > 0, is_any_ready)


def _choice(row: RespondentRow) -> tuple[str, str]:
    return row.id, ", ".join(filter(None, (row.name, role_name(row.role))))


def _file(file: DeskFile) -> FileView:
    response, respondent = file.response, file.respondent if file.response else None
    has_changes = any(file.changes.count(each) for each in UploadEffect if each is not UploadEffect.UNCHANGED)
    nobody = file.respondent or file.likely
    return FileView(
        id=file.row.id,
        name=file.row.file_name,
        is_alive=file.is_alive,
        stage=_stage(file),
        respondent=file.respondent.name if file.respondent else "",
        respondent_id=nobody.id if nobody else "",
        counts=file.changes.in_words() if respondent else "",
        notes=file.uploaded.notes,
        message=_message(file),
        faults=file.read.faults if file.read else (),
        more=file.read.more if file.read else 0,
        has_preview=respondent is not None,
        is_open=response is not None and respondent is None and not file.is_anonymous,
        is_ready=respondent is not None and has_changes,
        is_selected=respondent is not None and has_changes and not (file.is_double or file.is_copy),
        fingerprint=file.fingerprint,
    )


def _stage(file: DeskFile) -> str:
    return "Waiting" if file.job.state is JobState.QUEUED else file.job.stage or "Starting"


def _message(file: DeskFile) -> str:
    """Return what to do about a file, or why it can't be used; "" if nothing is wrong with it."""
    if file.is_alive:
        return ""
    if file.read is None:
        return file.job.error or "Reading the file was canceled."
    if file.read.response is None:
        return "Correct the errors in the file, then upload it again."
    if file.is_anonymous:
        return ANONYMOUS
    if file.respondent is None:
        return _whose(file.read.response, file.likely)
    double = DOUBLE.format(f", {file.differs}" if file.differs else "") if file.is_double else ""
    return COPY if file.is_copy else double


def _whose(response: Response, likely: RespondentRow | None) -> str:
    """Say whose answers a file without a known respondent id claims to contain."""
    if likely:
        return f"The file's respondent id isn't from this assessment, but it names {likely.name}. Check the respondent."
    name, organization = response.respondent.name, response.organization.name
    if not name:
        return UNNAMED
    at = f" of {organization}" if organization else ""
    return (
        f"The file is from {name}{at}, who isn't a respondent here. "
        "If it belongs to another assessment, discard it; if not, choose the respondent."
    )
