"""Agreement between respondents over a whole assessment: Krippendorff's alpha for ordinal data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product

from questionnaires.scoring.model import Agreement, StatementScore

Pairs = dict[tuple[int, int], Fraction]


def krippendorff_alpha(statements: Iterable[StatementScore]) -> Agreement:
    """Return alpha over all statements with at least two ratings on the scale; NA and DK count as missing.

    Source: docs/scoring.md, "Agreement over an assessment" (K. Krippendorff, "Computing Krippendorff's
    Alpha-Reliability", 2011, ordinal metric).
    """
    units: list[list[int]] = []
    raters: set[str] = set()
    for statement in statements:
        steps = {
            v.respondent.id: r.step for v in statement.answers if (r := v.answer.rating) is not None and r.on_scale
        }
        raters.update(steps)
        units.append(list(steps.values()))
    alpha = ordinal_alpha(units)
    if alpha is not None:
        return Agreement(float(alpha), len(raters))
    if all(len(unit) < 2 for unit in units):  # noqa: PLR2004 - a pair is two
        return Agreement(None, len(raters), "No statement was rated by two or more respondents.")
    return Agreement(None, len(raters), "All comparable ratings are the same, so alpha is undefined.")


def ordinal_alpha(units: Iterable[Sequence[int]]) -> Fraction | None:
    """Return the exact alpha of units of ordinal values, or None if it is undefined.

    Args:
        units: the ratings of each thing rated, as positions on the scale; a unit with fewer than two doesn't count.
    """
    pairs = _coincidences(units)
    totals: dict[int, Fraction] = {}
    for (first, _), weight in pairs.items():
        totals[first] = totals.get(first, Fraction(0)) + weight
    count = sum(totals.values(), Fraction(0))
    observed = sum((weight * _distance(*pair, totals) for pair, weight in pairs.items()), Fraction(0))
    expected = sum((totals[a] * totals[b] * _distance(a, b, totals) for a in totals for b in totals), Fraction(0))
    return 1 - (count - 1) * observed / expected if expected else None


def _coincidences(units: Iterable[Sequence[int]]) -> Pairs:
    """Return the coincidence matrix.

    Pairs are first counted in whole numbers, by the size of the unit, because adding fractions is slow.
    """
    met: Counter[tuple[int, int, int]] = Counter()
    for unit in units:
        counts = Counter(unit)
        for first, second in product(counts, counts):
            met[first, second, len(unit) - 1] += counts[first] * (counts[second] - (first == second))
    pairs: Pairs = {}
    for (first, second, others), times in met.items():
        if times:
            pairs[first, second] = pairs.get((first, second), Fraction(0)) + Fraction(times, others)
    return pairs


def _distance(first: int, second: int, totals: Mapping[int, Fraction]) -> Fraction:
    low, high = sorted((first, second))
    between = sum((total for step, total in totals.items() if low <= step <= high), Fraction(0))
    return (between - (totals[low] + totals[high]) / 2) ** 2
