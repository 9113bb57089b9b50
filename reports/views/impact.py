"""The benefit of each practice whose level the roadmap raises, against its effort."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reports.views import figures
from reports.views.milestones import planned_steps, reached
from reports.views.ranking import by_priority
from reports.views.subject import Subject
from roadmaps.model import PlannedStep, Roadmap
from roadmaps.wording import in_sentence

MOST, LEADING = 16, 2
COMPARABLE = 3
"""With fewer practices, there is nothing to compare, so a report leaves out the chart."""


@dataclass(frozen=True, slots=True)
class Impact:
    """A practice: the benefit of its steps and the person-days that they take.

    Attributes:
        benefit: weight x need, summed over its steps; see docs/planning.md.
        quick_win, filling: whether one of its steps is a quick win; whether all of them only use leftover capacity.
    """

    number: int
    practice: str
    to_level: int
    effort_days: Fraction
    benefit: Fraction
    quick_win: bool
    filling: bool

    @property
    def per_day(self) -> Fraction:
        """Benefit per person-day."""
        return self.benefit / self.effort_days

    @property
    def days(self) -> str:
        """The person-days as people read them."""
        return figures.whole_days(self.effort_days)


@dataclass(frozen=True, slots=True)
class ImpactView:
    """The practices, in the order of the roadmap; `rest` says how many more there are, or is ""."""

    headline: str
    impacts: tuple[Impact, ...]
    rest: str


def impact_view(subject: Subject, roadmap: Roadmap) -> ImpactView | None:
    """Return the benefit and effort of the roadmap's practices, or None without finished steps."""
    steps: dict[str, list[PlannedStep]] = {}
    for _, planned in planned_steps(roadmap):
        if reached(roadmap, planned.step.practice):
            steps.setdefault(planned.step.practice, []).append(planned)
    if not steps:
        return None
    order = [practice for practice in by_priority(subject) if practice in steps]
    impacts = tuple(_impact(subject, number, steps[each]) for number, each in enumerate(order, 1))
    rest = len(impacts) - MOST
    return ImpactView(
        headline=_headline(impacts),
        impacts=impacts[:MOST],
        rest=f"{figures.capital(figures.count(rest, 'more practice'))} not shown." if rest > 0 else "",
    )


def _impact(subject: Subject, number: int, steps: list[PlannedStep]) -> Impact:
    return Impact(
        number=number,
        practice=subject.practice_name(steps[0].step.practice),
        to_level=max(each.step.to_level for each in steps if each.ends),
        effort_days=sum((each.effort_days for each in steps), Fraction(0)),
        benefit=sum((each.step.benefit for each in steps if each.ends), Fraction(0)),
        quick_win=any(each.step.quick_win for each in steps),
        filling=all(each.step.filling for each in steps),
    )


def _headline(impacts: tuple[Impact, ...]) -> str:
    """Return which practices give the most benefit per person-day, and which comes first if it is a different one."""
    wanted = [each for each in impacts if not each.filling] or list(impacts)
    best = sorted(wanted, key=lambda each: -each.per_day)[:LEADING]
    names = figures.listed([in_sentence(each.practice) for each in best])
    head = f"{figures.capital(names)} {'gives' if len(best) == 1 else 'give'} the most benefit per person-day"
    return (
        head
        if impacts[0] in best
        else f"{head}; {in_sentence(impacts[0].practice)} comes first, for the reason given in its phase"
    )
