"""Each practice has an existing group, all six activities, all three sizes and unique success factors."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.checks.repeated import repeated
from practices_catalog.faults import Fault
from practices_catalog.model import Catalogue, OrganizationSize, ValueChainActivity
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
        if lacking := [size for size in OrganizationSize if size not in practice.effort]:
            yield fault(f"has no effort for {lacking[0]} organizations", "add five numbers, in person-days", "effort")
        for twice in repeated(factor.id for factor in practice.success_factors):
            yield fault(f"has the success factor {twice!r} twice", "rename or remove one of the two", "success_factors")
