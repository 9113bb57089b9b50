"""What is shown of single voices where an assessment is anonymous."""

from __future__ import annotations

LEAST_VOICES = 3
"""Below so many ratings of a statement nothing is shown of who rated what, nor of what they wrote."""


def is_held_back(voices: int, *, anonymous: bool) -> bool:
    """Return whether so few voices must not be told apart."""
    return anonymous and voices < LEAST_VOICES
