"""The view model of the files attached to answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.attachments import Attachment
from practices_catalog.faults import InputError


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file attached to an answer."""

    id: str
    name: str
    size: int


def attached_files(
    session: Session, respondent_id: str, statements: Iterable[str] = ()
) -> dict[str, tuple[AttachedFile, ...]]:
    """Return a respondent's files by statement, for some statements or for all, without loading their content."""
    query = select(Attachment.statement_id, Attachment.id, Attachment.name, Attachment.size).where(
        Attachment.respondent_id == respondent_id, Attachment.is_sealed.is_(False)
    )
    if only := list(statements):
        query = query.where(Attachment.statement_id.in_(only))
    found: dict[str, tuple[AttachedFile, ...]] = {}
    rows = session.execute(query.order_by(Attachment.created_at, Attachment.id)).all()
    for statement, file_id, name, size in rows:
        found[statement] = (*found.get(statement, ()), AttachedFile(file_id, name, size))
    return found


def file_message(error: InputError) -> str:
    """Return the message next to the file field."""
    return " ".join(f"{fault.wrong}; {fault.mend}." for fault in error.faults)
