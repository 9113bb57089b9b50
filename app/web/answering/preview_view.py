"""The view model of the preview of an uploaded file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.answering.saving import NO_ANSWER
from app.answering.stored_answers import StoredAnswers
from app.answering.uploads import Difference, Differences, UploadEffect, in_words
from app.running.content import Content
from app.web.answering.practice_names import practice_name
from questionnaires.answers.model import Answer
from questionnaires.model import Questionnaire

FEW = 12  # with more rows, the parts are collapsed


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One answer before and after the upload."""

    level: str
    text: str
    before: str
    after: str
    effect: UploadEffect


@dataclass(frozen=True, slots=True)
class PreviewPart:
    """The changed answers to a practice or to the symptoms."""

    name: str
    rows: tuple[PreviewRow, ...]
    is_open: bool = True

    @property
    def summary(self) -> str:
        """The number of changes by effect, in one line."""
        counts = Counter(row.effect for row in self.rows)
        effects = ", ".join(f"{counts[each]} {each.value}" for each in UploadEffect if counts[each])
        return f"{self.name}: {effects}"


@dataclass(frozen=True, slots=True)
class UploadPreview:
    """The page.

    Attributes:
        counts: the number of answers by effect, in one line.
        parts: what the upload changes, by practice, with the symptoms at the end.
        newer: the stored answers that have changed since the upload, which can't be saved if there are any.
    """

    counts: str
    parts: tuple[PreviewPart, ...]
    newer: tuple[PreviewPart, ...]
    is_outdated: bool


def upload_preview(
    content: Content,
    questionnaire: Questionnaire,
    found: Differences,
    stored: StoredAnswers,
    changed: tuple[list[str], list[str]],
) -> UploadPreview:
    """Return the preview of an upload; `changed` are the statements and symptoms saved elsewhere since."""
    wording = _Wording(content, questionnaire)
    return UploadPreview(
        counts=found.in_words(),
        parts=wording.changes(found),
        newer=wording.stored(stored, *changed),
        is_outdated=any(changed),
    )


@dataclass(frozen=True)
class _Wording:
    """The names and texts for answers."""

    content: Content
    questionnaire: Questionnaire

    def changes(self, found: Differences) -> tuple[PreviewPart, ...]:
        answers = [each for each in found.answers if each.effect is not UploadEffect.UNCHANGED]
        symptoms = [each for each in found.symptoms if each.effect is not UploadEffect.UNCHANGED]
        return _folded(self._parts(answers, symptoms))

    def stored(
        self, stored: StoredAnswers, statements: Iterable[str], symptoms: Iterable[str]
    ) -> tuple[PreviewPart, ...]:
        in_scope = [each for each in statements if each in self.questionnaire.statement]
        answers = [Difference(each, 0, NO_ANSWER, stored.answers[each].value) for each in in_scope]
        symptom_answers = [Difference(each, 0, None, stored.symptoms[each].value) for each in symptoms]
        return self._parts(answers, symptom_answers)

    def _parts(
        self, answers: Iterable[Difference[Answer]], symptoms: Iterable[Difference[int | None]]
    ) -> tuple[PreviewPart, ...]:
        by_name: dict[str, list[PreviewRow]] = {}
        for each in answers:
            statement = self.questionnaire.statement[each.subject]
            name = practice_name(self.content.catalogue, statement.practice)
            by_name.setdefault(name, []).append(self._row(each, str(statement.level), statement.text))
        for symptom in symptoms:
            by_name.setdefault("Symptoms", []).append(self._row(symptom, "", self._question(symptom.subject)))
        return tuple(PreviewPart(name, tuple(rows)) for name, rows in by_name.items())

    def _row(self, each: Difference[Answer] | Difference[int | None], level: str, text: str) -> PreviewRow:
        scale = self.content.triage.scale(each.subject)
        return PreviewRow(level, text, in_words(each.before, scale), in_words(each.after, scale), each.effect)

    def _question(self, symptom: str) -> str:
        known = self.content.triage.symptom.get(symptom)
        return known.question if known else symptom


def _folded(parts: tuple[PreviewPart, ...]) -> tuple[PreviewPart, ...]:
    """Return the parts, collapsed if there are many rows, unless they replace or remove an answer."""
    if sum(len(part.rows) for part in parts) <= FEW:
        return parts
    added = UploadEffect.ADDED
    return tuple(replace(part, is_open=any(row.effect is not added for row in part.rows)) for part in parts)
