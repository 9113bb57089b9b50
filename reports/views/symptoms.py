"""The reported symptoms as a table: how often, what is likely behind each, and which finding is about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.findings.causes import level_of
from reports.findings.consequences import first_suspect, reported_symptoms
from reports.findings.model import Finding
from reports.findings.wording import how_often
from reports.views import figures
from reports.views.subject import Subject


@dataclass(frozen=True, slots=True)
class SymptomRow:
    """A reported symptom.

    Attributes:
        cause: the weak practice to look at first, with its level; a dash if none is known to be weak.
        finding: the number of the finding that names it, or a dash.
    """

    name: str
    frequency: str
    cause: str
    finding: str


def symptom_rows(subject: Subject, findings: Sequence[Finding]) -> tuple[SymptomRow, ...]:
    """Return the symptoms that occur in the order of the findings that name them, then the others, gravest first."""
    if subject.triage is None:
        return ()
    told = {reported.symptom.id: number for number, finding in enumerate(findings, 1) for reported in finding.reported}
    rows = []
    for each in sorted(reported_symptoms(subject), key=lambda each: told.get(each.symptom.id, len(findings) + 1)):
        suspect = first_suspect(subject, each.symptom)
        rows.append(
            SymptomRow(
                name=each.symptom.short,
                frequency=how_often(subject.triage, each),
                cause=f"{subject.practice_name(suspect.practice)}, {level_of(suspect)}" if suspect else figures.DASH,
                finding=str(told.get(each.symptom.id, figures.DASH)),
            )
        )
    return tuple(rows)
