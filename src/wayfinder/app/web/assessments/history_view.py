"""Entries of the history in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wayfinder.app.answering.remembering import SOMEBODY
from wayfinder.app.progress import statements_of
from wayfinder.app.storage.assessments import AssessmentRow
from wayfinder.app.storage.history import HistoryEntry
from wayfinder.practices_catalog.model import Practice

SUBJECTS = {
    "name": "Name of the assessment",
    "assessed_on": "Date of the assessment",
    "method": "Scoring method",
    "answers": "Names on answers",
}


@dataclass(frozen=True, slots=True)
class EntryView:
    """One change."""

    at: datetime
    when: str
    who: str
    kind: str
    subject: str
    before: str
    after: str


def entry_view(entry: HistoryEntry, practices: Mapping[str, Practice]) -> EntryView:
    """Return an entry as the page shows it; a nameless one has a day and no time."""
    return EntryView(
        at=entry.at,
        when=f"{entry.at:%Y-%m-%d}" if entry.who == SOMEBODY else f"{entry.at:%Y-%m-%d %H:%M}",
        who=entry.who,
        kind=entry.kind.capitalize(),
        subject=_subject(entry.subject, practices),
        before=entry.before,
        after=entry.after,
    )


def subjects(session: Session, assessment: AssessmentRow) -> list[str]:
    """Return the ids of the statements by which one can filter."""
    return statements_of(session, assessment)


def _subject(subject: str, practices: Mapping[str, Practice]) -> str:
    if subject in SUBJECTS:
        return SUBJECTS[subject]
    practice, *rest = re.split(r"[. ]", subject, maxsplit=1)
    return " ".join([practices[practice].name, *rest]) if practice in practices else subject
