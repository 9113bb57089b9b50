"""The view model of the history: each change in words."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.answering.history import OWN_WORDS
from app.answering.scope import full_questionnaire
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.storage.history import HistoryEntry
from app.web.templating import instant, moment
from questionnaires.answers.anonymity import SOMEBODY
from reports.views.figures import day, day_of
from reports.views.method import in_words

SUBJECTS = {
    "name": "Name of the assessment",
    "assessed_on": "Date of the assessment",
    "method": "Scoring method",
    "answers": "Names on answers",
    "counts_unconfirmed": "Count unconfirmed answers",
    "state": "State of the assessment",
}


@dataclass(frozen=True, slots=True)
class EntryView:
    """A change; the content of anonymous answers is hidden."""

    instant: str
    when: str
    who: str
    kind: str
    subject: str
    before: str
    after: str
    is_hidden: bool


def entry_view(entry: HistoryEntry, content: Content, anonymous: Container[str]) -> EntryView:
    """Return an entry as shown on the page: for anonymous answers, with the day but not the time or the content.

    If only one person answered on a day, the content would link that person's answers to each other.
    """
    hidden = entry.who == SOMEBODY or (entry.kind in OWN_WORDS and entry.respondent_id in anonymous)
    return EntryView(
        instant=entry.at.date().isoformat() if hidden else instant(entry.at),
        when=day(entry.at) if hidden else moment(entry.at),
        who=SOMEBODY if hidden else _author(entry),
        kind=entry.kind.capitalize(),
        subject=subject_name(entry.subject, content),
        before="" if hidden else _value(entry, entry.before, content),
        after="" if hidden else _value(entry, entry.after, content),
        is_hidden=hidden,
    )


def _author(entry: HistoryEntry) -> str:
    return f"{entry.who}, recorded for {entry.recorded_for}" if entry.recorded_for else entry.who


def subjects(session: Session, assessment: AssessmentRow, content: Content) -> list[tuple[str, str]]:
    """Return the id and name of each statement, for the filter."""
    return [(each, subject_name(each, content)) for each in full_questionnaire(session, assessment).statement]


def subject_name(subject: str, content: Content) -> str:
    """Return the name of what was changed: a setting, a statement, a practice or a symptom."""
    practices, symptoms = content.catalogue.practice, content.triage.symptom
    if subject in SUBJECTS:
        return SUBJECTS[subject]
    if subject in symptoms:
        return symptoms[subject].short
    practice, *rest = re.split(r"[. ]", subject, maxsplit=1)
    return " ".join([practices[practice].name, *rest]) if practice in practices else subject


def _value(entry: HistoryEntry, value: str, content: Content) -> str:
    """Return a value in words: the name of a method, the frequency of a symptom, a date as people write it."""
    if entry.kind == "symptom" and value:
        answer, *notes = value.split("\n")
        return "\n".join([content.triage.scale(entry.subject)[int(answer)] if answer else "", *notes])
    if entry.subject == "assessed_on" and value:
        return day_of(value)
    return in_words(value) if entry.subject == "method" else value
