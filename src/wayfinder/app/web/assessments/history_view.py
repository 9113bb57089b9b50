"""Entries of the history in words."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wayfinder.app.answering.remembering import OWN_WORDS
from wayfinder.app.progress import statements_of
from wayfinder.app.storage.assessments import AssessmentRow
from wayfinder.app.storage.history import HistoryEntry
from wayfinder.practices_catalog.model import Practice
from wayfinder.questionnaires.answers.anonymity import SOMEBODY

SUBJECTS = {
    "name": "Name of the assessment",
    "assessed_on": "Date of the assessment",
    "method": "Scoring method",
    "answers": "Names on answers",
}


@dataclass(frozen=True, slots=True)
class EntryView:
    """One change; what is hidden was said without a name."""

    at: datetime
    when: str
    who: str
    kind: str
    subject: str
    before: str
    after: str
    is_hidden: bool


def entry_view(entry: HistoryEntry, practices: Mapping[str, Practice], nameless: Container[str]) -> EntryView:
    """Return an entry as the page shows it; a nameless one has a day, no time, and not what was said.

    What a day's entries say would lead from one answer to another of the only one who answered on that day.
    """
    hidden = entry.who == SOMEBODY or (entry.kind in OWN_WORDS and entry.respondent_id in nameless)
    return EntryView(
        at=entry.at,
        when=f"{entry.at:%Y-%m-%d}" if hidden else f"{entry.at:%Y-%m-%d %H:%M}",
        who=SOMEBODY if hidden else entry.who,
        kind=entry.kind.capitalize(),
        subject=_subject(entry.subject, practices),
        before="" if hidden else entry.before,
        after="" if hidden else entry.after,
        is_hidden=hidden,
    )


def subjects(session: Session, assessment: AssessmentRow) -> list[str]:
    """Return the ids of the statements by which one can filter."""
    return statements_of(session, assessment)


def _subject(subject: str, practices: Mapping[str, Practice]) -> str:
    if subject in SUBJECTS:
        return SUBJECTS[subject]
    practice, dot, rest = subject.partition(".")
    return f"{practices[practice].name}{dot}{rest}".replace(".", " ", 1) if practice in practices else subject
