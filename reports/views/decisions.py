"""The decisions that a roadmap requires, in sentences for the first page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from practices_catalog.model import Effort
from questionnaires.scoring.leverage import Leverage
from questionnaires.weighing import is_strong
from reports.findings.consequences import first_suspect, reported_symptoms
from reports.findings.disputes import undecided
from reports.findings.model import Reported
from reports.findings.remedies import effort_between, effort_of_next
from reports.findings.underlying import close_cause, diagnosis_of
from reports.findings.wording import name, names, symptom_clause
from reports.views import figures
from reports.views.aim import aim_decision, misses_date
from reports.views.high_estimates import first_at_high_estimates
from reports.views.milestones import (
    Work,
    busy,
    completions,
    cost,
    days_of,
    effort_of,
    first_step,
    milestones,
    reached,
    used,
    wanted_and_left_over,
)
from reports.views.named_dates import ON_FIRST_PAGE, pressing_dates
from reports.views.risk_decisions import checked, date_decision, grave_decisions, grave_practices
from reports.views.subject import MANAGED, Subject
from reports.views.summary import SummaryView
from roadmaps.actions import leader, leading_role
from roadmaps.model import PlannedStep, Roadmap
from roadmaps.settings import capacity_of, is_usual_capacity
from roadmaps.steps import total
from roadmaps.symptoms import treating_levels
from roadmaps.wording import in_sentence, range_of_days

DEAR = Fraction(1, 10)
"""If unassessed levels may cost at least this share of the roadmap's days, the board decides."""
WORKDAYS = Fraction(220, 52)
"""Workdays in a week, after deducting holidays and absences."""
HOURS = 40
"""Hours in a full working week."""
LEFT_OUT = 3
"""The most practices that the decisions name of those that the roadmap leaves out."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How detailed the decisions are.

    Attributes:
        second: whether the mandate of the second finding's practice is among them.
        high: whether they say what slips first if the first phase takes as long as its high estimates.
        dates: the maximum number of dates to mention by which the roadmap does nothing for their practice.
        rest: whether they repeat what the chapters say: what to assess in time, what the roadmap leaves out, and what
            else a certificate needs.
    """

    second: bool = True
    high: bool = False
    dates: int = ON_FIRST_PAGE
    rest: bool = True


USUAL = Detail()


def decisions(
    subject: Subject, summary: SummaryView, open_ones: Sequence[Leverage], detail: Detail = USUAL
) -> tuple[str, ...]:
    """Return the decisions that the roadmap requires, most urgent first."""
    roadmap, first = subject.roadmap, first_step(subject.roadmap)
    if roadmap is None:
        return ()
    if first is None:
        return (summary.underlying.choice,) if summary.underlying else ()
    grave, pressing = grave_practices(subject, roadmap), pressing_dates(subject, detail.dates)
    dated = {each.practice for each in pressing}
    undated = {practice: days for practice, days in grave.items() if practice not in dated}
    return tuple(
        filter(
            None,
            (
                _start(subject, roadmap, first, summary),
                aim_decision(subject, brief=not detail.rest),
                _crowded_out(subject, roadmap),
                *(date_decision(subject, each, grave.get(each.practice), brief=not detail.rest) for each in pressing),
                (_second(subject, roadmap, first, summary) or _other_cause(subject)) if detail.second else "",
                *grave_decisions(subject, undated, brief=not detail.rest),
                _capacity(subject, roadmap, detail),
                *(_beyond(subject, roadmap, summary, grave) if detail.rest else ()),
                _settle(subject, open_ones),
            ),
        )
    )


def _start(subject: Subject, roadmap: Roadmap, first: PlannedStep, summary: SummaryView) -> str:
    """Return where the work begins, and what must be decided so that the people who lead it can do it.

    A choice that treats the underlying cause takes precedence, because it goes further than one practice's mandate.
    """
    head = f"Begin with {name(subject, first.step.practice)} on {figures.day(busy(roadmap)[0].start)}"
    who = in_sentence(leader(first))
    led = f", led by {f'a named {who}' if leading_role(first) else who}" if who else ""
    mandate = subject.catalogue.practice[first.step.practice].mandate
    if summary.underlying:
        price = _share_of_everybody(subject)
        return " ".join(filter(None, (summary.underlying.choice, price, f"{head}{led}.")))
    if mandate is None or first.step.to_level > MANAGED:
        return f"{head}{led}."
    return f"{head}{led}, and decide that {in_sentence(mandate)}"


def _share_of_everybody(subject: Subject) -> str:
    """Return how many hours the choice takes if it takes a share of everybody's time; "" if it doesn't.

    Only a person's hours are given: nobody knows yet how many people own the faults, so a total would mislead.
    """
    found = diagnosis_of(subject)
    if found is None or not found.cause.share:
        return ""
    hours = figures.number(Fraction(HOURS * found.cause.share, 100))
    return f"For each person concerned, such a share is {hours} hours per week, in addition to this roadmap."


def _second(subject: Subject, roadmap: Roadmap, first: PlannedStep, summary: SummaryView) -> str:
    """Return what must be decided for the second finding's practice, if the first phase works on it."""
    practice = summary.findings[1].practice if len(summary.findings) > 1 and not summary.underlying else ""
    step = next((each.step for each in busy(roadmap)[0].steps if each.step.practice == practice), None)
    mandate = subject.catalogue.practice[practice].mandate if step else None
    if step is None or mandate is None or step.to_level > MANAGED or practice == first.step.practice:
        return ""
    return f"For {name(subject, practice)}, also decide that {in_sentence(mandate)}"


def _other_cause(subject: Subject) -> str:
    """Return the choice that a cause requires that is nearly as likely as the one that is named; "" without one."""
    other = close_cause(subject)
    return f"Another cause is nearly as likely, so also decide this: {in_sentence(other.cause.choice)}" if other else ""


def _beyond(subject: Subject, roadmap: Roadmap, summary: SummaryView, told: Collection[str]) -> Iterator[str]:
    """Yield what the roadmap assumes, and what to do if more can be done than it plans."""
    left = _left_untreated(subject, roadmap) if roadmap.aim is None else {}
    yield _checks(subject, roadmap)
    yield _go_further(subject, left)
    yield _left_out(subject, roadmap, summary, {*told, *left}, also=bool(left))


def _crowded_out(subject: Subject, roadmap: Roadmap) -> str:
    """Return which comes first, the aim or the underlying cause, with the effort of both, if only one fits.

    If the aim's date can't be met anyway, the cause comes first. Return "" if there is room for it, or no aim.
    """
    left = _left_untreated(subject, roadmap)
    if roadmap.aim is None or not left:
        return ""
    aim, rest = roadmap.aim.effort, total([*left.values()])
    framework = subject.catalogue.framework[roadmap.aim.framework].name
    raised, more = names(subject, [*left], 2), range_of_days(rest.low, rest.high)
    if misses_date(subject):
        return (
            f"Treat the cause behind the findings before {framework} ({range_of_days(aim.low, aim.high)}), whose date "
            f"can't be met in full anyway: raise {raised} further than planned here, for another {more}."
        )
    return (
        f"Decide which comes first, {framework} ({range_of_days(aim.low, aim.high)}) or the cause behind the findings: "
        f"the roadmap doesn't raise {raised} far enough to treat it, which would take {more} more."
    )


def _left_untreated(subject: Subject, roadmap: Roadmap) -> dict[str, Effort]:
    """Return the practices that the roadmap doesn't raise far enough to treat the underlying cause.

    Each has the effort of the rest.
    """
    left: dict[str, Effort] = {}
    for practice, level in treating_levels(diagnosis_of(subject)).items():
        end = reached(roadmap, practice)
        so_far = end.level if end else subject.standings[practice].level
        if so_far < level:
            left[practice] = effort_between(subject, practice, so_far, level)
    return left


def _go_further(subject: Subject, left: Mapping[str, Effort]) -> str:
    """Return what to do first beyond the roadmap if it doesn't treat all of the underlying cause; "" if it does."""
    if not left:
        return ""
    rest = total([*left.values()])
    return (
        "If you can do more than this roadmap, first treat more of the cause behind the findings: raise "
        f"{names(subject, [*left], 2)} further, for another {range_of_days(rest.low, rest.high)}."
    )


def _capacity(subject: Subject, roadmap: Roadmap, detail: Detail) -> str:
    """Return the person-days to release, whether somebody set the capacity, and what slips if it's too low."""
    slips = first_at_high_estimates(subject, roadmap) if detail.high else ""
    return " ".join(filter(None, (_release(subject, roadmap), _nobody_set(roadmap), slips)))


def _release(subject: Subject, roadmap: Roadmap) -> str:
    """Return what the roadmap takes for the targets, and separately for steps that only use leftover capacity."""
    phases, days = busy(roadmap), used(roadmap)
    wanted, left_over = wanted_and_left_over(roadmap)
    money = cost((*wanted, *left_over), roadmap)
    most = max(phase.used for phase in phases)
    share = [money] if money else _share_of_time(subject, roadmap, days)
    most_in_one = [f"at most {figures.whole_days(most)} in one phase"] if len(phases) > 1 else []
    until = f"by {figures.day(phases[-1].end)}"
    if not left_over or not wanted:
        of_time = "".join(f", which is {each}" for each in share)
        limit = "".join(f": {each}" for each in most_in_one)
        return f"Release {_with_range((*wanted, *left_over))} {until}{of_time}{limit}."
    effort = effort_of(left_over)
    rest = f"{figures.whole_days(days_of(left_over))} more ({figures.day_range(effort.low, effort.high)})"
    said = f"Release {_with_range(wanted)} {until} for the targets; {rest} use leftover capacity and are optional."
    limits = [*share, *most_in_one]
    return f"{said} Together, that is {', '.join(limits)}." if limits else said


def _nobody_set(roadmap: Roadmap) -> str:
    """Return that the capacity is a default, so that nobody mistakes it for a real figure; "" if somebody set it."""
    settings = roadmap.settings
    if not is_usual_capacity(settings):
        return ""
    whom = figures.organization(settings.size, settings.it_staff)
    most = figures.number(capacity_of(settings))
    return f"{most} per phase is our default for {whom}; replace it with what you can release."


def _with_range(work: tuple[Work, ...]) -> str:
    """Return `370 person-days (251 to 488)`."""
    effort = effort_of(work)
    return f"{figures.work(days_of(work))} ({figures.day_range(effort.low, effort.high)})"


def _share_of_time(subject: Subject, roadmap: Roadmap, days: Fraction) -> list[str]:
    """Return what share of the IT staff's working time the roadmap takes, if the number of staff is known."""
    staff = subject.scores.assessment.organization.it_staff
    if not staff:
        return []
    time = staff * WORKDAYS * roadmap.settings.phase_weeks * len(busy(roadmap))
    return [f"{figures.small_share(days / time)} of the working time of {figures.count(staff, 'person', 'people')}"]


def _checks(subject: Subject, roadmap: Roadmap) -> str:
    """Return what to have assessed in time if it could be expensive; if it costs little, it is only a next step."""
    checks = [check for phase in roadmap.phases for check in phase.checks]
    named = list(dict.fromkeys(check.practice for check in checks))
    if_missing = sum(figures.count_of_days(check.effort_if_missing) for check in checks)
    if not checks or if_missing < DEAR * used(roadmap):
        return ""
    return (
        f"Have {names(subject, named, 3)} assessed in time: the roadmap assumes a level there, and takes up to "
        f"{figures.work(Fraction(if_missing))} more if the assumption is wrong."
    )


def _left_out(subject: Subject, roadmap: Roadmap, summary: SummaryView, told: Collection[str], *, also: bool) -> str:
    """Return what hurts but isn't in the roadmap, with the effort it takes, beginning with what to add first."""
    reported = [each for each in reported_symptoms(subject) if is_strong(each.answer)]
    suspected = [(score.practice, each) for each in reported if (score := first_suspect(subject, each.symptom))]
    found = [(each.practice, each.reported[0]) for each in summary.findings if each.plan and each.reported]
    seen = {*told, *checked(roadmap), *(each.practice for each in milestones(roadmap)), *completions(roadmap)}
    hurts: dict[str, Reported] = {}
    for practice, each in (*found, *suspected):
        if practice not in seen and effort_of_next(subject, practice):
            hurts.setdefault(practice, each)
    if not hurts:
        return ""
    first, *others = list(hurts)[:LEFT_OUT]
    because = f"because {symptom_clause(hurts[first])}"
    then = f"; then continue with {figures.listed([_priced(subject, each) for each in others])}" if others else ""
    head = "After that, continue with" if also else "If you can do more than this roadmap, begin with"
    return f"{head} {_priced(subject, first)}, {because}{then}."


def _priced(subject: Subject, practice: str) -> str:
    """Return `capacity management (level 2: 36 to 52 person-days)`."""
    effort = effort_of_next(subject, practice)
    price = f": {range_of_days(effort.low, effort.high)}" if effort else ""
    return f"{name(subject, practice)} (level {subject.standings[practice].level + 1}{price})"


def _settle(subject: Subject, open_ones: Sequence[Leverage]) -> str:
    """Return which disagreements to settle, except for those that figures decide, which aren't put to a vote."""
    found = [each.statement for each in undecided(open_ones) if each.changes_level]
    practices = list(dict.fromkeys(each.statement.practice for each in found))
    if not found:
        return ""
    what = "the disagreement that could change the level" if len(practices) == 1 else "disagreements about the levels"
    return f"Have those who rated differently settle {what} of {names(subject, practices, 3)}, based on evidence."
