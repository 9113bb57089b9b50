"""The shipped content, a user's folders on top of it, and faults that don't cause further faults."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from practices_catalog.faults import Fault, InputError
from practices_catalog.loading import DATA, load_catalogue, read_catalogue
from practices_catalog.model import Catalogue, OrganizationSize

INCIDENT = "practices/incident-management.yaml"


def _framework(folder: Path) -> None:
    """Write a framework with one requirement, mapped to one practice, and a reason for each of the other 33."""
    folder.mkdir(parents=True)
    (folder / "requirements.yaml").write_text(
        "id: house-rules\nname: House rules\nedition: '1'\nowner: us\nexpects_level: 2\nwhy_level: it is enough\n"
        "requirements:\n  - {id: H1, title: Calls are answered}\n  - {id: H2, title: Doors, outside: no IT}\n",
        "utf-8",
    )
    others = sorted(path.stem for path in (DATA / "practices").glob("*.yaml") if path.stem != "service-desk")
    (folder / "mappings.yaml").write_text(
        "framework: house-rules\nmappings:\n"
        "  - {practice: service-desk, requirement: H1, relation: superset, strength: primary, rationale: it does}\n"
        "no_counterpart:\n" + "".join(f"  - {{practice: {other}, why: not asked}}\n" for other in others),
        "utf-8",
    )


def test_a_users_framework_is_added_to_ours(catalogue: Catalogue, tmp_path: Path) -> None:
    """It comes after the shipped ones, and a mapping without a level takes the framework's."""
    _framework(tmp_path / "frameworks" / "house-rules")

    laid = load_catalogue(tmp_path)

    assert [f.id for f in laid.frameworks] == [*(f.id for f in catalogue.frameworks), "house-rules"]
    (mapping,) = laid.framework["house-rules"].mappings
    assert (mapping.practice, mapping.requirement, mapping.level) == ("service-desk", "H1", 2)
    assert laid.framework["house-rules"].requirements[1].outside == "no IT"
    assert laid.practices == catalogue.practices
    assert laid.version != catalogue.version


def test_a_users_practice_replaces_ours_by_id(catalogue: Catalogue, tmp_path: Path) -> None:
    """Its place in the catalogue stays."""
    content = (DATA / INCIDENT).read_text("utf-8").replace("name: Incident management", "name: Disturbances")
    (tmp_path / "practices").mkdir()
    (tmp_path / INCIDENT).write_text(content, "utf-8")

    laid = load_catalogue(tmp_path)

    assert laid.practice["incident-management"].name == "Disturbances"
    assert [practice.id for practice in laid.practices] == [practice.id for practice in catalogue.practices]


def test_the_last_of_two_folders_wins(tmp_path: Path) -> None:
    """If the first folder's file is broken, it no longer matters."""
    for folder, name in (("first", "[broken"), ("second", "Second")):
        (tmp_path / folder / "practices").mkdir(parents=True)
        content = (DATA / INCIDENT).read_text("utf-8").replace("name: Incident management", f"name: {name}")
        (tmp_path / folder / INCIDENT).write_text(content, "utf-8")

    laid = load_catalogue(tmp_path / "first", tmp_path / "second")

    assert laid.practice["incident-management"].name == "Second"


def test_the_same_files_give_the_same_version(catalogue: Catalogue) -> None:
    """The version is a short hash of the content."""
    assert load_catalogue().version == catalogue.version
    assert len(catalogue.version) == 12


@pytest.mark.parametrize(
    ("file", "old"),
    [
        (INCIDENT, "name: Incident management\n"),
        ("frameworks/iso-20000-1/mappings.yaml", "    strength: primary\n"),
        ("frameworks/iso-20000-1/requirements.yaml", "owner: ISO/IEC\n"),
        ("approaches/support-quality.yaml", "order: 1\nname: Support quality first\n"),
    ],
)
def test_a_file_that_cannot_be_read_causes_no_other_faults(
    broken: Callable[[str, str, str], tuple[Fault, ...]], file: str, old: str
) -> None:
    """A missing key is one fault; references to the file's content cause none."""
    (fault,) = broken(file, old, "")

    assert fault.wrong.endswith("is missing")


def test_a_file_that_is_not_utf_8_causes_no_other_faults(tmp_path: Path) -> None:
    """Some old editors write such bytes."""
    (tmp_path / "practices").mkdir()
    (tmp_path / INCIDENT).write_bytes("id: incident-management\nname: Störungen\n".encode("cp1252"))

    with pytest.raises(InputError) as caught:
        load_catalogue(tmp_path)

    (fault,) = caught.value.faults
    assert (fault.place.file, fault.place.line) == (str(tmp_path / INCIDENT), 2)
    assert "isn't UTF-8" in fault.wrong


def test_faults_of_all_files_are_reported_together(tmp_path: Path) -> None:
    """Two practices give two faults, with file names as the user gave them."""
    (tmp_path / "practices").mkdir()
    for name in ("incident-management", "service-desk"):
        (tmp_path / f"practices/{name}.yaml").write_text("a: 1\na: 2\n", "utf-8")

    _, sources = read_catalogue([tmp_path])

    assert [fault.place.file for fault in sources.faults] == [
        str(tmp_path / "practices/incident-management.yaml"),
        str(tmp_path / "practices/service-desk.yaml"),
    ]


def test_without_its_editions_there_is_no_catalogue(tmp_path: Path) -> None:
    """That file also has the groups."""
    (tmp_path / "editions.yaml").write_text("editions: []\n", "utf-8")

    with pytest.raises(InputError, match="should have at least 1 entries, but has 0"):
        load_catalogue(tmp_path)


def test_efforts_are_read_for_each_size(catalogue: Catalogue) -> None:
    """Incident management as its file has it."""
    file = DATA / "practices/incident-management.yaml"
    first = yaml.safe_load(file.read_text("utf-8"))["effort"][0]

    effort = catalogue.practice["incident-management"].effort(OrganizationSize.SMALL)

    assert [effort[0].low, effort[0].high] == first["small"]
    assert effort[0].middle == Fraction(sum(first["small"]), 2)
