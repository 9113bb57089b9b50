"""The recommended approach in words and as a table: how well each approach fits, and what that is based on."""

from __future__ import annotations

from dataclasses import dataclass

from practices_catalog.model import Catalogue
from questionnaires.model import Triage
from questionnaires.recommendation import FULL_FROM, ApproachFit, Basis, Recommendation
from reports.views import figures

RULE = (
    "Symptoms lead, and levels that are already reached count against an approach: its result is its share of the "
    f"symptoms, discounted if less than {figures.per_cent(FULL_FROM)} of the levels up to its targets are missing."
)
FORMULA = (
    f"Result: symptoms \u00d7 levels missing \u00f7 {figures.per_cent(FULL_FROM)}, at most the symptoms; rounded at "
    "the end. Without symptoms, only the levels missing."
)
HEAD = ("Approach", "Symptoms", "Levels missing", "Factor", "Result")
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class FitRow:
    """An approach in the table; `mark` is `recommended`, `best guess`, `runner-up` or ""."""

    id: str
    name: str
    mark: str
    symptoms: str
    missing: str
    factor: str
    result: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells under `HEAD`."""
        name = f"{self.name} ({self.mark})" if self.mark else self.name
        return name, self.symptoms, self.missing, self.factor, self.result


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """The recommendation.

    Attributes:
        name: the recommended approach; "" if none is recommended.
        mark: what to call it: `Recommended` or, without a sound basis, `Best guess` or `Tentative`.
        why: what it is based on, in sentences.
        caution: how little it is based on; "" if it is firm.
        runner_up: the second best and its reason, in sentences; "" if there is none.
    """

    name: str
    mark: str
    why: str
    caution: str
    runner_up: str
    rows: tuple[FitRow, ...]
    head: tuple[str, ...] = HEAD
    rule: str = RULE


def recommendation_view(
    catalogue: Catalogue, triage: Triage | None, recommendation: Recommendation
) -> RecommendationView:
    """Return the recommendation in words."""
    words = _Words(catalogue, triage, recommendation)
    best = recommendation.recommended
    return RecommendationView(
        name=words.name(best) if best else "",
        mark=words.mark,
        why=words.why(),
        caution=words.caution() if best else "",
        runner_up=words.runner_up(),
        rows=tuple(words.row(fit) for fit in recommendation.fits),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    catalogue: Catalogue
    triage: Triage | None
    recommendation: Recommendation

    def name(self, fit: ApproachFit) -> str:
        return self.catalogue.approach[fit.approach].name

    @property
    def mark(self) -> str:
        if self.recommendation.is_guess:
            return "Best guess"
        return "Recommended" if self.recommendation.is_firm else "Tentative"

    def row(self, fit: ApproachFit) -> FitRow:
        marks = {id(self.recommendation.recommended): self.mark.lower(), id(self.recommendation.runner_up): "runner-up"}
        by_symptoms = self.recommendation.basis is Basis.SYMPTOMS
        return FitRow(
            id=fit.approach,
            name=self.name(fit),
            mark=marks.get(id(fit), ""),
            symptoms=figures.per_cent(fit.share if self.recommendation.triage_answered else None),
            missing=figures.per_cent(fit.missing) if fit.gaps.gaps else self._no_gaps(fit),
            factor=figures.per_cent(fit.factor) if by_symptoms else figures.DASH,
            result=figures.per_cent(self.recommendation.value(fit)),
        )

    @staticmethod
    def _no_gaps(fit: ApproachFit) -> str:
        return "not assessed" if fit.gaps.unknown else "not applicable"

    def why(self) -> str:
        best = self.recommendation.recommended
        if best is None:
            return self._why_none()
        if self.recommendation.basis is Basis.SYMPTOMS:
            return self._fits(best) + self._louder(best)
        if not self.recommendation.symptoms:
            answered = self.recommendation.triage_answered
            silent = "No symptoms were reported" if answered else "Nobody has answered the questions about symptoms"
            return f"{silent}, so the levels alone decide. {self._lacks(best)}."
        held = "The approaches that the reported symptoms point to already have their target levels"
        return f"{held}, so the levels alone decide. {self._lacks(best)}."

    def _louder(self, best: ApproachFit) -> str:
        """Say why the approach that matches the most symptoms isn't the best one, if it isn't."""
        loudest = max(self.recommendation.fits, key=lambda fit: fit.share)
        if loudest.share <= best.share:
            return ""
        matches = f"\u201c{self.name(loudest)}\u201d matches more symptoms ({figures.per_cent(loudest.share)})"
        if not loudest.missing:
            return f" {matches}, but its practices already have their target levels."
        return f" {matches}, but its practices lack only {figures.per_cent(loudest.missing)} of the levels."

    def _why_none(self) -> str:
        if not self.recommendation.symptoms and not self.recommendation.assessed:
            return "No symptoms were reported and no practice has been assessed, so no approach is recommended."
        return "No approach is recommended: the practices of each one already have their target levels."

    def _fits(self, fit: ApproachFit) -> str:
        return f"The answers match {figures.per_cent(fit.share)} of its symptoms. {self._lacks(fit)}."

    def _lacks(self, fit: ApproachFit) -> str:
        if fit.gaps.gaps:
            return f"Its practices lack {figures.per_cent(fit.missing)} of the levels up to their targets"
        return "None of its practices have been assessed" if fit.gaps.unknown else "None of its practices apply"

    def caution(self) -> str:
        known = self.recommendation
        if known.is_firm:
            return ""
        rests_on = f"it is based on {self._symptoms()}{self._practices()}."
        if known.is_guess:
            return f"This is a guess: {rests_on} Report more symptoms or assess more practices."
        return f"This isn't firm: {rests_on}{self._by_levels()}"

    def _symptoms(self) -> str:
        reported = self.recommendation.symptoms
        known = self.triage.symptom if self.triage else {}
        named = [f"\u201c{known[each].short}\u201d" for each in reported if each in known]
        many = "a single symptom" if len(reported) == 1 else figures.count(len(reported), "symptom")
        return f"{many} ({figures.listed(named, MOST_NAMED)})" if named else many

    def _practices(self) -> str:
        known = self.recommendation
        if not known.assessed:
            return ", and no practice has been assessed"
        return f" and on {known.assessed} of {figures.count(known.applicable, 'practice')}"

    def _by_levels(self) -> str:
        most = max(self.recommendation.fits, key=lambda fit: fit.missing)
        best = self.recommendation.recommended
        if best is None or most.missing == best.missing:
            return ""
        return f" By the levels alone, it would be \u201c{self.name(most)}\u201d."

    def runner_up(self) -> str:
        second = self.recommendation.runner_up
        if second is None:
            return ""
        said = self._fits(second) if self.recommendation.basis is Basis.SYMPTOMS else f"{self._lacks(second)}."
        why = f" {second.reasons[0].why}" if second.reasons else ""
        return f"Runner-up: \u201c{self.name(second)}\u201d. {said}{self._lead()}{why}{self._why_second(second)}"

    def _why_second(self, second: ApproachFit) -> str:
        """Say which of the two factors puts the runner-up behind the best approach; "" if both are equal."""
        best = self.recommendation.fits[0]
        by_symptoms = self.recommendation.basis is Basis.SYMPTOMS
        lacks_less = second.factor < best.factor if by_symptoms else second.missing < best.missing
        behind = [
            *(["fewer of its symptoms are reported"] if by_symptoms and second.share < best.share else []),
            *(["fewer of its levels are missing"] if lacks_less else []),
        ]
        return f" It comes second because {' and '.join(behind)}." if behind else ""

    def _lead(self) -> str:
        """Say whether the best approach leads by little or nothing."""
        if self.recommendation.is_tie:
            return " Both fit equally well; only the order of the approaches decides."
        if not self.recommendation.is_close:
            return ""
        return " The two are close, and either roadmap also raises the practices behind frequent problems."
