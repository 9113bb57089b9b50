"""Files that a lead or assessor uploads for respondents: whose answers they contain, and what they would change."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answering.scope import respondent_questionnaire
from app.answering.stored_answers import StoredAnswers
from app.answering.uploads import Differences, FileReading, UploadedAnswers, differences, uploaded_answers
from app.assessments.anonymity import unrecordable
from app.storage.assessments import ORDER_ADDED, AssessmentRow, RespondentRow
from app.storage.jobs import UNFINISHED, Job, JobState
from app.storage.uploads import Upload, uploads_with_jobs
from questionnaires.answers.model import Response
from questionnaires.answers.same_respondents import differing_ratings
from questionnaires.answers.text import fold


@dataclass(frozen=True, slots=True)
class DeskFile:
    """An uploaded file.

    Attributes:
        read: what the file contains; None while it is being read, or if it couldn't be read.
        respondent: whose answers the file contains, as chosen by the user or given by the respondent id in the file,
            even if the file has errors.
        likely: the only respondent with the name in the file, for a file without a known id.
        is_anonymous: whether the file belongs to an anonymous respondent, for whom nobody may record answers.
        is_double: whether another file, which isn't an exact copy, is for the same respondent.
        is_copy: whether the file is an exact copy of an earlier one for the same respondent.
        differs: for a double, where its ratings differ from those in the respondent's first file.
        uploaded, changes: the file compared with what is stored, for a file with a respondent.
        fingerprint: identifies the stored answers that the file was compared with.
    """

    row: Upload
    job: Job
    read: FileReading | None = None
    respondent: RespondentRow | None = None
    likely: RespondentRow | None = None
    is_anonymous: bool = False
    is_double: bool = False
    is_copy: bool = False
    differs: str = ""
    uploaded: UploadedAnswers = field(default_factory=UploadedAnswers)
    changes: Differences = field(default_factory=lambda: Differences((), ()))
    fingerprint: str = ""

    @property
    def response(self) -> Response | None:
        """What the file contains; None if it has errors or couldn't be read."""
        return self.read.response if self.read else None

    @property
    def is_alive(self) -> bool:
        """Whether the file is still being read."""
        return self.job.state in UNFINISHED


@dataclass(frozen=True, slots=True)
class Desk:
    """All files that one person has uploaded for an assessment, and the respondents the files may be for.

    Attributes:
        anonymous: the number of other respondents, for whom nobody may upload files because they are anonymous.
    """

    files: Sequence[DeskFile]
    respondents: Sequence[RespondentRow]
    anonymous: int


def desk_of(session: Session, assessment: AssessmentRow, user_id: str) -> Desk:
    """Return the files that a user has uploaded for an assessment, oldest first; the number of queries is constant."""
    own = uploads_with_jobs().where(Upload.assessment_id == assessment.id, Upload.uploaded_by == user_id)
    found = session.execute(own.order_by(Upload.created_at, Upload.file_name, Upload.id)).all()
    people, hidden = _people(session, assessment), unrecordable(session, assessment)
    matcher = _Matcher({each.id: each for each in people}, hidden)
    files = [matcher.file(row, job) for row, job in found]
    return Desk(_compared(session, assessment, files), _recordable(people, hidden), len(hidden))


def recordable_respondents(session: Session, assessment: AssessmentRow) -> list[RespondentRow]:
    """Return the respondents whose answers a lead or assessor may record, in the order they were added."""
    return _recordable(_people(session, assessment), unrecordable(session, assessment))


def _people(session: Session, assessment: AssessmentRow) -> Sequence[RespondentRow]:
    query = select(RespondentRow).where(RespondentRow.assessment_id == assessment.id)
    return session.scalars(query.order_by(*ORDER_ADDED)).all()


def _recordable(people: Sequence[RespondentRow], hidden: Container[str]) -> list[RespondentRow]:
    return [each for each in people if each.id not in hidden]


@dataclass(frozen=True)
class _Matcher:
    """Finds out whose answers a file contains."""

    people: Mapping[str, RespondentRow]
    hidden: set[str]

    def file(self, row: Upload, job: Job) -> DeskFile:
        """Return a file with its respondent."""
        read = FileReading.of(job.result or b"{}") if job.state is JobState.DONE else None
        response = read.response if read else None
        in_file = response.respondent.id if response else read.respondent_id if read else ""
        named = row.respondent_id or in_file
        respondent = self.people.get(named)
        if respondent and respondent.id in self.hidden:
            return DeskFile(row, job, read, is_anonymous=True)
        likely = self._by_name(response) if response and not respondent else None
        return DeskFile(row, job, read, respondent, likely)

    def _by_name(self, response: Response) -> RespondentRow | None:
        name = fold(response.respondent.name)
        alike = [each for each in self.people.values() if name and fold(each.name) == name]
        return alike[0] if len(alike) == 1 and alike[0].id not in self.hidden else None


def _compared(session: Session, assessment: AssessmentRow, files: Sequence[DeskFile]) -> list[DeskFile]:
    """Return the files; each file with a respondent includes what it would change."""
    doubles = _Doubles(files)
    stored = StoredAnswers.of_all(session, list(doubles.files))
    return [_compared_file(session, assessment, each, doubles, stored) for each in files]


class _Doubles:
    """The files of each respondent by content, so that exact copies count as one file."""

    def __init__(self, files: Sequence[DeskFile]) -> None:
        self.files: dict[str, dict[str, DeskFile]] = {}
        for each in files:
            if each.respondent and each.response:
                key = each.response.digest or each.row.id
                self.files.setdefault(each.respondent.id, {}).setdefault(key, each)

    def is_double(self, file: DeskFile) -> bool:
        """Return whether another file, which isn't a copy, is for the same respondent."""
        return len(self._kept(file)) > 1

    def is_copy(self, file: DeskFile) -> bool:
        """Return whether the file is an exact copy of an earlier one."""
        return all(each is not file for each in self._kept(file))

    def differs(self, file: DeskFile) -> str:
        """Return where a file's ratings differ from those in the respondent's first file; "" for the first itself."""
        first = self._kept(file)[0]
        here, there = file.response, first.response
        return differing_ratings(here, there) if here and there and first is not file else ""

    def _kept(self, file: DeskFile) -> list[DeskFile]:
        return list(self.files[file.respondent.id].values()) if file.respondent else [file]


def _compared_file(
    session: Session,
    assessment: AssessmentRow,
    file: DeskFile,
    doubles: _Doubles,
    stored: Mapping[str, StoredAnswers],
) -> DeskFile:
    respondent = file.respondent
    if respondent is None or file.response is None:
        return file
    questionnaire, before = respondent_questionnaire(session, assessment, respondent), stored[respondent.id]
    uploaded = uploaded_answers(file.response, questionnaire, respondent.id, respondent.name)
    # A file sent by email is often older than the latest answers, so answers that it leaves empty stay.
    changes = differences(uploaded, questionnaire, before.answers, before.symptoms, remove_empty=False)
    return replace(
        file,
        is_double=doubles.is_double(file),
        is_copy=doubles.is_copy(file),
        differs=doubles.differs(file),
        uploaded=uploaded,
        changes=changes,
        fingerprint=before.fingerprint,
    )
