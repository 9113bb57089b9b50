"""What every writer needs: the response, which may be empty, and the content around it."""

from __future__ import annotations

from dataclasses import dataclass

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Respondent, Response
from questionnaires.answers.vocabulary import ABOUT, FORMAT
from questionnaires.model import Questionnaire, Triage


@dataclass(frozen=True)
class Template:
    """A response to write to a file; people fill in an empty one."""

    questionnaire: Questionnaire
    catalogue: Catalogue
    triage: Triage
    response: Response

    @classmethod
    def of(
        cls, questionnaire: Questionnaire, catalogue: Catalogue, triage: Triage, response: Response | None
    ) -> Template:
        """Return the template for a response; without one, for an empty response."""
        return cls(
            questionnaire,
            catalogue,
            triage,
            response or Response(questionnaire=questionnaire.id, respondent=Respondent("")),
        )

    def name(self, practice: str) -> str:
        """Return the name of a practice."""
        known = self.catalogue.practice.get(practice)
        return known.name if known else practice

    def about(self) -> dict[str, str]:
        """Return the values other than answers, by subject, in order."""
        organization, respondent = self.response.organization, self.response.respondent
        values = (
            FORMAT,
            self.questionnaire.id,
            organization.name,
            organization.industry,
            str(organization.it_staff or ""),
            respondent.id,
            respondent.name,
            respondent.role,
            self.response.assessed_on,
        )
        return dict(zip(ABOUT, values, strict=True))
