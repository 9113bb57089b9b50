"""The first page: the verdict, key figures, the findings as cards, the decisions asked for, and what works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from questionnaires.scoring.evidence import share_with_evidence
from questionnaires.scoring.leverage import Leverage, open_disagreements
from questionnaires.scoring.model import FrameworkScore, RequirementStatus
from questionnaires.weighing import is_strong
from reports.findings.also import ROOM, also_found
from reports.findings.consequences import first_suspect, reported_symptoms
from reports.findings.model import Finding
from reports.findings.wording import FAVORABLE, happens, how_often, name, names, with_frequency
from reports.options import ReportPart
from reports.views import figures
from reports.views.blockers import met_path
from reports.views.focus import focus_framework
from reports.views.milestones import (
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
from reports.views.priorities import treated
from reports.views.profile import LevelCount
from reports.views.readiness import framework_name
from reports.views.roadmap import met
from reports.views.subject import MANAGED, Subject
from reports.views.summary import SummaryView
from roadmaps.actions import leader, leading_role
from roadmaps.model import PlannedStep, Roadmap, Step
from roadmaps.wording import in_sentence

CARDS, LONGEST = 3, 80
LINES, PER_LINE = 3800, 5
"""Characters for what else was found if there were no cards, and how many a character of the longest card takes."""
WORKDAYS = Fraction(220, 52)
"""In a week, once holidays and absence are taken off."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure in large type, and what it counts."""

    figure: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding: its headline, what supports it, what to do first, and when and for how much."""

    headline: str
    text: str
    first: str
    plan: str


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The first page.

    Attributes:
        also: the headlines of the findings that have no card, and what else is loud or begins at once; "" for none.
        begins: where the work begins; "" without steps.
        lead: the same, and how far the figures can be trusted.
        decisions: what the readers are asked to decide; empty without a roadmap.
    """

    kicker: str
    headline: str
    preliminary: str
    begins: str
    lead: str
    figures: tuple[KeyFigure, ...]
    cards: tuple[Card, ...]
    also: str
    decisions: tuple[str, ...]
    strengths: tuple[str, ...]
    strengths_heading: str


def verdict_view(subject: Subject, summary: SummaryView) -> VerdictView:
    """Return the first page."""
    edition = f"{subject.options.edition.value} edition"
    # A cover names the assessment already.
    assessment = "" if ReportPart.COVER in subject.options.parts else subject.options.assessment
    day = figures.day_of(subject.scores.assessment.assessed_on) if subject.scores.assessment.assessed_on else ""
    # Before anything is assessed, answering comes before planning.
    planned = subject.roadmap is not None and not summary.glimpse and bool(subject.assessed)
    open_ones = open_disagreements(subject.scores)
    begins = _begins(subject) if planned else ""
    cards = tuple(_card(subject, each) for each in summary.findings[:CARDS])
    return VerdictView(
        kicker=" \u00b7 ".join(
            filter(None, (figures.shortened(subject.organization, LONGEST), assessment, day, edition))
        ),
        headline=summary.headline,
        preliminary=summary.preliminary,
        begins=begins,
        lead=" ".join(filter(None, (begins, summary.lead))),
        figures=tuple(_figures(subject, summary.counts[0], open_ones)),
        cards=cards,
        also=_also(subject, summary, cards),
        decisions=_decisions(subject, summary, open_ones) if planned else (),
        strengths=tuple(each.text for each in summary.strengths),
        strengths_heading=summary.strengths_heading,
    )


def _card(subject: Subject, finding: Finding) -> Card:
    said = finding.evidence or ("" if finding.because else finding.cause)
    return Card(
        headline=finding.headline,
        text=" ".join(filter(None, (finding.because, _how_often(subject, finding), said))),
        first=figures.capital(finding.first.removeprefix("First: ")),
        plan=finding.short_plan,
    )


def _also(subject: Subject, summary: SummaryView, cards: Sequence[Card]) -> str:
    rest = summary.findings[CARDS:]
    if summary.glimpse:
        return " ".join(f"{each.headline}." for each in rest)
    return " ".join(also_found(subject, {each.practice for each in summary.findings}, rest, _room(cards)))


def _room(cards: Sequence[Card]) -> int:
    """Return how many characters fit below the cards, of which the longest takes the most lines."""
    lengths = (len(each.headline) + len(each.text) + len(each.first) + len(each.plan) for each in cards)
    return min(LINES - max(lengths, default=0) * PER_LINE, ROOM)


def _how_often(subject: Subject, finding: Finding) -> str:
    """Return how often the loudest symptom of a finding occurs, and which that is unless the headline says it."""
    if not finding.reported or subject.triage is None:
        return ""
    if happens(finding.reported[0])[1:] not in finding.headline:
        return finding.hurts
    return f"Reported: {how_often(subject.triage, finding.reported[0])}."


def _begins(subject: Subject) -> str:
    """Return where the roadmap begins; "" without steps."""
    first = first_step(subject.roadmap)
    if first is None or subject.roadmap is None:
        return ""
    phase, step = busy(subject.roadmap)[0], first.step
    head = (
        f"Work begins with {name(subject, step.practice)}: level {step.to_level} by {_end_of(subject.roadmap, step)},"
    )
    rising = [each for each in phase.steps if not each.step.completes]
    if len(phase.steps) == 1:
        return f"{head} for {figures.work(step.effort_days)}."
    if len(rising) == 1:
        return f"{head} in the first phase, which takes {figures.work(phase.used)}."
    steps = figures.count(len(rising), "step")
    return f"{head} one of {steps} in the first phase, which takes {figures.work(phase.used)}."


def _end_of(roadmap: Roadmap, step: Step) -> str:
    """Return the day by which a step has ended, or the roadmap's last day if it doesn't end."""
    ends = (each.on for each in milestones(roadmap) if each.step == step)
    return figures.day(next(ends, roadmap.phases[-1].end))


def _figures(subject: Subject, lowest: LevelCount, open_ones: Sequence[Leverage]) -> list[KeyFigure]:
    """Return up to four figures; one that nothing is known about is left out."""
    practices, days = _levels(subject, lowest), _effort(subject)
    # Readiness is for those who aim at a framework; to the others, what hurts means more.
    aims = subject.roadmap is not None and subject.roadmap.settings.aim is not None
    second = (None if aims else _treated(subject)) or _readiness(subject)
    found = (practices, second, days, _disagreements(open_ones), _evidence(subject))
    return list(islice(filter(None, found), 4))


def _levels(subject: Subject, lowest: LevelCount) -> KeyFigure | None:
    levels = [score.level or 0 for score in subject.assessed]
    if not levels:
        return None
    label = f"practices at level {MANAGED} or above"
    return KeyFigure(
        f"{sum(level >= MANAGED for level in levels)} of {len(levels)}",
        f"{label}; {lowest.words}" if lowest.many else label,
    )


def _treated(subject: Subject) -> KeyFigure | None:
    """Return for how many of the strong symptoms the roadmap treats the likely cause; None without any."""
    loud = [each.symptom for each in reported_symptoms(subject) if is_strong(each.answer)]
    if subject.roadmap is None or not loud:
        return None
    causes = filter(None, (first_suspect(subject, each) for each in loud))
    cured = [end for each in causes if (end := treated(subject.roadmap, each.practice))]
    last = max((end.on for end in cured), default=None)
    noun = "frequent problem" if len(loud) == 1 else "frequent problems"
    label = f"{noun}: likely cause at level {MANAGED}"
    return KeyFigure(
        f"{len(cured)} of {len(loud)}", f"{label} by {figures.day(last)}" if last else f"{label} with the roadmap"
    )


def _readiness(subject: Subject) -> KeyFigure | None:
    today = focus_framework(subject)
    if today is None or not any(each.rating for each in today.requirements):
        return None
    framework = framework_name(subject.catalogue.framework[today.framework])
    label = f"rated requirements of {framework} fully or largely achieved today"
    unrated = sum(each.rating is None and each.status is not RequirementStatus.OUTSIDE for each in today.requirements)
    rest = f"; {unrated} more have no rating" if unrated else ""
    return KeyFigure(met(today, today), label + _after(subject, today) + rest)


def _after(subject: Subject, today: FrameworkScore) -> str:
    """Return the projection where the framework is the aim; elsewhere, nobody asked for a promise of readiness."""
    if subject.roadmap is None or subject.roadmap.settings.aim is None:
        return ""
    *_, last = met_path(subject, today)
    return f"; {last.met} on {last.on}" if last.on else ""


def _effort(subject: Subject) -> KeyFigure | None:
    roadmap = subject.roadmap
    if roadmap is None or not busy(roadmap) or not subject.assessed:
        return None
    wanted, left_over = wanted_and_left_over(roadmap)
    if not wanted:
        wanted, left_over = left_over, ()
    days, effort = days_of(wanted), effort_of(wanted)
    money = cost(days, roadmap)
    label = f"person-days{' for the targets' if left_over else ''} in {figures.count(len(busy(roadmap)), 'phase')} "
    label += f"({figures.day_range(effort.low, effort.high)})"
    if left_over:
        label += f"; {figures.whole_days(days_of(left_over))} more would use the capacity left"
    return KeyFigure(figures.whole_days(days), f"{label}; {money} at the day rate" if money else label)


def _disagreements(open_ones: Sequence[Leverage]) -> KeyFigure | None:
    if not open_ones:
        return None
    deciding = sum(each.changes_level for each in open_ones)
    noun = "statement" if len(open_ones) == 1 else "statements"
    label = f"{noun} on which respondents disagree"
    return KeyFigure(str(len(open_ones)), f"{label}; {deciding} could change a level" if deciding else label)


def _evidence(subject: Subject) -> KeyFigure | None:
    if not subject.assessed:
        return None
    share = share_with_evidence(subject.scores.practices)
    return KeyFigure(figures.per_cent(share), f"of the {FAVORABLE} are backed by evidence")


def _decisions(subject: Subject, summary: SummaryView, open_ones: Sequence[Leverage]) -> tuple[str, ...]:
    """Return what the roadmap needs somebody to decide, most pressing first."""
    roadmap, first = subject.roadmap, first_step(subject.roadmap)
    if roadmap is None or first is None:
        return ()
    return tuple(
        filter(
            None,
            (
                _start(subject, roadmap, first),
                _approach(subject),
                _release(subject, roadmap),
                _checks(subject, roadmap),
                _left(subject, roadmap, summary),
                _untreated(subject, roadmap),
                _settle(open_ones),
            ),
        )
    )


def _start(subject: Subject, roadmap: Roadmap, first: PlannedStep) -> str:
    """Return where the work begins, and what must be decided so that the people who lead it can do it."""
    head = f"Begin with {name(subject, first.step.practice)} on {figures.day(busy(roadmap)[0].start)}"
    who = in_sentence(leader(first))
    led = f", led by {f'a named {who}' if leading_role(first) else who}" if who else ""
    mandate = subject.catalogue.practice[first.step.practice].mandate
    if mandate is None or first.step.to_level > MANAGED:
        return f"{head}{led}."
    return f"{head}{led}, and decide: {in_sentence(mandate)}"


def _approach(subject: Subject) -> str:
    """Return that two approaches fit almost equally well, where nobody has chosen; "" otherwise."""
    found = subject.scores.recommendation
    if subject.is_approach_chosen or not found.is_close or found.runner_up is None:
        return ""
    other = subject.catalogue.approach[found.runner_up.approach].name
    return f"Confirm the approach: \u201c{other}\u201d fits almost equally well."


def _release(subject: Subject, roadmap: Roadmap) -> str:
    """Return what the roadmap takes: for the targets, and separately for what only uses capacity left over."""
    phases, days = busy(roadmap), used(roadmap)
    wanted, left_over = wanted_and_left_over(roadmap)
    money = cost(days, roadmap)
    most = max(phase.used for phase in phases)
    limits = [f"at most {figures.whole_days(most)} in one phase"] if len(phases) > 1 else []
    limits += [f"about {money} at the day rate"] if money else _share_of_time(subject, roadmap, days)
    until = f"until {figures.day(phases[-1].end)}"
    if not left_over or not wanted:
        rest = f": {figures.listed(limits)}" if limits else ""
        return f"Release {_with_range((*wanted, *left_over))} {until}{rest}."
    optional = figures.listed(list(dict.fromkeys(_optional(subject, planned.step) for planned in left_over)), 2)
    rest = f"; together {figures.listed(limits)}" if limits else ""
    said = f"Release {_with_range(wanted)} {until} for the targets"
    return f"{said}, and decide on {_with_range(left_over)} for {optional}{rest}."


def _optional(subject: Subject, step: Step) -> str:
    what = "the rest of level" if step.completes else "level"
    return f"{what} {step.to_level} of {name(subject, step.practice)}"


def _with_range(steps: tuple[PlannedStep, ...]) -> str:
    """Return `370 person-days (251 to 488)`."""
    effort = effort_of(steps)
    return f"{figures.work(days_of(steps))} ({figures.day_range(effort.low, effort.high)})"


def _share_of_time(subject: Subject, roadmap: Roadmap, days: Fraction) -> list[str]:
    """Return which share of the working time of those in IT the roadmap takes, if their number is known."""
    staff = subject.scores.assessment.organization.it_staff
    if not staff:
        return []
    time = staff * WORKDAYS * roadmap.settings.phase_weeks * len(busy(roadmap))
    return [f"{figures.per_cent(days / time)} of the working time of {figures.count(staff, 'person', 'people')}"]


def _checks(subject: Subject, roadmap: Roadmap) -> str:
    checks = [check for phase in roadmap.phases for check in phase.checks]
    if not checks:
        return ""
    named = list(dict.fromkeys(check.practice for check in checks))
    if_missing = sum(figures.count_of_days(check.effort_if_missing) for check in checks)
    return (
        f"Have {names(subject, named, 3)} assessed in time: the roadmap assumes a level there, and it takes up to "
        f"{figures.work(Fraction(if_missing))} more if that is wrong."
    )


def _left(subject: Subject, roadmap: Roadmap, summary: SummaryView) -> str:
    """Return that a finding's practice isn't raised, so that someone decides to live with it."""
    open_ones = [each.practice for each in summary.findings if each.plan and reached(roadmap, each.practice) is None]
    left = [each for each in dict.fromkeys(open_ones) if each not in _checked(roadmap)]
    if not left:
        return ""
    instead = "release more capacity" if any(each in roadmap.targets for each in left) else "set a target"
    known = subject.scores.practice
    levels = {known[each].level if each in known else None for each in left}
    [level, *others] = levels
    same = level is not None and not others
    where = f"at level {level}" if same else "where it is" if len(left) == 1 else "where they are"
    said = f"Accept that {names(subject, left, 3)} {'stays' if len(left) == 1 else 'stay'} {where}, or {instead}."
    done = [each for practice, each in completions(roadmap).items() if practice in left]
    more = [f"Phase {each.phase} completes level {each.level} of {name(subject, each.practice)}." for each in done]
    return " ".join((said, *more))


def _untreated(subject: Subject, roadmap: Roadmap) -> str:
    """Return the strong symptoms behind which the roadmap neither raises nor checks a practice; "" for none."""
    told = _checked(roadmap) | {each.practice for each in milestones(roadmap)}
    left = [
        with_frequency(subject.triage, each)
        for each in reported_symptoms(subject)
        if subject.triage and is_strong(each.answer) and told.isdisjoint(each.symptom.practices)
    ]
    if not left:
        return ""
    return f"Name an owner for what people report but the roadmap leaves out: {figures.listed(left, 3)}."


def _checked(roadmap: Roadmap) -> set[str]:
    return {check.practice for phase in roadmap.phases for check in phase.checks}


def _settle(open_ones: Sequence[Leverage]) -> str:
    deciding = sum(each.changes_level for each in open_ones)
    if not deciding:
        return ""
    what = "the disagreement" if deciding == 1 else f"the {deciding} disagreements"
    return f"Settle in a workshop {what} that could change a level."
