"""The ids that answers can refer to, and what may be meant by an unknown one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from practices_catalog.model import Catalogue
from practices_catalog.nearest import nearest
from practices_catalog.practice_names import name_key
from questionnaires.answers.text import fold, printable
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
MOST_OFFERED = 5
_LEVEL = re.compile(r"\.[0-9].*")
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
        """Practice ids by case-folded id."""
        return {fold(each): each for each in self.questionnaire.by_practice}

    @cached_property
    def statements(self) -> dict[str, str]:
        """Statement ids by case-folded id."""
        return {fold(each): each for each in self.questionnaire.statement}

    @cached_property
    def all(self) -> dict[str, str]:
        """Every subject by its case-folded id."""
        consensus = {CONSENSUS + folded: CONSENSUS + each for folded, each in self.statements.items()}
        triage = {fold(TRIAGE + each): TRIAGE + each for each in self.vocabulary.triage.symptom}
        return {each: each for each in ABOUT} | self.practices | self.statements | consensus | triage

    def find(self, subject: str) -> str | None:
        """Return the id of a subject; practices can go by any of their names, also within the ids of statements."""
        folded = fold(subject)
        if folded in self.all:
            return self.all[folded]
        prefix, name, level = _parts(folded)
        practice = None if prefix == TRIAGE else self.vocabulary.catalogue.finder.find(name)
        return self.all.get(f"{prefix}{fold(practice)}{level}") if practice else None

    def name_read(self, subject: str) -> tuple[str, str] | None:
        """Return the name in a subject and the practice it was read as; None if it is the practice's own id or name."""
        prefix, folded, level = _parts(fold(subject))
        practice = None if prefix == TRIAGE else self.vocabulary.catalogue.finder.find(folded)
        if practice is None:
            return None
        own = self.vocabulary.catalogue.practice[practice].name
        plain = subject.strip()
        name = printable(plain[len(prefix) : len(plain) - len(level)].strip())
        return None if name_key(folded) in {name_key(practice), name_key(own)} else (name, own)

    def mend(self, subject: str) -> str:
        """Return the instruction that fixes an unknown subject, or a question if another practice may be meant."""
        folded = fold(subject)
        if folded.startswith(TRIAGE):
            found = nearest(folded, [TRIAGE + each for each in self.vocabulary.triage.symptom])
            return f"write {found!r}" if found else NO_MEND
        prefix, name, level = _parts(folded)
        finder = self.vocabulary.catalogue.finder
        practice = finder.find(name)
        if practice is None:
            about = nearest(folded, ABOUT) if "." in name or not finder.near(name) else None
            return f"write {about!r}" if about else finder.mend(name, NO_MEND, prefix, level)
        statements = [each.id for each in self.questionnaire.by_practice.get(practice, ())]
        if not statements:
            return f"remove it: this questionnaire doesn't ask about {practice!r}"
        more = ", …" if len(statements) > MOST_OFFERED else ""
        return f"its statements are {', '.join(prefix + each for each in statements[:MOST_OFFERED])}{more}"


def _parts(folded: str) -> tuple[str, str, str]:
    """Split a subject into `consensus.` or nothing, the name of a practice, and the level of a statement."""
    prefix = next((each for each in (CONSENSUS, TRIAGE) if folded.startswith(each)), "")
    rest = folded[len(prefix) :]
    level = _LEVEL.search(rest)
    return (prefix, rest[: level.start()], level[0]) if level else (prefix, rest, "")
