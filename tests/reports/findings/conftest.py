"""Organizations by hand: ratings as letters, symptoms, words, and the findings about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Answer, Assessment, Organization, Respondent, Response
from questionnaires.model import Questionnaire, Rating, Triage
from questionnaires.scoring.score import score
from reports.findings.findings import findings_of
from reports.findings.model import Findings
from reports.views.subject import Subject
from roadmaps.model import ChosenBy, RoadmapSettings
from roadmaps.planner import plan

LETTERS = {"N": Rating.N, "P": Rating.P, "L": Rating.L, "F": Rating.F, "?": Rating.DK}


@dataclass(frozen=True)
class Voice:
    """What one respondent says.

    Attributes:
        ratings: of the statements of levels 1 to 5 as letters, by practice; `.` is not answered, `?` don't know.
        default: the same for every other practice; "" for none.
        evidence, comments: by statement.
    """

    ratings: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    symptoms: Mapping[str, int] = field(default_factory=dict)
    name: str = "Head of IT"


@dataclass(frozen=True)
class Clinic:
    """Makes the subject of a report about what respondents say."""

    catalogue: Catalogue
    questionnaire: Questionnaire
    triage: Triage

    def subject(self, *voices: Voice, planned: bool = True, **chosen: Any) -> Subject:
        """Return the subject, with the roadmap of the recommended approach; `chosen` are settings of the roadmap."""
        responses = tuple(self._response(number, voice) for number, voice in enumerate(voices, 1))
        assessment = Assessment(self.questionnaire.id, Organization("Northfield"), "2026-06-03", responses, {})
        method = self.questionnaire.method
        scores = score(self.catalogue, self.questionnaire, self.triage, assessment, method)
        if not planned:
            return Subject(self.catalogue, scores, None, self.triage)
        approach = self.catalogue.approach[scores.recommendation.fits[0].approach]
        settings = RoadmapSettings(date(2026, 6, 8), assessment.organization.size, **chosen)
        roadmap = plan(self.catalogue, self.triage, scores, approach, ChosenBy.SCORES, settings)
        return Subject(self.catalogue, scores, roadmap, self.triage)

    def findings(self, *voices: Voice, planned: bool = False) -> Findings:
        """Return the findings."""
        return findings_of(self.subject(*voices, planned=planned))

    def _response(self, number: int, voice: Voice) -> Response:
        practices = {practice.id: voice.default for practice in self.catalogue.practices} | dict(voice.ratings)
        rated = {
            f"{p}.{level}": LETTERS[x]
            for p, letters in practices.items()
            for level, x in enumerate(letters, 1)
            if x != "."
        }
        answers = {
            each: Answer(rated.get(each), voice.evidence.get(each, ""), voice.comments.get(each, ""))
            for each in (*rated, *voice.evidence, *voice.comments)
        }
        alone = number == 1 or voice.name == "Anonymous"
        respondent = Respondent(f"r{number}", voice.name if alone else f"{voice.name} {number}")
        return Response(self.questionnaire.id, respondent, answers=answers, triage=dict(voice.symptoms))


@pytest.fixture(scope="session")
def clinic(catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage) -> Clinic:
    """The shipped content, and any answers to it."""
    return Clinic(catalogue, questionnaire, triage)


@pytest.fixture(scope="session")
def symptoms_only(clinic: Clinic, triage: Triage) -> Clinic:
    """The same without underlying causes, so that symptoms alone decide."""
    return replace(clinic, triage=replace(triage, underlying_causes=()))


@pytest.fixture(scope="session")
def voice() -> Callable[..., Voice]:
    """Makes what a respondent says."""
    return Voice
