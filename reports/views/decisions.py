"""The decisions that a roadmap requires, in sentences for the first page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.scoring.leverage import Leverage
from questionnaires.weighing import is_strong
from reports.findings.consequences import first_suspect, reported_symptoms
from reports.findings.disputes import a_count_decides
from reports.findings.model import Reported
from reports.findings.underlying import diagnosis_of
from reports.findings.wording import name, names, with_frequency
from reports.views import figures
from reports.views.aim import aim_decision
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
from reports.views.priorities import treated
from reports.views.risk_decisions import checked, date_decision, grave_practices, separate_decision
from reports.views.subject import MANAGED, Subject
from reports.views.summary import SummaryView
from roadmaps.actions import leader, leading_role
from roadmaps.model import PlannedStep, Roadmap
from roadmaps.settings import capacity_of, is_usual_capacity
from roadmaps.symptoms import treating_levels
from roadmaps.wording import in_sentence

DEAR = Fraction(1, 10)
"""If unassessed levels may cost at least this share of the roadmap's days, the board decides."""
WORKDAYS = Fraction(220, 52)
"""Workdays in a week, after deducting holidays and absences."""
COUNTED = ": go through the counts given with those who rated otherwise"


@dataclass(frozen=True, slots=True)
class Detail:
    """How detailed the decisions are.

    Attributes:
        second: whether the mandate of the second finding's practice is among them.
        high: whether they say what slips first if the first phase takes as long as its high estimates.
        dates: the most dates to mention before which the roadmap doesn't do anything.
        rest: whether they repeat what the chapters say: what to assess in time, what the roadmap leaves as it is, what
            an aim's rating is enough for, and that nobody set the capacity.
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
    left = _accepted(roadmap, summary)
    grave, pressing = grave_practices(subject, roadmap, left), pressing_dates(subject, detail.dates)
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
                _second(subject, roadmap, first, summary) if detail.second else "",
                _capacity(subject, roadmap, detail),
                *(_rest(subject, roadmap, left) if detail.rest else ()),
                separate_decision(subject, undated),
                _settle(open_ones),
            ),
        )
    )


def _rest(subject: Subject, roadmap: Roadmap, left: list[str]) -> Iterator[str]:
    """Yield what to assess in time, and what the roadmap leaves as it is."""
    yield _checks(subject, roadmap)
    yield _left(subject, roadmap, left)
    yield _untreated(subject, roadmap, left)


def _start(subject: Subject, roadmap: Roadmap, first: PlannedStep, summary: SummaryView) -> str:
    """Return where the work begins, and what must be decided so that the people who lead it can do it.

    A choice that treats the underlying cause takes precedence, because it goes further than one practice's mandate.
    """
    head = f"Begin with {name(subject, first.step.practice)} on {figures.day(busy(roadmap)[0].start)}"
    who = in_sentence(leader(first))
    led = f", led by {f'a named {who}' if leading_role(first) else who}" if who else ""
    mandate = subject.catalogue.practice[first.step.practice].mandate
    if summary.underlying:
        return f"{summary.underlying.choice} {head}{led}."
    if mandate is None or first.step.to_level > MANAGED:
        return f"{head}{led}."
    return f"{head}{led}, and decide that {in_sentence(mandate)}"


def _second(subject: Subject, roadmap: Roadmap, first: PlannedStep, summary: SummaryView) -> str:
    """Return what must be decided for the second finding's practice, if the first phase works on it."""
    practice = summary.findings[1].practice if len(summary.findings) > 1 and not summary.underlying else ""
    step = next((each.step for each in busy(roadmap)[0].steps if each.step.practice == practice), None)
    mandate = subject.catalogue.practice[practice].mandate if step else None
    if step is None or mandate is None or step.to_level > MANAGED or practice == first.step.practice:
        return ""
    return f"For {name(subject, practice)}, also decide that {in_sentence(mandate)}"


def _crowded_out(subject: Subject, roadmap: Roadmap) -> str:
    """Return that an aim leaves no room to treat the underlying cause; "" if there is room or no aim."""
    aim = roadmap.settings.aim
    if aim is None:
        return ""
    left = []
    for practice, level in treating_levels(diagnosis_of(subject)).items():
        end = reached(roadmap, practice)
        if (end.level if end else subject.standings[practice].level) < level:
            left.append(practice)
    if not left:
        return ""
    framework = subject.catalogue.framework[aim.framework].name
    return (
        f"Decide which comes first, {framework} or the cause behind the findings: the roadmap doesn't take "
        f"{names(subject, left, 2)} far enough to treat it."
    )


def _capacity(subject: Subject, roadmap: Roadmap, detail: Detail) -> str:
    """Return the person-days to release, whether somebody set the capacity, and what slips if it's too low."""
    slips = first_at_high_estimates(subject, roadmap) if detail.high else ""
    default = _nobody_set(roadmap) if detail.rest else ""
    return " ".join(filter(None, (_release(subject, roadmap), default, slips)))


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


def _accepted(roadmap: Roadmap, summary: SummaryView) -> list[str]:
    """Return the practices of findings that the roadmap neither raises nor checks."""
    open_ones = [each.practice for each in summary.findings if each.plan and reached(roadmap, each.practice) is None]
    return [each for each in dict.fromkeys(open_ones) if each not in checked(roadmap)]


def _left(subject: Subject, roadmap: Roadmap, left: list[str]) -> str:
    """Return which findings' practices aren't raised, so that somebody decides to accept that."""
    if not left:
        return ""
    instead = "release more capacity" if any(each in roadmap.targets for each in left) else "set a target"
    done = {practice: each for practice, each in completions(roadmap).items() if practice in left}
    said = [_stays(subject, [each for each in left if each not in done])] if len(done) < len(left) else []
    said += [
        f"{name(subject, practice)} goes no further than level {each.level} (completed in phase {each.phase})"
        for practice, each in done.items()
    ]
    return f"Accept that {figures.listed(said)}, or {instead}."


def _stays(subject: Subject, left: list[str]) -> str:
    """Return `incident management stays at level 2`, or `where they are` if levels differ."""
    known = subject.scores.practice
    level, *others = {subject.tile(each).words for each in left}
    same = not others and all(each in known and known[each].has_figures for each in left)
    where = f"at {level}" if same else "where it is" if len(left) == 1 else "where they are"
    return f"{names(subject, left, 3)} {'stays' if len(left) == 1 else 'stay'} {where}"


def _untreated(subject: Subject, roadmap: Roadmap, told: list[str]) -> str:
    """Return strong symptoms whose likely cause the roadmap neither treats nor checks, if not yet told; "" for none."""
    left = [
        with_frequency(subject.triage, each)
        for each in reported_symptoms(subject)
        if subject.triage and is_strong(each.answer) and not _is_answered(subject, roadmap, each, told)
    ]
    if not left:
        return ""
    return f"Name an owner for reported problems that the roadmap doesn't fully address: {figures.listed(left, 3)}."


def _is_answered(subject: Subject, roadmap: Roadmap, reported: Reported, told: list[str]) -> bool:
    """Return whether the roadmap treats or checks a symptom's likely cause, or readers are told that it doesn't."""
    suspect = first_suspect(subject, reported.symptom)
    if suspect is not None:
        seen = {*told, *checked(roadmap)}
        return suspect.practice in seen or treated(roadmap, suspect.practice) is not None
    raised = checked(roadmap) | {each.practice for each in milestones(roadmap)}
    return not raised.isdisjoint(reported.symptom.practices)


def _settle(open_ones: Sequence[Leverage]) -> str:
    found = [each.statement for each in open_ones if each.changes_level]
    deciding, shown = len(found), sum(map(a_count_decides, found))
    if not deciding:
        return ""
    # Measured figures aren't put to a vote.
    counted = "" if not shown else ": begin with the counts given" if shown < deciding else COUNTED
    what = "the disagreement" if deciding == 1 else f"the {deciding} disagreements"
    return f"In a workshop, set a consensus on {what} that could change a level{counted}."
