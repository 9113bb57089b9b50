"""Files beside answers: how large, how many, under which names."""

from __future__ import annotations

import re

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.answering.history import AnswerChange, Answerer, remember
from app.storage.attachments import Attachment
from practices_catalog.faults import refuse
from questionnaires.answers.text import REPLACEMENT, composed, one_line, printable

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_FILES = 10
MOST_OF_RESPONDENT = 200 * MEGABYTE
LONGEST_NAME = 120
MEDIA_TYPE = "application/octet-stream"  # whatever it is, the browser is to save it and not to open it

_RESERVED = re.compile(r'[<>:"|?*\x00-\x1f]')


def safe_name(name: str) -> str:
    """Return a file's name without folders, signs that systems refuse, and tricks; the ending stays."""
    last = printable(name).replace("\\", "/").rpartition("/")[2]
    plain = one_line(_RESERVED.sub("_", composed(last)).replace(REPLACEMENT, "_")).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME] or "file"
    return f"{stem[: LONGEST_NAME - len(ending[:20]) - 1] or 'file'}.{ending[:20]}"


def attach(session: Session, by: Answerer, statement: str, name: str, content: bytes) -> None:
    """Keep a file beside an answer; the same name with the same content once only.

    Raises:
        InputError: it is empty or too large, or there are too many.
    """
    name = safe_name(name)
    if not content:
        raise refuse(f"{name} is empty", "choose the file itself, and not a shortcut to it")
    if len(content) > MOST_BYTES:
        mend = "attach the page that shows it, or name its place in the evidence"
        raise refuse(f"{name} is larger than {MOST_BYTES // MEGABYTE} MB", mend)
    mine = Attachment.respondent_id == by.respondent_id
    here = (mine, Attachment.statement_id == statement)
    alike = select(Attachment.id).where(*here, Attachment.name == name, Attachment.content == content)
    if session.execute(alike).first():
        return
    if session.execute(select(func.count()).where(*here)).scalar_one() >= MOST_FILES:
        raise refuse(f"there are {MOST_FILES} files already", "remove one first, or put several into one")
    used = session.execute(select(func.coalesce(func.sum(Attachment.size), 0)).where(mine)).scalar_one()
    if used + len(content) > MOST_OF_RESPONDENT:
        wrong = f"your files would be more than {MOST_OF_RESPONDENT // MEGABYTE} MB together"
        raise refuse(wrong, "remove one first, or name its place in the evidence")
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
    remember(session, by, AnswerChange("file", statement, "", name))


def detach(session: Session, by: Answerer, statement: str, attachment_id: str) -> None:
    """Remove a file; nothing happens where it is gone."""
    found = select(Attachment).where(
        Attachment.id == attachment_id,
        Attachment.respondent_id == by.respondent_id,
        Attachment.statement_id == statement,
    )
    file = session.scalars(found).one_or_none()
    if file is not None:
        session.delete(file)
        remember(session, by, AnswerChange("file", statement, file.name, ""))
