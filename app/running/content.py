"""The content in use: the built-in content with the user's own folders on top."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from practices_catalog.loading import load_catalogue
from practices_catalog.model import Catalogue
from questionnaires.loading import load_questionnaires, load_triage
from questionnaires.model import Questionnaire, Triage


@dataclass(frozen=True, slots=True)
class Content:
    """Catalogue, questionnaires and triage, checked against each other."""

    catalogue: Catalogue
    questionnaires: tuple[Questionnaire, ...]
    triage: Triage


def load_content(overlays: tuple[Path, ...] = ()) -> Content:
    """Return the content in use.

    Raises:
        InputError: lists every error in the catalogue, or else in the questionnaires, or else in the triage.
    """
    catalogue = load_catalogue(*overlays)
    return Content(catalogue, load_questionnaires(catalogue, *overlays), load_triage(catalogue, *overlays))
