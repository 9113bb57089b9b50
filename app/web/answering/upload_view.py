"""What the preview of an uploaded file shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.answering import saving
from app.answering.saving import ANSWERS, SYMPTOMS, Stored
from app.answering.uploads import NOTHING, Difference, Differences, UploadEffect, in_words
from app.running.content import Content
from app.web.answering.practice_view import name_of
from questionnaires.answers.model import Answer
from questionnaires.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored of a respondent, removed answers too."""

    answers: Mapping[str, Stored[Answer]]
    symptoms: Mapping[str, Stored[int | None]]

    @classmethod
    def of(cls, session: Session, respondent_id: str) -> Kept:
        """Return all of a respondent's."""
        answers = saving.stored(session, ANSWERS, respondent_id)
        return cls(answers, saving.stored(session, SYMPTOMS, respondent_id))

    def versions(self) -> dict[str, Any]:
        """Return the versions, as an upload keeps them."""
        return {
            "answers": {each: kept.version for each, kept in self.answers.items()},
            "symptoms": {each: kept.version for each, kept in self.symptoms.items()},
        }

    def changed_since(self, seen: Mapping[str, Any]) -> tuple[list[str], list[str]]:
        """Return the statements and the symptoms that have another version than was seen."""
        now = self.versions()
        statements, symptoms = (
            sorted(each for each in {**seen[part], **now[part]} if seen[part].get(each) != now[part].get(each))
            for part in ("answers", "symptoms")
        )
        return statements, symptoms


FEW = 12  # rows that are read at a glance


@dataclass(frozen=True, slots=True)
class Row:
    """One answer before and after."""

    level: str
    text: str
    before: str
    after: str
    effect: UploadEffect


@dataclass(frozen=True, slots=True)
class Part:
    """A practice, or the symptoms, with what changes there."""

    name: str
    rows: tuple[Row, ...]
    is_open: bool = True

    @property
    def told(self) -> str:
        """What changes there, in a line."""
        counts = Counter(row.effect for row in self.rows)
        return (
            f"{self.name}: {', '.join(f'{counts[effect]} {effect.value}' for effect in UploadEffect if counts[effect])}"
        )


@dataclass(frozen=True)
class Wording:
    """Names and texts for what a file changes."""

    content: Content
    questionnaire: Questionnaire

    def changes(self, found: Differences) -> tuple[Part, ...]:
        """Return what changes, by practice, the symptoms at the end; what stays as it is is left out."""
        answers = [each for each in found.answers if each.effect is not UploadEffect.UNCHANGED]
        symptoms = [each for each in found.symptoms if each.effect is not UploadEffect.UNCHANGED]
        return _folded(self._parts(answers, symptoms))

    def now(self, kept: Kept, statements: Iterable[str], symptoms: Iterable[str]) -> tuple[Part, ...]:
        """Return what is stored now of some statements and symptoms."""
        answers = [Difference(each, 0, NOTHING, kept.answers[each].content) for each in statements]
        felt = [Difference(each, 0, None, kept.symptoms[each].content) for each in symptoms]
        return self._parts([each for each in answers if each.subject in self.questionnaire.statement], felt)

    def _parts(
        self, answers: Iterable[Difference[Answer]], symptoms: Iterable[Difference[int | None]]
    ) -> tuple[Part, ...]:
        by_name: dict[str, list[Row]] = {}
        for each in answers:
            statement = self.questionnaire.statement[each.subject]
            name = name_of(self.content.catalogue, statement.practice)
            by_name.setdefault(name, []).append(self._row(each, str(statement.level), statement.text))
        for felt in symptoms:
            by_name.setdefault("Symptoms", []).append(self._row(felt, "", self._question(felt.subject)))
        return tuple(Part(name, tuple(rows)) for name, rows in by_name.items())

    def _row(self, each: Difference[Answer] | Difference[int | None], level: str, text: str) -> Row:
        scale = self.content.triage.answers
        return Row(level, text, in_words(each.before, scale), in_words(each.after, scale), each.effect)

    def _question(self, symptom: str) -> str:
        known = self.content.triage.symptom.get(symptom)
        return known.question if known else symptom


def _folded(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Fold the parts that only add answers, where all together are many; what replaces something stays in sight."""
    if sum(len(part.rows) for part in parts) <= FEW:
        return parts
    return tuple(
        replace(part, is_open=any(row.effect is not UploadEffect.ADDED for row in part.rows)) for part in parts
    )
