"""How many requirements have each rating, and how many have none for each reason, counted once for all bars."""

from __future__ import annotations

from collections.abc import Iterable

from questionnaires.model import SCALE
from questionnaires.scoring.model import RequirementScore, RequirementStatus, TooLittleKnown

TOO_LITTLE_KNOWN = "too-little-known"
NOT_ASSESSED, NOT_APPLICABLE, OUTSIDE = (
    status.value
    for status in (RequirementStatus.NOT_ASSESSED, RequirementStatus.NOT_APPLICABLE, RequirementStatus.OUTSIDE)
)
RATINGS = tuple(rating.value for rating in reversed(SCALE))
WITHOUT_RATING = {
    TOO_LITTLE_KNOWN: "too little known",
    NOT_ASSESSED: "not assessed",
    NOT_APPLICABLE: "not applicable",
    OUTSIDE: "not covered",
}
"""Why a requirement has no rating, in words, in the order of the bars."""
KINDS = (*RATINGS, *WITHOUT_RATING)
MARKS = {TOO_LITTLE_KNOWN: "?", NOT_APPLICABLE: "\u2013"}
"""Marks that tell two kinds of segments apart, in addition to their edges."""

Counts = tuple[tuple[str, int], ...]


def kind_of(score: RequirementScore) -> str:
    """Return the rating of a requirement, or why it has none; one of `KINDS`."""
    if score.rating is not None:
        return score.rating.value
    known = score.too_little_known
    return TOO_LITTLE_KNOWN if known not in {None, TooLittleKnown.NO_PRACTICE} else score.status.value


def requirement_counts(scores: Iterable[RequirementScore]) -> Counts:
    """Return how many requirements are of each kind, in the order of `KINDS`."""
    found = [kind_of(score) for score in scores]
    return tuple((kind, found.count(kind)) for kind in KINDS)


def in_words(kind: str) -> str:
    """Return a kind for people: a rating's letter, or why there is no rating."""
    return WITHOUT_RATING.get(kind, kind)


def segment_label(kind: str, many: int) -> str:
    """Return what to write on a segment: its number, with the letter of its rating or its mark."""
    mark = kind if kind in RATINGS else MARKS.get(kind, "")
    return f"{many} {mark}".rstrip()
