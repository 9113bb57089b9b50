"""The assessment's data, attached to the report as JSON files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from reports.documents.plan import plan_document
from reports.documents.score import score_document
from reports.views.subject import Subject


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in the report; `title` is its description."""

    name: str
    title: str
    content: bytes

    @property
    def url(self) -> str:
        """Its URL among the report's assets."""
        return f"asset:{self.name}"


def attachments(subject: Subject) -> tuple[Attached, ...]:
    """Return the scores, and the roadmap if there is one, as `wayfinder score` and `wayfinder plan` print them.

    They identify respondents as the report does, because both are made from the same scores.
    """
    scores = Attached("score.json", "The scores, as a score/1 document", _json(score_document(subject.scores)))
    if subject.roadmap is None:
        return (scores,)
    plan = Attached("plan.json", "The roadmap, as a plan/1 document", _json(plan_document(subject.roadmap)))
    return (scores, plan)


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"
