"""The aim: the cheapest levels that make an organization ready for a framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor, lcm

from practices_catalog.model import Framework
from questionnaires.model import Rating
from questionnaires.scoring.model import RequirementScore, RequirementStatus, Scores
from questionnaires.scoring.readiness import framework_score
from roadmaps.current_state import CurrentStates
from roadmaps.model import Aim, Unknown
from roadmaps.precedence import Goal, Precedence
from roadmaps.programme import Rows
from roadmaps.projection import raised_score
from roadmaps.solver import maximize
from roadmaps.steps import StepMaker, levels_ahead
from roadmaps.wording import joined

LIMIT = {Rating.L: Fraction(50, 100), Rating.F: Fraction(85, 100)}
TIE = 1e-5
HALF = 0.5


@dataclass(frozen=True)
class AimLevels:
    """The cheapest levels of an aim.

    Attributes:
        targets: target levels by practice, only those above the current level.
        out_of_reach: the requirements that no levels can bring to the rating, with the reasons.
        to_assess: the ones among them about which too little is known, with the practices to assess.
    """

    targets: Mapping[str, int] = field(default_factory=dict)
    out_of_reach: Mapping[str, str] = field(default_factory=dict)
    to_assess: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def cheapest_levels(maker: StepMaker, scores: Scores, aim: Aim) -> AimLevels:
    """Return the levels, including prerequisites, that make the organization ready with the least effort.

    A requirement is ready at the aim's rating or above. Requirements that aren't covered are left out; those about
    which too little is known are listed.
    """
    search = _Search(maker, scores, aim)
    return search.result()


class _Search:
    """One search: a variable for each practice and level above the current one."""

    def __init__(self, maker: StepMaker, scores: Scores, aim: Aim) -> None:
        self.maker, self.scores, self.aim = maker, scores, aim
        self.framework = maker.catalogue.framework[aim.framework]
        self.current: CurrentStates = maker.current
        settings, current = maker.settings, maker.current
        highest = {
            p: min(state.ceiling, settings.targets.get(p, state.ceiling))
            for p, state in current.items()
            if p not in settings.excluded and state.applicable and (state.assessed or self._is_built(p))
        }
        self.precedence = Precedence(maker.catalogue, current, highest, settings)
        self.rows = Rows()
        self.column: dict[Goal, int] = {}
        for number, (practice, top) in enumerate(highest.items()):
            for level in levels_ahead(current[practice], top):
                if self.precedence.barrier((practice, level)) is None:
                    cost = float(maker.effort(practice, level).middle) + TIE * number
                    self.column[practice, level] = self.rows.column(-cost)
        for goal, column in self.column.items():
            for before in self.precedence.waits_for(goal):
                self.rows.at_most([(column, 1.0), (self.column[before], -1.0)], 0.0)

    def _is_built(self, practice: str) -> bool:
        known = self.scores.practice.get(practice)
        return self.maker.settings.unknown is Unknown.BUILD and known is not None and self.current[practice].in_scope

    def result(self) -> AimLevels:
        """Return the cheapest levels."""
        today = framework_score(self.framework, self.scores.practice).requirement
        values = dict(self._values())
        out_of_reach: dict[str, str] = {}
        self.to_assess: dict[str, tuple[str, ...]] = {}
        for requirement in self.framework.requirements:
            why = self._require(today[requirement.id], values)
            if why:
                out_of_reach[requirement.id] = why
        solved = maximize(self.rows)
        chosen = solved.values if solved else []
        # A practice's columns are in ascending order of levels, so its highest chosen level is the last.
        targets = {
            practice: level for (practice, level), column in self.column.items() if chosen and chosen[column] > HALF
        }
        return AimLevels(targets, out_of_reach, self.to_assess)

    def _values(self) -> Iterator[tuple[tuple[str, int, str], Fraction]]:
        """Yield what each practice adds to a requirement, by practice, level and requirement: a mean value."""
        for practice, score in self.scores.practice.items():
            mapped = _of_practice(self.framework, practice)
            state = self.current[practice]
            levels = [level for own, level in self.column if own == practice]
            for level in (state.level, *levels):
                raised = raised_score(score, level, self.scores.method) if level > state.level else score
                for part in framework_score(mapped, {practice: raised}).requirements:
                    achieved = part.practices[0].achievement
                    if achieved is not None:
                        yield (practice, level, part.requirement), achieved

    def _require(self, today: RequirementScore, values: Mapping[tuple[str, int, str], Fraction]) -> str:
        """Add the row of a requirement, or return why nothing can bring it to the rating."""
        if today.status is RequirementStatus.OUTSIDE or not today.practices:
            return ""
        counted = [part for part in today.practices if part.left_out is None or self._is_counted(part.practice)]
        if not counted or (today.rating is None and self.maker.settings.unknown is Unknown.CHECK):
            return self._too_little_known(today)
        weight = sum((part.weight for part in counted), Fraction(0))
        limit = LIMIT[self.aim.rating] * weight
        terms: list[tuple[int, Fraction]] = []
        for part in counted:
            before = values.get((part.practice, self.current[part.practice].level, today.requirement), Fraction(0))
            limit -= part.weight * before
            for (practice, level), column in self.column.items():
                if practice == part.practice:
                    value = values.get((practice, level, today.requirement), before)
                    terms.append((column, part.weight * (value - before)))
                    before = value
        return self._add_row(terms, limit)

    def _add_row(self, terms: list[tuple[int, Fraction]], limit: Fraction) -> str:
        """Require that the sum of the terms exceeds a limit; return why it can't, or ""."""
        if limit < 0:
            return ""
        if sum((share for _, share in terms), Fraction(0)) <= limit:
            return "even with every practice that counts for it at the highest level that this plan may reach"
        scale = lcm(limit.denominator, *(share.denominator for _, share in terms))
        least = floor(limit * scale) + 1
        self.rows.at_most([(column, -float(share * scale)) for column, share in terms], -float(least))
        return ""

    def _is_counted(self, practice: str) -> bool:
        return any(own == practice for own, _ in self.column) and not self.current[practice].assessed

    def _too_little_known(self, today: RequirementScore) -> str:
        unknown = tuple(
            part.practice
            for part in today.practices
            if not self.current[part.practice].assessed and self.current[part.practice].applicable
        )
        if not unknown:
            return "no practice that counts for it applies"
        self.to_assess[today.requirement] = unknown
        names = [self.maker.catalogue.practice[practice].name for practice in unknown]
        return f"too little is known: assess {joined(names)} first"


def _of_practice(framework: Framework, practice: str) -> Framework:
    """Return the part of a framework that a practice is mapped to."""
    mappings = tuple(each for each in framework.mappings if each.practice == practice)
    named = {each.requirement for each in mappings}
    return replace(
        framework, requirements=tuple(each for each in framework.requirements if each.id in named), mappings=mappings
    )
