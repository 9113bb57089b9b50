"""The shipped catalogue and quick scan."""

from __future__ import annotations

import pytest

from practices_catalog.loading import load_catalogue
from practices_catalog.model import Catalogue
from questionnaires.loading import load_questionnaires
from questionnaires.model import Questionnaire


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    return load_catalogue()


@pytest.fixture(scope="session")
def quick_scan(catalogue: Catalogue) -> Questionnaire:
    """The shipped quick scan."""
    return load_questionnaires(catalogue)[0]
