"""Combines identical faults into one line with their number and the first places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from practices_catalog.faults import Fault

MOST_LINES = 25
MOST_ALONE = 3  # up to this many identical faults get a line each
MOST_PLACES = 3
_STATEMENT = re.compile(r"(?<![\w-])[a-z][a-z-]*\.[0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One line for one or more identical faults.

    Attributes:
        place: where the fault is, or the first places and how many more there are.
        wrong: what is wrong; if the faults differ only in the statement they name, the text of the first one.
        count: how many faults the line covers.
    """

    place: str
    wrong: str
    mend: str
    count: int = 1

    def __str__(self) -> str:
        """Return the line: the places, what is wrong, the fix."""
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.wrong}; {self.mend}"


@dataclass(frozen=True, slots=True)
class FaultList:
    """The first lines of a long list, and how many faults the lines left out would cover."""

    lines: tuple[FaultLine, ...] = ()
    more: int = 0


def each_alone(faults: Iterable[Fault]) -> FaultList:
    """Return a line for each fault."""
    return FaultList(tuple(FaultLine(str(fault.place), fault.wrong, fault.mend) for fault in faults))


def grouped(faults: Iterable[Fault], most: int = MOST_LINES) -> FaultList:
    """Return at most `most` lines, in the order of the first fault of each."""
    groups: dict[tuple[object, ...], list[Fault]] = defaultdict(list)
    for fault in faults:
        # Identical faults differ only in their line and in the id of the statement.
        place = replace(fault.place, line=None, key="")
        groups[place, _STATEMENT.sub("", fault.wrong), fault.mend].append(fault)
    lines: list[FaultLine] = []
    for group in groups.values():
        lines += [_line(group)] if len(group) > MOST_ALONE else each_alone(group).lines
    return FaultList(tuple(lines[:most]), sum(line.count for line in lines[most:]))


def _line(group: Sequence[Fault]) -> FaultLine:
    first, count = group[0], len(group)
    alike = "" if len({fault.wrong for fault in group}) == 1 else ", and so on"
    wrong = f"{first.wrong}{alike} ({count} times)"
    return FaultLine(_places(group), wrong, first.mend, count)


def _places(group: Sequence[Fault]) -> str:
    """Return the file, sheet and column that the faults share, and the first lines or keys."""
    first = group[0].place
    lines = dict.fromkeys(fault.place.line for fault in group if fault.place.line)
    keys = dict.fromkeys(fault.place.key for fault in group if fault.place.key)
    shown: list[object] = [*(lines or keys)]
    more = f" and {len(shown) - MOST_PLACES} more" if len(shown) > MOST_PLACES else ""
    noun = "" if not lines else ("row" if first.sheet else "line") + ("s " if len(lines) > 1 else " ")
    where = noun + ", ".join(map(str, shown[:MOST_PLACES])) + more if shown else ""
    sheet = f"sheet {first.sheet}" if first.sheet else ""
    column = f"column {first.column}" if first.column else ""
    return ", ".join(part for part in (first.file, sheet, where, column) if part)
