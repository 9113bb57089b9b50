"""What everybody said, as a document, and back: work that comes later then sees an assessment as it was."""

from __future__ import annotations

from typing import Any

from questionnaires.answers.model import (
    Answer,
    Assessment,
    Consensus,
    Organization,
    Respondent,
    Response,
)
from questionnaires.model import Rating

Document = dict[str, Any]


def snapshot(assessment: Assessment) -> Document:
    """Return all of a stored assessment as a document."""
    organization = assessment.organization
    return {
        "questionnaire": assessment.questionnaire,
        "organization": [organization.name, organization.industry, organization.it_staff],
        "assessed_on": assessment.assessed_on,
        "responses": [_response(response) for response in assessment.responses],
        "consensus": {s: [c.rating.value, c.note, c.evidence] for s, c in assessment.consensus.items()},
        "left_out": dict(assessment.left_out),
    }


def restored(document: Document) -> Assessment:
    """Return the assessment of a document."""
    organization = Organization(*document["organization"])
    return Assessment(
        questionnaire=document["questionnaire"],
        organization=organization,
        assessed_on=document["assessed_on"],
        responses=tuple(
            Response(
                questionnaire=document["questionnaire"],
                respondent=Respondent(*response["respondent"]),
                organization=organization,
                assessed_on=document["assessed_on"],
                answers={s: Answer(_rating(rating), *words) for s, (rating, *words) in response["answers"].items()},
                triage=response["triage"],
            )
            for response in document["responses"]
        ),
        consensus={s: Consensus(Rating(rating), *words) for s, (rating, *words) in document["consensus"].items()},
        left_out=document.get("left_out", {}),
    )


def _response(response: Response) -> Document:
    respondent = response.respondent
    return {
        "respondent": [respondent.id, respondent.name, respondent.role],
        "answers": {
            statement: [answer.rating and answer.rating.value, answer.evidence, answer.comment, answer.reason]
            for statement, answer in response.answers.items()
        },
        "triage": dict(response.triage),
    }


def _rating(value: str | None) -> Rating | None:
    return None if value is None else Rating(value)
