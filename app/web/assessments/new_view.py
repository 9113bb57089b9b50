"""The view model of a new assessment: the answers to the triage in the URL."""

from __future__ import annotations

from dataclasses import dataclass

from app.running.content import Content
from app.web.start.triage_questions import TriageAnswers
from questionnaires.answers.model import Respondent, Response
from questionnaires.triage import recommend
from reports.views.figures import listed
from reports.views.recommendation import recommendation_view


@dataclass(frozen=True, slots=True)
class TriageSummary:
    """The answers to the triage in the URL.

    Attributes:
        recommended: the name of an approach, or "" if no symptom occurs.
        caution: how little the recommendation is based on; "" if it is reliable.
        wrong: the symptoms whose answers can't be used, as a list in words.
    """

    answered: int
    asked: int
    recommended: str
    caution: str
    wrong: str


def triage_summary(content: Content, sent: TriageAnswers) -> TriageSummary | None:
    """Return a summary of the answers, or None if the URL has none."""
    if not sent.answers and not sent.wrong:
        return None
    response = Response(content.questionnaires[0].id, Respondent("lead"), triage=sent.answers)
    recommendation = recommend(content.catalogue.approaches, content.triage, [response])
    view = recommendation_view(content.catalogue, content.triage, recommendation)
    return TriageSummary(
        answered=len(sent.answers),
        asked=len(content.triage.symptoms),
        recommended=view.name,
        caution=view.caution,
        wrong=listed([f"“{content.triage.symptom[each].short}”" for each in sent.wrong]),
    )
