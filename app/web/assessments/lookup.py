"""What an address of this area names within its assessment."""

from __future__ import annotations

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.assessments import RespondentRow
from app.web import current


def find_respondent(session: Session, respondent_id: str) -> RespondentRow:
    """Return a respondent of the assessment of the address; 404 for every other id."""
    query = select(RespondentRow).where(
        RespondentRow.id == respondent_id, RespondentRow.assessment_id == current.assessment().id
    )
    row: RespondentRow = session.scalars(query).one_or_none() or abort(404)
    return row
