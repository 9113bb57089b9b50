"""What a report is about, with the names by which its parts speak of things."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from functools import cached_property

from wayfinder.practices_catalog.model import Approach, Catalogue, OrganizationSize
from wayfinder.questionnaires.answers.model import Respondent
from wayfinder.questionnaires.model import Triage
from wayfinder.questionnaires.scoring.model import PracticeScore, PracticeStatus, Scores
from wayfinder.reports.options import ReportOptions
from wayfinder.roadmaps.model import Roadmap
from wayfinder.roadmaps.standing import Standings, standings_of

LETTERS = 26


def letter(number: int) -> str:
    """Return A to Z, then AA, AB …, for 0, 1 …."""
    high, low = divmod(number, LETTERS)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)


def role_words(respondent: Respondent) -> str:
    """Return a respondent's role in words, "" where it adds nothing to the name."""
    words = respondent.role.replace("-", " ")
    words = "IT" + words[2:] if words.startswith("it ") else words
    return "" if words.casefold() == respondent.label.casefold() else words


@dataclass(frozen=True)
class Subject:
    """All that the views read."""

    catalogue: Catalogue
    scores: Scores
    roadmap: Roadmap | None
    triage: Triage | None
    options: ReportOptions = field(default_factory=ReportOptions)

    @cached_property
    def organization(self) -> str:
        """The organization's name, or words that stand for it."""
        return self.scores.assessment.organization.name or "Organization without a name"

    @cached_property
    def standings(self) -> Standings:
        """Where each practice stands before anything is planned."""
        return standings_of(self.catalogue, self.scores)

    @property
    def size(self) -> OrganizationSize:
        """The size by which effort is counted."""
        return self.roadmap.settings.size if self.roadmap else self.scores.assessment.organization.size

    @cached_property
    def respondents(self) -> tuple[Respondent, ...]:
        """Everyone who answered, in the assessment's order."""
        return tuple(response.respondent for response in self.scores.assessment.responses)

    @cached_property
    def letters(self) -> Dict[str, str]:
        """The letter that stands for each respondent in tables, by id."""
        return {respondent.id: letter(number) for number, respondent in enumerate(self.respondents)}

    @cached_property
    def assessed(self) -> tuple[PracticeScore, ...]:
        """The practices that have a level, in catalogue order."""
        return tuple(score for score in self.scores.practices if score.has_figures)

    @cached_property
    def not_assessed(self) -> tuple[str, ...]:
        """Ids of the practices without a single rating, those that the questionnaire does not ask about among them."""
        known = self.scores.practice
        return tuple(
            practice.id
            for practice in self.catalogue.practices
            if practice.id not in known or known[practice.id].status is PracticeStatus.NOT_ASSESSED
        )

    @cached_property
    def not_applicable(self) -> tuple[str, ...]:
        """Ids of the practices all of whose statements do not apply."""
        return tuple(s.practice for s in self.scores.practices if s.status is PracticeStatus.NOT_APPLICABLE)

    @cached_property
    def approach(self) -> Approach | None:
        """The approach of the roadmap, or else the one that the triage speaks for."""
        triage = self.scores.triage
        chosen = self.roadmap.approach if self.roadmap else triage.recommended if triage else None
        return self.catalogue.approach.get(chosen) if chosen else None

    def practice_name(self, practice: str) -> str:
        """Return a practice's name."""
        known = self.catalogue.practice.get(practice)
        return known.name if known else practice

    def success_factor_name(self, practice: str, factor: str) -> str:
        """Return a success factor's name."""
        known = self.catalogue.practice.get(practice)
        names = {each.id: each.name for each in known.success_factors} if known else {}
        return names.get(factor, factor)

    def statement_name(self, statement: str) -> str:
        """Return how a statement is spoken of: practice and level, and its own name where a level has several."""
        known = self.scores.questionnaire.statement[statement]
        name = f"{self.practice_name(known.practice)} {known.level}"
        own = statement.removeprefix(f"{known.practice}.{known.level}").lstrip(".")
        return f"{name} ({own})" if own else name

    def speaker(self, respondent: Respondent) -> str:
        """Return letter and name of a respondent."""
        return f"{self.letters[respondent.id]} {respondent.label}"
