"""Answers given without a name, and below how many of them single ones are not told."""

from __future__ import annotations

from questionnaires.answers.model import Respondent

NAMELESS, SOMEBODY = "Anonymous", "A respondent"
LEAST_VOICES = 3
"""Below so many nameless ratings of a statement nothing is shown of what each was, nor of what was written."""


def is_nameless(respondent: Respondent) -> bool:
    """Return whether someone answered without a name."""
    return respondent.name == NAMELESS
