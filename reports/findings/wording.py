"""Wording that several parts of the findings share."""

from __future__ import annotations

from fractions import Fraction

from questionnaires.model import Triage
from questionnaires.weighing import WORST, is_strong, nearest_answer
from reports.findings.model import Reported
from reports.views import figures
from reports.views.subject import Subject
from roadmaps.wording import in_sentence

TEXT = 200
"""Longer than every shipped statement and action, so none of them is cut."""
FAVORABLE = "favorable ratings (L or F)"
"""What a board's page calls ratings that count toward a level."""
RARELY = Fraction(3, 2)


def name(subject: Subject, practice: str) -> str:
    """Return a practice's name as used inside a sentence."""
    return in_sentence(subject.practice_name(practice))


def names(subject: Subject, practices: tuple[str, ...] | list[str], most: int | None = None) -> str:
    """Return the names of practices as a list inside a sentence."""
    return figures.listed([name(subject, practice) for practice in practices], most)


def cut(text: str) -> str:
    """Return a text cut to the length of a quotation."""
    return figures.shortened(text, TEXT).rstrip(".")


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return f"\u201c{cut(text)}\u201d"


def after_colon(text: str) -> str:
    """Return a sentence as it continues after a colon; an abbreviation at its start keeps its capitals."""
    lower = text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
    return figures.sentence(figures.shortened(lower, TEXT))


def happens(reported: Reported) -> str:
    """Return a symptom as a clause, however often it occurs."""
    return reported.symptom.says or f"the symptom {quoted(reported.symptom.short)} is reported"


def is_rare(reported: Reported) -> bool:
    """Return whether a symptom's answer, as people read it, is 1."""
    return reported.answer < RARELY


def is_frequent(reported: Reported) -> bool:
    """Return whether a symptom occurs about once a month or more often, in the words of its scale.

    On the scale of a rare symptom, even a strong answer may mean `a few times a year`; only the highest is frequent.
    """
    return nearest_answer(reported.answer) >= WORST if reported.symptom.answers else is_strong(reported.answer)


def symptom_clause(reported: Reported) -> str:
    """Return a symptom as a clause; a rare one occurs `at times`, or `(once in the past year)` by its own scale."""
    clause = happens(reported)
    if not is_rare(reported):
        return clause
    own = reported.symptom.answers
    return f"{clause} ({own[nearest_answer(reported.answer)]} in the past year)" if own else f"at times, {clause}"


def how_often(triage: Triage, reported: Reported) -> str:
    """Return the answer that a mean is closest to, in the symptom's own words; halves are rounded up."""
    return triage.scale(reported.symptom.id)[nearest_answer(reported.answer)]


def with_frequency(triage: Triage, reported: Reported) -> str:
    """Return a symptom's name in quotation marks, and how often it occurs."""
    return f"{quoted_symptom(reported)} ({how_often(triage, reported)})"


def quoted_symptom(reported: Reported) -> str:
    """Return a symptom's name in quotation marks."""
    return f"\u201c{reported.symptom.short}\u201d"
