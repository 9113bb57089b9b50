"""For the tests of answers: the catalogue, a quick scan of three practices, and helpers to read and write files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from practices_catalog.faults import Fault, InputError
from practices_catalog.loading import read_catalogue
from practices_catalog.model import Catalogue
from questionnaires.answers.model import Response
from questionnaires.answers.reading import read_response
from questionnaires.answers.vocabulary import Vocabulary
from questionnaires.answers.writing import write_response
from questionnaires.loading import read_questionnaires, read_triage
from questionnaires.model import Questionnaire, Triage

CASES = Path(__file__).parent / "cases"
PRACTICES = ("incident-management", "problem-management", "service-desk")


@dataclass(frozen=True)
class Desk:
    """Reads and writes files in a temporary folder."""

    folder: Path
    catalogue: Catalogue
    questionnaire: Questionnaire
    triage: Triage

    @property
    def known(self) -> Vocabulary:
        """The content that answers are checked against."""
        return Vocabulary(self.catalogue, (self.questionnaire,), self.triage)

    def read(self, path: Path) -> Response:
        """Return the response in a file."""
        return read_response(path, self.catalogue, [self.questionnaire], self.triage)

    def write(self, name: str, response: Response | None = None) -> Path:
        """Write a response or a template and return its path."""
        path = self.folder / name
        write_response(path, self.questionnaire, self.catalogue, self.triage, response)
        return path

    def save(self, name: str, content: str | bytes) -> Path:
        """Write a file with this content and return its path."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def case(self, name: str) -> Path:
        """Return a case from the field."""
        return CASES / name

    def faults(self, path: Path) -> tuple[Fault, ...]:
        """Return the faults of a file, which must have at least one."""
        with pytest.raises(InputError) as caught:
            self.read(path)
        return caught.value.faults


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return the shipped catalogue."""
    return read_catalogue()[0]


@pytest.fixture(scope="session")
def quick_scan(catalogue: Catalogue) -> Questionnaire:
    """Return the whole quick scan."""
    return read_questionnaires(catalogue)[0][0]


@pytest.fixture(scope="session")
def triage(catalogue: Catalogue) -> Triage:
    """Return the shipped triage."""
    read = read_triage(catalogue)[0]
    assert read is not None
    return read


@pytest.fixture(scope="session")
def small(quick_scan: Questionnaire) -> Questionnaire:
    """Return a quick scan of three practices."""
    statements = tuple(each for each in quick_scan.statements if each.practice in PRACTICES)
    return replace(quick_scan, statements=statements)


@pytest.fixture
def desk(tmp_path: Path, catalogue: Catalogue, small: Questionnaire, triage: Triage) -> Desk:
    """Return a desk for three practices."""
    return Desk(tmp_path, catalogue, small, triage)


@pytest.fixture
def whole(tmp_path: Path, catalogue: Catalogue, quick_scan: Questionnaire, triage: Triage) -> Desk:
    """Return a desk for the whole quick scan."""
    return Desk(tmp_path, catalogue, quick_scan, triage)


@pytest.fixture(scope="session")
def desk_in(catalogue: Catalogue, small: Questionnaire, triage: Triage) -> Callable[[Path], Desk]:
    """Return a function that makes a desk in a folder, for tests that Hypothesis runs many times."""
    return lambda folder: Desk(folder, catalogue, small, triage)
