"""Files attached to answers: limits and safe names."""

from __future__ import annotations

import re

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.answering.history import Answerer, RespondentChange, as_of_now, record
from app.assessments.releasing import hold, release
from app.assessments.states import ANSWERING, require
from app.storage.attachments import Attachment
from practices_catalog.faults import refuse
from questionnaires.answers.text import REPLACEMENT, composed, one_line, printable

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_FILES = 10
MOST_OF_RESPONDENT = 200 * MEGABYTE
LONGEST_NAME = 120
MEDIA_TYPE = "application/octet-stream"  # browsers save such files instead of opening them

_RESERVED = re.compile(r'[<>:"|?*\x00-\x1f]')


def safe_name(name: str) -> str:
    """Remove folders, reserved characters and misleading characters from a file name, and keep its extension."""
    last = printable(name).replace("\\", "/").rpartition("/")[2]
    plain = one_line(_RESERVED.sub("_", composed(last)).replace(REPLACEMENT, "_")).strip(". ")
    stem, dot, extension = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME] or "file"
    return f"{stem[: LONGEST_NAME - len(extension[:20]) - 1] or 'file'}.{extension[:20]}"


def attach(session: Session, by: Answerer, statement: str, name: str, content: bytes) -> None:
    """Attach a file to an answer; a file with the same name and content is attached only once.

    Raises:
        InputError: the file is empty or too large, or there are too many files.
        Frozen: answers are no longer being collected.
        Unrecordable: nobody may answer for this respondent.
    """
    require(session, by.assessment_id, ANSWERING)
    by = as_of_now(session, by)
    name = safe_name(name)
    if not content:
        raise refuse(f"{name} is empty", "choose the file itself, not a shortcut to it")
    if len(content) > MOST_BYTES:
        mend = "attach only the relevant page, or say in the evidence where to find the file"
        raise refuse(f"{name} is larger than {MOST_BYTES // MEGABYTE} MB", mend)
    own = Attachment.respondent_id == by.respondent_id
    here = (own, Attachment.statement_id == statement, Attachment.is_sealed.is_(False))
    same = select(Attachment.id).where(*here, Attachment.name == name, Attachment.content == content)
    if session.execute(same).first():
        return
    if session.execute(select(func.count()).where(*here)).scalar_one() >= MOST_FILES:
        wrong = f"this answer already has {MOST_FILES} files"
        raise refuse(wrong, "remove one first, or combine several into one file")
    used = session.execute(select(func.coalesce(func.sum(Attachment.size), 0)).where(own)).scalar_one()
    if used + len(content) > MOST_OF_RESPONDENT:
        wrong = f"your files would exceed {MOST_OF_RESPONDENT // MEGABYTE} MB in total"
        raise refuse(wrong, "remove a file first, or say in the evidence where to find this file")
    session.add(
        Attachment(
            assessment_id=by.assessment_id,
            respondent_id=by.respondent_id,
            statement_id=statement,
            name=name,
            media_type=MEDIA_TYPE,
            size=len(content),
            content=content,
        )
    )
    record(session, by, RespondentChange("file", statement, "", name))
    session.flush()
    hold(session, by.respondent_id, statement)
    release(session, by.assessment_id)


def detach(session: Session, by: Answerer, statement: str, attachment_id: str) -> None:
    """Remove a file; do nothing if it no longer exists.

    Raises:
        Frozen: answers are no longer being collected.
        Unrecordable: nobody may answer for this respondent.
    """
    require(session, by.assessment_id, ANSWERING)
    by = as_of_now(session, by)
    query = select(Attachment).where(
        Attachment.id == attachment_id,
        Attachment.respondent_id == by.respondent_id,
        Attachment.statement_id == statement,
        Attachment.is_sealed.is_(False),
    )
    file = session.scalars(query).one_or_none()
    if file is not None:
        session.delete(file)
        record(session, by, RespondentChange("file", statement, file.name, ""))
        session.flush()
        hold(session, by.respondent_id, statement)
        release(session, by.assessment_id)
