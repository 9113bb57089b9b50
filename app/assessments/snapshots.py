"""An assessment as a document, so that a job sees the assessment as it was when the job was requested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from app.storage.documents import AsList
from questionnaires.answers.model import Answer, Assessment, Consensus, Organization, Respondent, Response


@dataclass(frozen=True, slots=True)
class SavedResponse:
    """A response without the fields that it shares with the whole assessment."""

    respondent: AsList[Respondent]
    answers: Mapping[str, AsList[Answer]]
    triage: Mapping[str, int]
    recorded: str = ""


@dataclass(frozen=True, slots=True)
class SavedAssessment:
    """The document; older snapshots lack the fields with defaults."""

    questionnaire: str
    organization: AsList[Organization]
    assessed_on: str
    responses: tuple[SavedResponse, ...]
    consensus: Mapping[str, AsList[Consensus]]
    left_out: Mapping[str, str] = field(default_factory=dict)
    unconfirmed: Mapping[str, int] = field(default_factory=dict)
    counts_unconfirmed: bool = False
    withheld: tuple[str, ...] = ()


SAVED_ASSESSMENT = TypeAdapter(SavedAssessment)


def snapshot(assessment: Assessment) -> dict[str, Any]:
    """Return a whole assessment as a document."""
    saved = SavedAssessment(
        questionnaire=assessment.questionnaire,
        organization=assessment.organization,
        assessed_on=assessment.assessed_on,
        responses=tuple(
            SavedResponse(each.respondent, each.answers, each.triage, each.recorded) for each in assessment.responses
        ),
        consensus=assessment.consensus,
        left_out=assessment.left_out,
        unconfirmed=assessment.unconfirmed,
        counts_unconfirmed=assessment.counts_unconfirmed,
        withheld=tuple(sorted(assessment.withheld)),
    )
    document: dict[str, Any] = SAVED_ASSESSMENT.dump_python(saved, mode="json")
    # Without such answers, the document and the report stay the same as in releases before these fields.
    if not assessment.withheld:
        del document["withheld"]
    if not assessment.unconfirmed:
        del document["unconfirmed"], document["counts_unconfirmed"]
    return document


def restored(document: Mapping[str, Any]) -> Assessment:
    """Return the assessment in a document."""
    saved = SAVED_ASSESSMENT.validate_python(document)
    return Assessment(
        questionnaire=saved.questionnaire,
        organization=saved.organization,
        assessed_on=saved.assessed_on,
        responses=tuple(
            Response(
                questionnaire=saved.questionnaire,
                respondent=each.respondent,
                organization=saved.organization,
                assessed_on=saved.assessed_on,
                answers=each.answers,
                triage=each.triage,
                recorded=each.recorded,
            )
            for each in saved.responses
        ),
        consensus=saved.consensus,
        left_out=saved.left_out,
        unconfirmed=saved.unconfirmed,
        counts_unconfirmed=saved.counts_unconfirmed,
        withheld=frozenset(saved.withheld),
    )
