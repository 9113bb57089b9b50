"""What to say about results based on few answers: they are a first glimpse, and answering comes before planning."""

from __future__ import annotations

from questionnaires.scoring.model import Scores
from reports.views import figures

NOTHING_ASSESSED = "This is a first glimpse: nothing has been assessed yet. Assess practices before you plan."
"""What to say about a recommendation that is based only on symptoms."""


def first_glimpse(scores: Scores) -> str:
    """Return a warning if under a third of the statements in scope are answered, otherwise ""."""
    if not scores.answered or not scores.is_first_glimpse:
        return ""
    asked = figures.count(len(scores.questionnaire.statements), "statement")
    verb = "is" if scores.answered == 1 else "are"
    return (
        f"This is a first glimpse: only {scores.answered} of the {asked} in scope {verb} answered. "
        "Answer more statements before you plan."
    )


def before_planning(scores: Scores) -> str:
    """Return why answering comes before planning: the same warning, or that nothing has been answered; else ""."""
    return first_glimpse(scores) if scores.answered else NOTHING_ASSESSED
