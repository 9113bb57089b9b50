"""Entries of the history in words."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.answering.history import OWN_WORDS
from app.answering.progress import statements_of
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.storage.history import HistoryEntry
from questionnaires.answers.anonymity import SOMEBODY
from reports.views.method import in_words

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


def entry_view(entry: HistoryEntry, content: Content, anonymous: Container[str]) -> EntryView:
    """Return an entry as the page shows it; a anonymous one has a day, no time, and not what was said.

    What a day's entries say would lead from one answer to another of the only one who answered on that day.
    """
    hidden = entry.who == SOMEBODY or (entry.kind in OWN_WORDS and entry.respondent_id in anonymous)
    return EntryView(
        at=entry.at,
        when=f"{entry.at:%Y-%m-%d}" if hidden else f"{entry.at:%Y-%m-%d %H:%M}",
        who=SOMEBODY if hidden else entry.who,
        kind=entry.kind.capitalize(),
        subject=subject_name(entry.subject, content),
        before="" if hidden else _value(entry, entry.before, content),
        after="" if hidden else _value(entry, entry.after, content),
        is_hidden=hidden,
    )


def subjects(session: Session, assessment: AssessmentRow, content: Content) -> list[tuple[str, str]]:
    """Return the statements by which one can filter, by id and name."""
    return [(each, subject_name(each, content)) for each in statements_of(session, assessment)]


def subject_name(subject: str, content: Content) -> str:
    """Return what an entry is about: a setting, a statement, a practice or a symptom."""
    practices, symptoms = content.catalogue.practice, content.triage.symptom
    if subject in SUBJECTS:
        return SUBJECTS[subject]
    if subject in symptoms:
        return symptoms[subject].short
    practice, *rest = re.split(r"[. ]", subject, maxsplit=1)
    return " ".join([practices[practice].name, *rest]) if practice in practices else subject


def _value(entry: HistoryEntry, value: str, content: Content) -> str:
    """Return a value in words: a method by its name, a symptom by how often."""
    if entry.kind == "symptom" and value:
        return content.triage.answers[int(value)]
    return in_words(value) if entry.subject == "method" else value
