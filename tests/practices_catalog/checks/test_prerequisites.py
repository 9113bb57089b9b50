"""Prerequisites that form a cycle."""

from __future__ import annotations

from dataclasses import replace

from practices_catalog.checks.prerequisites import check
from practices_catalog.model import Catalogue, Practice, Prerequisite
from practices_catalog.sources import Sources


def _catalogue(**prerequisites: tuple[str, int, int] | None) -> Catalogue:
    """Return practices by name, each with a hard prerequisite (practice, level, for level) or none."""
    practices = []
    for name, needs in prerequisites.items():
        practice = Practice(name, name, "", "", (), {}, (), (), (), ())
        hard = () if needs is None else (Prerequisite(*needs, hard=True, why=""),)
        practices.append(replace(practice, prerequisites=hard))
    return Catalogue("", "", "", (), tuple(practices), (), ())


def _circles(catalogue: Catalogue) -> list[str]:
    sources = Sources(unreadable={("practice", practice.id) for practice in catalogue.practices})
    return [fault.wrong for fault in check(catalogue, sources)]


def test_two_practices_that_require_each_other_form_a_cycle() -> None:
    """A 2 requires b 2, and b 2 requires a 2."""
    assert _circles(_catalogue(a=("b", 2, 2), b=("a", 2, 2))) == [
        "the prerequisites form a cycle: a 2 waits for b 2 waits for a 2"
    ]


def test_a_cycle_may_include_levels_of_one_practice() -> None:
    """A 2 requires b 3, b 3 requires b 2, and b 2 requires a 2."""
    assert _circles(_catalogue(a=("b", 3, 2), b=("a", 2, 2))) == [
        "the prerequisites form a cycle: a 2 waits for b 3 waits for b 2 waits for a 2"
    ]


def test_a_practice_cannot_require_its_own_higher_level() -> None:
    """A 2 requires a 3."""
    assert _circles(_catalogue(a=("a", 3, 2))) == ["the prerequisites form a cycle: a 2 waits for a 3 waits for a 2"]


def test_practices_may_require_each_other_at_rising_levels() -> None:
    """B 2 requires a 1, and a 3 requires b 2: this isn't a cycle."""
    assert _circles(_catalogue(a=("b", 2, 3), b=("a", 1, 2), c=("a", 3, 1), d=None)) == []


def test_soft_prerequisites_form_no_cycle() -> None:
    """Two practices require each other, one of them softly."""
    catalogue = _catalogue(a=("b", 2, 2), b=("a", 2, 2))
    soft = replace(catalogue.practices[1], prerequisites=(Prerequisite("a", 2, 2, hard=False, why=""),))

    assert _circles(replace(catalogue, practices=(catalogue.practices[0], soft))) == []
