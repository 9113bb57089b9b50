"""Figures for a number of people in IT."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from practices_catalog.model import Catalogue, OrganizationSize, figure_for

FIGURES = {
    OrganizationSize.SMALL: Fraction(20),
    OrganizationSize.MEDIUM: Fraction(100),
    OrganizationSize.LARGE: Fraction(300),
}


@pytest.mark.parametrize(
    ("it_staff", "figure"),
    [
        (1, 20),  # no figure is meant for fewer than 8
        (8, 20),
        (26, 40),  # 18 of 72 people further: 20 + 80 / 4
        (80, 100),
        (210, 150),  # 130 of 520 people further: 100 + 200 / 4
        (600, 300),
        (9000, 300),
    ],
)
def test_figures_are_in_proportion_between_the_sizes(it_staff: int, figure: int) -> None:
    """They are meant for 8, 80 and 600 people."""
    assert figure_for(FIGURES, OrganizationSize.of_it_staff(it_staff), it_staff) == figure


def test_without_a_number_the_figure_is_that_of_the_size() -> None:
    """Nobody said how many people there are."""
    assert [figure_for(FIGURES, size, None) for size in OrganizationSize] == [20, 100, 300]


def test_one_more_person_never_changes_an_effort_much(catalogue: Catalogue) -> None:
    """From 19 to 20 people, and from 200 to 201, the size has another name, and the work is nearly the same."""
    for practice in catalogue.practices:
        for it_staff in (19, 200):
            efforts = [practice.effort(OrganizationSize.of_it_staff(n), n) for n in (it_staff, it_staff + 1)]
            for fewer, more in zip(*efforts, strict=True):
                assert fewer.low <= more.low <= fewer.low * Fraction(11, 10)
                assert fewer.high <= more.high <= fewer.high * Fraction(11, 10)


def test_effort_grows_with_the_number_of_people(catalogue: Catalogue) -> None:
    """From 8 to 600."""
    for practice in catalogue.practices:
        for fewer, more in pairwise(practice.effort(OrganizationSize.MEDIUM, n) for n in (8, 30, 80, 150, 600)):
            assert all(a.middle <= b.middle for a, b in zip(fewer, more, strict=True))
