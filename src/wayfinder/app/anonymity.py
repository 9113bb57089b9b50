"""What is shown of single voices where answers were given without names."""

from __future__ import annotations

from wayfinder.app.nameless import NAMELESS
from wayfinder.questionnaires.answers.model import Respondent

LEAST_VOICES = 3
"""Below so many nameless ratings of a statement nothing is shown of what each was, nor of what was written."""


def is_nameless(respondent: Respondent) -> bool:
    """Return whether someone is a stand-in for whoever answered without a name."""
    return respondent.name == NAMELESS


def is_held_back(nameless_ratings: int) -> bool:
    """Return whether so few nameless ratings must not be told apart."""
    return nameless_ratings < LEAST_VOICES
