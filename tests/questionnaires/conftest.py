"""The catalogue and the quick scan in use."""

from __future__ import annotations

import pytest

from practices_catalog.loading import load_catalogue
from practices_catalog.model import Catalogue
from questionnaires.loading import load_questionnaires
from questionnaires.model import Questionnaire


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Our own catalogue."""
    return load_catalogue()


@pytest.fixture(scope="session")
def quick_scan(catalogue: Catalogue) -> Questionnaire:
    """Our own quick scan."""
    return load_questionnaires(catalogue)[0]
