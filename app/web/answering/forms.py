"""What comes in about one statement or symptom, from a script's request or from a page's form.

The fields are not WTForms': a page holds as many of these small forms as it has statements, all in one.
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
GIVE_REASON = (
    "Say why it does not apply: NA is saved together with its reason only. What a supplier does for you does apply."
)
CHOOSE_RATING = "Choose N, P, L, F, NA or DK."

Values = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it was sent; `wrong` has messages by field, and with any of them nothing is kept."""

    answer: Answer
    version: int
    wrong: Mapping[str, str] = field(default_factory=dict)


def read_answer(values: Values) -> Sent:
    """Return an answer, or what is wrong with it."""
    wrong = {}
    rating = _rating(values("rating") or "")
    if isinstance(rating, str) and not isinstance(rating, Rating):
        wrong["rating"] = CHOOSE_RATING
    texts = {name: clean(values(name) or "") for name in TEXTS}
    for name, text in texts.items():
        if found := trouble(text):
            wrong[name] = f"This {found[0]}; {found[1]}."
    if rating is Rating.NA and not texts["reason"]:
        wrong.setdefault("reason", GIVE_REASON)
    known = rating if isinstance(rating, Rating) else None
    return Sent(Answer(known, **texts), read_version(values("version")), wrong)


def read_version(text: str | None) -> int:
    """Return the version that was seen; what is none fits no stored one."""
    return int(text) if text and re.fullmatch("[0-9]{1,9}", text) else NO_VERSION


def read_mark(text: str) -> int | Rating | None:
    """Return a mark on a ladder, None for anything else."""
    if re.fullmatch("[0-5]", text):
        return int(text)
    return Rating(text) if text in {"NA", "DK"} else None


def read_symptom(text: str, most: int) -> int | str | None:
    """Return the answer to a symptom, None for none, or what is wrong."""
    if not text:
        return None
    if re.fullmatch("[0-9]", text) and int(text) <= most:
        return int(text)
    return "Choose one of these."


def _rating(text: str) -> Rating | str | None:
    return (Rating(text) if text in set(Rating) else text) if text else None
