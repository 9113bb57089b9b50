"""From one framework to another through the practices."""

from __future__ import annotations

from dataclasses import replace

from practices_catalog.crosswalk import crosswalk
from practices_catalog.model import Catalogue, Framework, Mapping, Relation, Requirement, Strength

PRIMARY, SUPPORTING = Strength.PRIMARY, Strength.SUPPORTING


def _framework(name: str, requirements: dict[str, str | None], mappings: list[tuple[str, str, Strength]]) -> Framework:
    return Framework(
        name,
        name,
        "",
        "",
        3,
        "",
        tuple(Requirement(each, "", parent, None) for each, parent in requirements.items()),
        tuple(Mapping(practice, name, each, Relation.EQUAL, strength, 3, "") for practice, each, strength in mappings),
        (),
    )


ONE = _framework(
    "one",
    {"1": None, "1.1": "1", "1.1.1": "1.1", "2": None},
    [("a", "1.1", PRIMARY), ("b", "1.1.1", SUPPORTING), ("a", "2", SUPPORTING), ("c", "2", PRIMARY)],
)
TWO = _framework("two", {"X": None, "Y": None}, [("b", "Y", PRIMARY), ("a", "Y", PRIMARY), ("a", "X", SUPPORTING)])
CATALOGUE = Catalogue("", "", "", (), (), (ONE, TWO), ())


def _ways(catalogue: Catalogue, requirement: str | None = None) -> list[tuple[str, str, str, Strength]]:
    return [
        (c.source.requirement, c.practice, c.target.requirement, c.strength)
        for c in crosswalk(catalogue, "one", "two", requirement)
    ]


def test_every_path_through_a_practice_is_found_primary_first() -> None:
    """Paths follow the order of the first framework. One is primary if both its mappings are; c leads nowhere."""
    assert _ways(CATALOGUE) == [
        ("1.1", "a", "Y", PRIMARY),
        ("1.1", "a", "X", SUPPORTING),
        ("1.1.1", "b", "Y", SUPPORTING),
        ("2", "a", "X", SUPPORTING),
        ("2", "a", "Y", SUPPORTING),
    ]


def test_the_children_of_a_requirement_are_included() -> None:
    """1 contains 1.1, which contains 1.1.1."""
    assert [way[0] for way in _ways(CATALOGUE, "1")] == ["1.1", "1.1", "1.1.1"]
    assert [way[0] for way in _ways(CATALOGUE, "1.1.1")] == ["1.1.1"]


def test_the_order_of_mappings_never_matters() -> None:
    """Reversed mappings give the same paths."""
    turned = replace(
        CATALOGUE, frameworks=tuple(replace(each, mappings=each.mappings[::-1]) for each in CATALOGUE.frameworks)
    )

    assert _ways(turned) == _ways(CATALOGUE)
