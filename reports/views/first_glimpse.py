"""What to say about results that rest on few answers: they are a first glimpse, and answering comes before planning."""

from __future__ import annotations

from questionnaires.scoring.model import Scores
from reports.views import figures


def first_glimpse(scores: Scores) -> str:
    """Return a warning if under a third of the statements in scope are answered, otherwise ""."""
    if not scores.answered or not scores.is_first_glimpse:
        return ""
    asked = figures.count(len(scores.questionnaire.statements), "statement")
    verb = "is" if scores.answered == 1 else "are"
    return (
        f"This is a first glimpse: only {scores.answered} of the {asked} in scope {verb} answered. "
        "Go on answering before you plan."
    )
