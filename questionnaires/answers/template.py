"""What every writer needs: the response, which may be empty, and the content around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from practices_catalog.model import Catalogue
from questionnaires.answers.ladders import LadderMark, mark_of
from questionnaires.answers.model import Answer, Respondent, Response
from questionnaires.answers.vocabulary import ABOUT, FORMAT
from questionnaires.model import Questionnaire, Statement, Triage


@dataclass(frozen=True)
class Template:
    """A response to write to a file; people fill in an empty one.

    Attributes:
        for_assessor: whether a workbook has the sheet for consensus ratings.
    """

    questionnaire: Questionnaire
    catalogue: Catalogue
    triage: Triage
    response: Response
    for_assessor: bool = True

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

    @cached_property
    def marks(self) -> dict[str, LadderMark]:
        """The rung that gives exactly a practice's ratings, by practice; practices without such a rung are left out."""
        found = {
            practice: mark_of(ladder, self.response.answers) for practice, ladder in self.questionnaire.ladders.items()
        }
        return {practice: mark for practice, mark in found.items() if mark is not None}

    def single(self, statement: Statement) -> Answer:
        """Return the answer to write beside a statement: without the rating if the practice's rung gives it."""
        answer = self.response.answers.get(statement.id, Answer(None))
        return replace(answer, rating=None) if statement.practice in self.marks else answer

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
