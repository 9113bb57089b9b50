"""Selecting many practices with one click: all, none, or those of a group, an approach or a framework."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.web.assessments.practice_groups import PracticeFieldset
from practices_catalog.model import Catalogue, Framework, Strength

FIELD = "pick"
ALL, NONE, ONLY, ADD = "all", "none", "only", "add"


@dataclass(frozen=True, slots=True)
class Pick:
    """A set of practices that one click selects: on its own (`only`), or in addition to the others (`add`)."""

    id: str
    name: str
    practices: frozenset[str]


@dataclass(frozen=True, slots=True)
class PickKind:
    """The sets of one kind, such as the approaches."""

    name: str
    picks: tuple[Pick, ...]


def pick_kinds(catalogue: Catalogue, groups: Sequence[PracticeFieldset]) -> tuple[PickKind, ...]:
    """Return the sets that contain some of a form's practices, but not all, by kind."""
    present = {each.id for group in groups for each in group.practices}

    def kind(name: str, sets: Iterable[tuple[str, str, Iterable[str]]]) -> PickKind:
        picks = (Pick(key, label, frozenset(present.intersection(practices))) for key, label, practices in sets)
        # `all` already selects everything.
        return PickKind(name, tuple(each for each in picks if each.practices and each.practices != present))

    kinds = (
        kind("Groups", ((f"group-{n}", g.name, (p.id for p in g.practices)) for n, g in enumerate(groups, 1))),
        kind("Approaches", ((a.id, a.name, (*a.entry, *a.supporting)) for a in catalogue.approaches)),
        kind(
            "Frameworks: practices with a primary mapping", ((f.id, f.name, _primary(f)) for f in catalogue.frameworks)
        ),
    )
    return tuple(each for each in kinds if each.picks)


def _primary(framework: Framework) -> Iterator[str]:
    """Yield the practices with a primary mapping; nearly every practice has a supporting one."""
    return (each.practice for each in framework.mappings if each.strength is Strength.PRIMARY)


def picked(kinds: Sequence[PickKind], value: str, ticked: Iterable[str], present: Iterable[str]) -> set[str]:
    """Return the practices that are selected after a click; an unknown value changes nothing.

    Args:
        kinds: the sets that the form offers.
        value: `all`, `none`, or `only:` or `add:` with the id of a set.
        ticked: the practices selected before.
        present: all practices of the form.
    """
    if value == ALL:
        return set(present)
    if value == NONE:
        return set()
    how, _, key = value.partition(":")
    sets: Mapping[str, frozenset[str]] = {each.id: each.practices for kind in kinds for each in kind.picks}
    if key not in sets or how not in {ONLY, ADD}:
        return set(ticked)
    return set(sets[key]) | (set(ticked) if how == ADD else set())
