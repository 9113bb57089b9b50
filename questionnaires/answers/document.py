"""Turns a nested document, YAML or JSON, into records; both have the same keys and rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from practices_catalog.faults import Place
from practices_catalog.nearest import mend_key
from practices_catalog.yaml_source import dotted
from questionnaires.answers.fields import Fields
from questionnaires.answers.heading_words import meant_columns
from questionnaires.answers.raw_values import MOST_RECORDS, RawValue, Record, ValueKind
from questionnaires.answers.text import fold, printable, shown
from questionnaires.answers.vocabulary import CONSENSUS, FORMAT, TRIAGE, Vocabulary

Path = tuple[str | int, ...]
DEEPEST = 12

TOP = (
    "wayfinder", "questionnaire", "organization", "respondent", "assessed_on", "rung", "answers", "triage", "consensus"
)  # fmt: skip
PARTS = {"organization": ("name", "industry", "it_staff"), "respondent": ("id", "name", "role")}
ANSWER = ("rating", "evidence", "comment", "reason", "text")
MARK = ("rung", "evidence", "comment", "reason", "text")
AGREED = ("rating", "note", "evidence", "text")
IGNORED = "text"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A JSON value other than a string, as it was written."""

    text: str
    kind: ValueKind


@dataclass(frozen=True)
class AnswersDocument:
    """A document of maps, lists, strings and `Scalar`s, and the line of each path of keys."""

    file: str
    content: Any
    lines: dict[Path, int]

    def place(self, path: Path) -> Place:
        """Return the place of a path, with its line or that of its nearest parent."""
        above = next((path[:end] for end in range(len(path), -1, -1) if path[:end] in self.lines), ())
        return Place(self.file, key=printable(dotted(path)), line=self.lines.get(above))

    def raw(self, path: Path, value: Any) -> RawValue:
        """Return a value with its place."""
        if isinstance(value, str):
            return RawValue(value, self.place(path))
        if isinstance(value, Scalar):
            return RawValue(value.text, self.place(path), value.kind)
        return RawValue("", self.place(path), ValueKind.STRUCTURE)


def records(document: AnswersDocument, vocabulary: Vocabulary, fields: Fields) -> list[Record]:
    """Return a record for each subject in a document; unknown keys are faults."""
    if not isinstance(document.content, dict):
        fields.wrong(
            Place(document.file), "isn't a map of keys", f"begin with 'wayfinder: {FORMAT}', as a template does"
        )
        return []
    return list(islice(_Walk(document, vocabulary, fields).top(), MOST_RECORDS + 1))


@dataclass(frozen=True)
class _Walk:
    document: AnswersDocument
    vocabulary: Vocabulary
    fields: Fields

    def top(self) -> Iterator[Record]:
        content = self.document.content
        if "wayfinder" not in content:
            place = Place(self.document.file, key="wayfinder")
            self.fields.wrong(place, "the key 'wayfinder' is missing", f"add the line 'wayfinder: {FORMAT}' at the top")
        for key, value in content.items():
            if key in PARTS and isinstance(value, dict):
                yield from self._parts(key, value)
            elif key in PARTS:
                yield self._value((key,), f"{key}.name", value)
            elif key in {"wayfinder", "questionnaire", "assessed_on"}:
                yield self._value((key,), key, value)
            elif key in TOP:
                yield from self._below(key, value)
            else:
                self._unknown((key,), value, TOP)

    def _parts(self, key: str, parts: dict[str, Any]) -> Iterator[Record]:
        for part, value in parts.items():
            if part in PARTS[key]:
                yield self._value((key, part), f"{key}.{part}", value)
            else:
                self._unknown((key, part), value, PARTS[key])

    def _value(self, path: Path, subject: str, value: Any) -> Record:
        raw = self.document.raw(path, value)
        return Record(subject, raw.place, {"value": raw})

    def _below(self, key: str, values: Any) -> Iterator[Record]:
        raw = self.document.raw((key,), values)
        if not isinstance(values, dict):
            if not raw.blank:
                self.fields.wrong(
                    raw.place, f"contains {_described(raw)} instead of a map of ids", "write one id per line"
                )
            return
        for each, value in values.items():
            path = (key, each)
            if key == "triage":
                yield self._value(path, TRIAGE + each, value)
            elif key == "rung":
                yield self._fielded(path, each, value, "rung", MARK)
            elif key == "consensus":
                yield self._fielded(path, CONSENSUS + each, value, "rating", AGREED)
            else:
                yield from self._answer(path, each, value)

    def _answer(self, path: Path, subject: str, value: Any) -> Iterator[Record]:
        """Yield an answer, or the answers of a practice whose levels are nested below it."""
        practice = self.vocabulary.catalogue.finder.find(subject) is not None
        if practice and isinstance(value, dict) and not value.keys() & {*ANSWER, *MARK}:
            for level, answer in value.items():
                yield self._fielded((*path, level), f"{subject}.{level}", answer, "rating", ANSWER)
        elif practice:
            raw = self.document.raw(path, value)
            if not raw.blank:
                mend = f"rate its statements, as in '{subject}.1: F', or write '{subject}: 2' under 'rung'"
                self.fields.wrong(raw.place, f"contains {_described(raw)} for a whole practice", mend)
        else:
            yield self._fielded(path, subject, value, "rating", ANSWER)

    def _fielded(self, path: Path, subject: str, value: Any, short: str, names: tuple[str, ...]) -> Record:
        """Return a record from a map of fields, or from the short form, a single value."""
        place = self.document.place(path)
        if not isinstance(value, dict):
            return Record(subject, place, {short: self.document.raw(path, value)})
        for name in value:
            if name not in names:
                self._unknown((*path, name), value[name], names)
        found = {name: self.document.raw((*path, name), value[name]) for name in names if name in value}
        return Record(subject, place, {name: raw for name, raw in found.items() if name != IGNORED})

    def _unknown(self, path: Path, value: Any, names: tuple[str, ...]) -> None:
        raw = self.document.raw(path, value)
        meant = meant_columns().get(fold(str(path[-1])))
        otherwise = f"remove it; the valid keys are {', '.join(names)}"
        mend = f"write {meant!r}" if meant in names else mend_key(str(path[-1]), raw.text, names, otherwise)
        self.fields.wrong(
            raw.place, f"the key {shown(str(path[-1]))} (value {_described(raw)}) isn't recognized here", mend
        )


def _described(raw: RawValue) -> str:
    return f"a {raw.kind}" if raw.kind is ValueKind.STRUCTURE else shown(raw.text)
