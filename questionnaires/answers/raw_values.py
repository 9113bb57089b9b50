"""Values as they are in a file, before they are interpreted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from practices_catalog.faults import Place
from questionnaires.answers.text import clean

MOST_RECORDS = 20_000
MOST_COLUMNS = 200
MOST_NODES = 100_000
"""The most values, keys, lists and maps in a document."""


class ValueKind(StrEnum):
    """The type that a file gives a value; CSV and YAML have only text."""

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
    """One value as text, with its place and the kind that its file gives it."""

    text: str
    place: Place
    kind: ValueKind = ValueKind.TEXT

    @property
    def blank(self) -> bool:
        """Whether the value is empty or only white space."""
        return self.kind is ValueKind.TEXT and not clean(self.text)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one row or key says about one subject.

    Attributes:
        subject: the id of a statement or practice, or one of `organization.name`, `organization.industry`,
            `organization.it_staff`, `respondent.id`, `respondent.name`, `respondent.role`, `assessed_on`,
            `questionnaire`, `wayfinder`, `triage.<symptom>` and `consensus.<statement>`.
        fields: by name: `value`, or `rating` and `rung` if the file distinguishes them; `evidence`, `comment`,
            `reason`, `note`.
        hidden: whether the row is hidden.
        notes: how many notes on the row's cells are part of its comment.
    """

    subject: str
    place: Place
    fields: dict[str, RawValue] = field(default_factory=dict)
    hidden: bool = False
    notes: int = 0

    @property
    def blank(self) -> bool:
        """Whether all its fields are blank."""
        return all(raw.blank for raw in self.fields.values())
