"""The view model of the symptoms page."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from app.answering.saving import Stored
from questionnaires.model import Symptom, Triage


@dataclass(frozen=True, slots=True)
class SymptomItem:
    """A symptom with its stored answer; if `is_outdated`, the sent answer wasn't saved because of a newer one."""

    symptom: Symptom
    stored: Stored[int | None]
    error: str = ""
    is_outdated: bool = False


def symptom_items(
    triage: Triage,
    stored: Mapping[str, Stored[int | None]],
    errors: Mapping[str, str],
    outdated: Container[str],
) -> tuple[SymptomItem, ...]:
    """Return all symptoms with their answers, and messages for those not saved."""
    nothing: Stored[int | None] = Stored(0, None)
    return tuple(
        SymptomItem(each, stored.get(each.id, nothing), errors.get(each.id, ""), each.id in outdated)
        for each in triage.symptoms
    )
