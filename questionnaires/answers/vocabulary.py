"""The ids that answers can refer to, and the nearest one to an unknown id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from practices_catalog.model import Catalogue
from practices_catalog.nearest import nearest
from questionnaires.answers.text import fold
from questionnaires.model import Questionnaire, Triage

FORMAT = "answers/1"
ABOUT = {
    "wayfinder": "Format of this file",
    "questionnaire": "Questionnaire",
    "organization.name": "Name of the organization",
    "organization.industry": "Industry",
    "organization.it_staff": "Approximate number of people who work in IT",
    "respondent.id": "A short id for the respondent, such as r1",
    "respondent.name": "Name or job title of the respondent",
    "respondent.role": "Role of the respondent, such as it-leader, process owner or user",
    "assessed_on": "Date of the answers (year-month-day, as in 2026-03-31)",
}
TRIAGE = "triage."
CONSENSUS = "consensus."
NO_MEND = "remove it, or copy the id from a new template"


@dataclass(frozen=True)
class Vocabulary:
    """The catalogue, the questionnaires and the triage that answers refer to."""

    catalogue: Catalogue
    questionnaires: tuple[Questionnaire, ...]
    triage: Triage

    def questionnaire_of(self, ids: Iterable[str]) -> Questionnaire:
        """Return the questionnaire with most of the given statements; ties go to the first."""
        folded = {fold(each) for each in ids}
        return max(self.questionnaires, key=lambda each: len(folded & each.statement.keys()))


@dataclass(frozen=True)
class Subjects:
    """The subjects that a file for one questionnaire can contain."""

    vocabulary: Vocabulary
    questionnaire: Questionnaire

    @cached_property
    def practices(self) -> dict[str, str]:
        """Practice ids by case-folded id and name."""
        names = self.vocabulary.catalogue.practice
        spellings = {fold(each): each for each in self.questionnaire.by_practice}
        return spellings | {fold(names[each].name): each for each in self.questionnaire.by_practice if each in names}

    @cached_property
    def statements(self) -> dict[str, str]:
        """Statement ids by case-folded id."""
        return {fold(each): each for each in self.questionnaire.statement}

    @cached_property
    def all(self) -> dict[str, str]:
        """Every subject by its case-folded spelling."""
        consensus = {CONSENSUS + folded: CONSENSUS + each for folded, each in self.statements.items()}
        triage = {fold(TRIAGE + each): TRIAGE + each for each in self.vocabulary.triage.symptom}
        return {each: each for each in ABOUT} | self.practices | self.statements | consensus | triage

    def mend(self, subject: str) -> str:
        """Return the instruction that fixes an unknown subject: to use the nearest one."""
        folded = fold(subject)
        near: Sequence[str]
        if folded.startswith(CONSENSUS):
            near = [CONSENSUS + each for each in self.statements]
        elif folded.startswith(TRIAGE):
            near = [TRIAGE + each for each in self.vocabulary.triage.symptom]
        else:
            near = [*self._alike(folded), *ABOUT]
        found = nearest(folded, near)
        return f"write {self.all[found]!r}" if found else NO_MEND

    def _alike(self, folded: str) -> list[str]:
        """Return the ids to compare with: statements if the id has a level, otherwise practices."""
        if "." not in folded:
            return list(self.practices)
        levels = folded[folded.index(".") :]
        same = [each for each in self.statements if each.endswith(levels)]
        return same or list(self.statements)
