"""Indicators that fit a level."""

from __future__ import annotations

import pytest

from practices_catalog.loading import load_catalogue
from reports.views.indicators import measurable


@pytest.mark.parametrize(
    ("practice", "level", "first"),
    [
        ("service-continuity-management", 1, "Test restores usable at first attempt"),
        ("service-continuity-management", 4, "Recovery time measured against promised"),
        ("knowledge-management", 2, "Searches that led nowhere"),
        ("knowledge-management", 3, "Tickets solved with a linked article"),
        ("change-enablement", 2, "Changes that failed"),
    ],
)
def test_an_indicator_fits_from_the_level_at_which_it_is_recorded(practice: str, level: int, first: str) -> None:
    """A recovery time isn't known before anyone exercises a recovery, nor linked articles before tickets have links."""
    assert measurable(load_catalogue().practice[practice], level)[0].name == first


def test_nothing_is_counted_before_changes_are_recorded() -> None:
    """Level 1 of change enablement only asks that somebody else has seen a change."""
    assert measurable(load_catalogue().practice["change-enablement"], 1) == ()
