"""Anonymous answers, and how many it takes before individual ones may be shown."""

from __future__ import annotations

from questionnaires.answers.model import Respondent

NAMELESS, SOMEBODY = "Anonymous", "A respondent"
LEAST_ANSWERS = 3
"""With fewer anonymous ratings of a statement, neither the individual ratings nor the comments are shown."""


def is_anonymous(respondent: Respondent) -> bool:
    """Return whether someone answered anonymously."""
    return respondent.name == NAMELESS
