"""Which approach fits an organization best, with the figures behind it, so that readers can check them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from questionnaires.weighing import WeighedSymptom, Weighing

FULL_FROM = Fraction(3, 5)  # an approach counts fully once this share of its levels is missing
CLOSE = Fraction(9, 10)
FEW_SYMPTOMS = 3
FEW_PRACTICES = Fraction(1, 3)


class Basis(StrEnum):
    """What decides between the approaches: reported symptoms, discounted by the levels, or the levels alone."""

    SYMPTOMS = "symptoms"
    LEVELS = "levels"


@dataclass(frozen=True, slots=True)
class PracticeGap:
    """How far an assessed practice of an approach is from its target; `weight` is its weight in the approach."""

    practice: str
    level: int
    target: int
    weight: int

    @property
    def missing(self) -> int:
        """The levels missing; a level above the target doesn't make up for gaps elsewhere."""
        return max(0, self.target - self.level)


@dataclass(frozen=True, slots=True)
class ApproachGaps:
    """The gaps of an approach's entry and supporting practices.

    Attributes:
        gaps: the gaps of the assessed practices; practices that don't apply are left out.
        unknown: ids of the practices that apply, as far as anyone knows, and aren't assessed.
    """

    gaps: tuple[PracticeGap, ...]
    unknown: tuple[str, ...]

    @property
    def share(self) -> Fraction:
        """The weighted share of the levels up to target that are missing; 1 if none of the practices is assessed.

        Source: docs/scoring.md, "Recommended approach".
        """
        if not self.gaps:
            return Fraction(bool(self.unknown))
        most = sum(gap.weight * gap.target for gap in self.gaps)
        return Fraction(sum(gap.weight * gap.missing for gap in self.gaps), most) if most else Fraction(0)


@dataclass(frozen=True, slots=True)
class ApproachFit:
    """How well an approach fits: its share of the symptoms, and what its practices lack."""

    weighing: Weighing
    gaps: ApproachGaps

    @property
    def approach(self) -> str:
        """Id of the approach."""
        return self.weighing.approach

    @property
    def share(self) -> Fraction:
        """Share of its symptoms, from 0 to 1."""
        return self.weighing.share

    @property
    def missing(self) -> Fraction:
        """Share of the levels that its practices lack, from 0 to 1."""
        return self.gaps.share

    @property
    def factor(self) -> Fraction:
        """The factor for the share of symptoms: 1 if at least 60% of the levels are missing, 0 if none is."""
        return min(Fraction(1), self.missing / FULL_FROM)

    @property
    def fit(self) -> Fraction:
        """Share of symptoms times factor."""
        return self.share * self.factor

    @property
    def reasons(self) -> tuple[WeighedSymptom, ...]:
        """The symptoms that occur, those with the most points first."""
        return tuple(each for each in self.weighing.symptoms if each.answer)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The approaches, best first, and what the recommendation is based on.

    Attributes:
        symptoms: ids of the symptoms answered above 0, in the order of the triage.
        triage_answered: whether anyone answered a question about symptoms, if only with "never".
        assessed: how many practices are assessed, of the `applicable` ones.
    """

    fits: tuple[ApproachFit, ...]
    basis: Basis
    symptoms: tuple[str, ...]
    triage_answered: bool
    assessed: int
    applicable: int

    @property
    def recommended(self) -> ApproachFit | None:
        """The approach that fits best; None if nothing is known, or if no level is missing in any approach."""
        return self._ranked(0)

    @property
    def runner_up(self) -> ApproachFit | None:
        """The second best; None if nothing points to it."""
        return self._ranked(1)

    @property
    def is_tie(self) -> bool:
        """Whether the first two fit equally well, so that only the order of the approaches decides."""
        return self.runner_up is not None and self.value(self.fits[0]) == self.value(self.fits[1])

    @property
    def is_close(self) -> bool:
        """Whether the runner-up reaches at least nine tenths of the best approach's figure."""
        return self.runner_up is not None and self.value(self.fits[1]) >= CLOSE * self.value(self.fits[0])

    @property
    def is_guess(self) -> bool:
        """Whether the recommendation is based on fewer than three symptoms and under a third of the practices."""
        few_practices = self.assessed < FEW_PRACTICES * self.applicable or not self.assessed
        return len(self.symptoms) < FEW_SYMPTOMS and few_practices

    @property
    def is_firm(self) -> bool:
        """Whether the recommendation is more than a guess and is based on more than a single symptom."""
        single = self.basis is Basis.SYMPTOMS and len(self.symptoms) == 1
        return self.recommended is not None and not self.is_guess and not single

    def value(self, fit: ApproachFit) -> Fraction:
        """Return the figure by which the approaches are ranked."""
        return fit.fit if self.basis is Basis.SYMPTOMS else fit.missing

    def of(self, approach: str) -> ApproachFit:
        """Return the fit of an approach; StopIteration if there is none with the id."""
        return next(fit for fit in self.fits if fit.approach == approach)

    def _ranked(self, place: int) -> ApproachFit | None:
        known = self.symptoms or self.assessed
        if not known or len(self.fits) <= place or not self.value(self.fits[place]):
            return None
        return self.fits[place]
