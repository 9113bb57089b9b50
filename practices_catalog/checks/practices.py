"""Each practice has an existing group, all six activities, a complete effort and unique success factors."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from practices_catalog.checks.repeated import repeated
from practices_catalog.faults import Fault
from practices_catalog.model import LEVELS, Catalogue, OrganizationSize, Practice, ValueChainActivity
from practices_catalog.sources import Sources


def check(catalogue: Catalogue, sources: Sources) -> Iterator[Fault]:
    """Yield every violation of this rule."""
    groups = {group.id for group in catalogue.groups}
    for practice in catalogue.practices:

        def fault(wrong: str, mend: str, *path: str | int, owner: str = practice.id) -> Fault:
            return Fault(sources.place("practice", owner, *path), wrong, mend)

        if practice.group not in groups:
            yield fault(
                f"has no group for the edition {catalogue.edition}", f"add one of {', '.join(sorted(groups))}", "groups"
            )
        if missing := [activity for activity in ValueChainActivity if activity not in practice.value_chain]:
            yield fault(
                f"has no contribution to {missing[0]}",
                "add the activity, with `none` if it doesn't apply",
                "value_chain",
            )
        yield from _effort_faults(practice, fault)
        for twice in repeated(factor.id for factor in practice.success_factors):
            yield fault(f"has the success factor {twice!r} twice", "rename or remove one of the two", "success_factors")


def _effort_faults(practice: Practice, fault: Callable[..., Fault]) -> Iterator[Fault]:
    """Yield levels out of order, and ranges that are reversed or don't grow with the organization."""
    levels = tuple(each.level for each in practice.efforts)
    if levels != LEVELS:
        yield fault(f"lists the effort for levels {', '.join(map(str, levels))}", "list levels 1 to 5 once", "effort")
    for number, each in enumerate(practice.efforts):
        for size, days in each.days.items():
            if days.low >= days.high:
                wrong = f"has an effort from {days.low} to {days.high} days for {size} organizations"
                yield fault(wrong, "give a low and a higher number of person-days", "effort", number, size.value)
        middles = [each.days[size].middle for size in OrganizationSize]
        if middles != sorted(set(middles)):
            yield fault(
                f"has an effort for level {each.level} that doesn't grow with the organization",
                "give small organizations the lowest numbers and large ones the highest",
                "effort",
                number,
            )
