"""Names the author of a page's quotations once, if all of them are from one person."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.answers.anonymity import SOMEBODY
from questionnaires.answers.model import Respondent
from reports.findings.evidence import author, in_parentheses
from reports.views.subject import Subject

LEAST = 3
"""How often an author must be named for one sentence to read better."""
OTHERS = ("Assessor", SOMEBODY)


def only_author(subject: Subject, texts: Sequence[str]) -> str:
    """Return the person who is named as the author of everything quoted in some texts; "" if there are several.

    Also "" if the name appears only once or twice.
    """
    found = {who: sum(text.count(in_parentheses(who)) for text in texts) for who in _authors(subject.respondents)}
    named = [who for who, many in found.items() if many]
    return named[0] if len(named) == 1 and found[named[0]] >= LEAST else ""


def _authors(respondents: Sequence[Respondent]) -> tuple[str, ...]:
    return (*dict.fromkeys(author(each.label) for each in respondents), *OTHERS)
