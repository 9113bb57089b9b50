"""A value as a file holds it, before anything is read into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from practices_catalog.faults import Place
from questionnaires.answers.text import clean

MOST_RECORDS = 20_000


class ValueKind(StrEnum):
    """What a file says that a value is; CSV and YAML know text alone."""

    TEXT = "text"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    DATE = "date"
    TRUTH_VALUE = "truth value"
    NULL = "null"
    ERROR = "error value"
    FORMULA = "formula"
    STRUCTURE = "list or map"


@dataclass(frozen=True, slots=True)
class RawValue:
    """One value, shown as text, with the kind that its file gives it and its place."""

    text: str
    place: Place
    kind: ValueKind = ValueKind.TEXT

    @property
    def blank(self) -> bool:
        """Whether nothing stands here but blanks."""
        return self.kind is ValueKind.TEXT and not clean(self.text)


@dataclass(frozen=True, slots=True)
class Record:
    """All that one row or key says about one subject.

    Attributes:
        subject: the id of a statement or practice, or one of `organization.name`, `organization.industry`,
            `organization.it_staff`, `respondent.id`, `respondent.name`, `respondent.role`, `assessed_on`,
            `questionnaire`, `wayfinder`, `triage.<symptom>` and `consensus.<statement>`.
        fields: by name: `value`, or `rating` and `rung` where a file tells them apart; `evidence`, `comment`,
            `reason`, `note`.
        hidden: whether it stands in a hidden row.
    """

    subject: str
    place: Place
    fields: dict[str, RawValue] = field(default_factory=dict)
    hidden: bool = False

    @property
    def blank(self) -> bool:
        """Whether it says nothing about its subject."""
        return all(raw.blank for raw in self.fields.values())
