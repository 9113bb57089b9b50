"""The reported symptoms as a table: how often each occurs, its likely cause, and the finding that mentions it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.weighing import is_strong
from reports.findings.causes import level_of
from reports.findings.consequences import first_suspect, reported_symptoms
from reports.findings.model import Finding, Reported
from reports.findings.wording import how_often, quoted_symptom
from reports.views import figures
from reports.views.subject import Subject

SEVERAL = 3
"""At least this many rare symptoms are listed in a sentence instead of rows."""


@dataclass(frozen=True, slots=True)
class SymptomRow:
    """A reported symptom.

    Attributes:
        cause: the weak practice to look at first, with its level; a dash if none is known to be weak.
        finding: the number of the finding that mentions it, or a dash.
    """

    name: str
    frequency: str
    cause: str
    finding: str


def symptom_rows(subject: Subject, findings: Sequence[Finding]) -> tuple[SymptomRow, ...]:
    """Return the symptoms that occur in the order of the findings that mention them, then by how serious they are.

    Several rare symptoms that no finding mentions are left to `rarely_reported`.
    """
    if subject.triage is None:
        return ()
    told, left_out = _told(findings), _rare(subject, findings)
    rows = []
    for each in sorted(reported_symptoms(subject), key=lambda each: told.get(each.symptom.id, len(findings) + 1)):
        if each in left_out:
            continue
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


def rarely_reported(subject: Subject, findings: Sequence[Finding]) -> str:
    """Return in a sentence the rare symptoms that no finding mentions, if there are several; "" otherwise."""
    names = [quoted_symptom(each) for each in _rare(subject, findings)]
    return f"Also reported, but rarely: {figures.listed(names)}." if names else ""


def _told(findings: Sequence[Finding]) -> dict[str, int]:
    return {reported.symptom.id: number for number, finding in enumerate(findings, 1) for reported in finding.reported}


def _rare(subject: Subject, findings: Sequence[Finding]) -> list[Reported]:
    told = _told(findings)
    found = [e for e in reported_symptoms(subject) if e.symptom.id not in told and not is_strong(e.answer)]
    return found if len(found) >= SEVERAL else []
