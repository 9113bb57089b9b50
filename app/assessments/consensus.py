"""Setting and withdrawing consensus, with an entry in the history."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.states import OPEN, require
from app.people.members import members_of, name_of
from app.running.time_zones import local
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow, ConsensusRow
from app.storage.base import now
from app.storage.history import HistoryEntry
from app.storage.versions import Conflict, locked
from questionnaires.answers.model import Consensus
from questionnaires.model import Rating
from reports.views import figures

KIND = "consensus"


def consensus_rows(session: Session, assessment: AssessmentRow) -> dict[str, ConsensusRow]:
    """Return the rows by statement, including withdrawn ones, because they have a version."""
    query = select(ConsensusRow).where(ConsensusRow.assessment_id == assessment.id)
    return {row.statement_id: row for row in session.scalars(query)}


def consensus_setters(session: Session, assessment: AssessmentRow) -> dict[str, str]:
    """Return who set the current consensus and on which day, by statement."""
    members = {each.user_id: each for each in members_of(session, assessment.organization_id)}
    query = select(ConsensusRow.statement_id, ConsensusRow.set_by, ConsensusRow.set_at).where(
        ConsensusRow.assessment_id == assessment.id, ConsensusRow.rating.is_not(None)
    )
    zone = assessment.organization.time_zone
    return {
        statement: f"Set by {name_of(members.get(by or ''))} on {figures.day(local(at, zone))}"
        for statement, by, at in session.execute(query)
    }


@dataclass(frozen=True, slots=True)
class ConsensusChange:
    """A change that a user wants; `seen` is the version that the user saw, 0 if there was no row.

    Attributes:
        consensus: None withdraws the current one.
    """

    statement: str
    seen: int
    consensus: Consensus | None


def set_consensus(session: Session, assessment: AssessmentRow, user: User, wanted: ConsensusChange) -> None:
    """Set or withdraw the consensus on a statement. Sending the same change again has no effect.

    Raises:
        Conflict: someone else has changed the consensus.
        Frozen: the assessment is closed.
    """
    locked(session, AssessmentRow, assessment.id)  # changes take turns, even while there is no row to lock
    require(session, assessment.id, OPEN)
    query = select(ConsensusRow).where(
        ConsensusRow.assessment_id == assessment.id, ConsensusRow.statement_id == wanted.statement
    )
    row = session.scalar(query)
    stored, new = _consensus(row), wanted.consensus
    # A script may send a change again if the reply got lost.
    if stored == new:
        return
    if wanted.seen != (row.version if row else 0):
        if row:
            session.expunge(row)
        raise Conflict(row)
    row = row or ConsensusRow(assessment_id=assessment.id, statement_id=wanted.statement)
    row.rating = new.rating.value if new else None
    row.note, row.evidence = (new.note, new.evidence) if new else ("", "")
    row.set_by, row.set_at = user.id, now()
    session.add(row)
    session.add(
        HistoryEntry(
            assessment_id=assessment.id,
            user_id=user.id,
            who=user.name,
            kind=KIND,
            subject=wanted.statement,
            before=words(stored),
            after=words(new),
        )
    )


def words(consensus: Consensus | None) -> str:
    """Return a consensus as text for the history, "" for None."""
    if consensus is None:
        return ""
    texts = (("Note", consensus.note), ("Evidence", consensus.evidence))
    return "\n".join([consensus.rating.value, *(f"{name}: {text}" for name, text in texts if text)])


def _consensus(row: ConsensusRow | None) -> Consensus | None:
    return Consensus(Rating(row.rating), row.note, row.evidence) if row and row.rating else None
