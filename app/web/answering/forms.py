"""Reading an answer to a statement or symptom, sent by a script or by the form of a page.

These aren't WTForms, because the form on a page contains one answer for each statement on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from questionnaires.answers.model import Answer
from questionnaires.answers.text import clean, trouble
from questionnaires.model import Rating

TEXTS = ("evidence", "comment", "reason")
NO_VERSION = -1
GIVE_REASON = "Give a reason to save “not applicable”. Work that a supplier does for you counts as applicable."
CHOOSE_RATING = "Choose N, P, L, F, NA or DK."
CHOOSE_ANSWER = "Choose one of these answers."

Fields = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """An answer as it was sent; it isn't saved if there are any `errors`, which are messages by field."""

    answer: Answer
    version: int
    errors: Mapping[str, str] = field(default_factory=dict)


def read_answer(fields: Fields) -> SentAnswer:
    """Return an answer with the errors in it."""
    errors = {}
    text = fields("rating") or ""
    rating = Rating(text) if text in set(Rating) else None
    if text and rating is None:
        errors["rating"] = CHOOSE_RATING
    texts = {name: clean(fields(name) or "") for name in TEXTS}
    for name, value in texts.items():
        if found := trouble(value):
            errors[name] = f"This {found[0]}; {found[1]}."
    if rating is Rating.NA and not texts["reason"]:
        errors.setdefault("reason", GIVE_REASON)
    return SentAnswer(Answer(rating, **texts), read_version(fields("version")), errors)


def read_version(text: str | None) -> int:
    """Return the version that the sender saw, or a number that never matches a stored version."""
    return int(text) if text and re.fullmatch("[0-9]{1,9}", text) else NO_VERSION


def read_mark(text: str) -> int | Rating | None:
    """Return a mark on a ladder, or None for any other text."""
    if re.fullmatch("[0-5]", text):
        return int(text)
    return Rating(text) if text in {"NA", "DK"} else None


def read_symptom(text: str, most: int) -> int | str | None:
    """Return the answer to a symptom, None for no answer, or an error message."""
    if not text:
        return None
    if re.fullmatch("[0-9]", text) and int(text) <= most:
        return int(text)
    return CHOOSE_ANSWER
