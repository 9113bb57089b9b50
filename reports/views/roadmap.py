"""The roadmap: each phase with its steps and their reasons, then the targets that it doesn't reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from practices_catalog.model import LEVELS
from questionnaires.recommendation import Basis
from questionnaires.scoring.model import FrameworkScore
from reports.findings.underlying import diagnosis_of
from reports.findings.wording import name, names
from reports.views import figures
from reports.views.first_days import with_remark
from reports.views.first_glimpse import before_planning
from reports.views.high_estimates import at_high_estimates
from reports.views.indicators import healthy, measurable
from reports.views.left_out import LeftOut, left_out
from reports.views.marks import Tile, level_tile
from reports.views.milestones import busy, cost, first_step, milestones, used
from reports.views.named_dates import named_dates
from reports.views.readiness import framework_name
from reports.views.recommendation import recommendation_view
from reports.views.subject import Subject
from roadmaps.model import Action, Check, ChosenBy, Phase, PlannedStep, Roadmap, Unknown
from roadmaps.projection import met_of
from roadmaps.settings import capacity_of, is_usual_capacity
from roadmaps.wording import in_sentence

CHOSEN_BY = {
    ChosenBy.USER: "chosen by the assessor",
    ChosenBy.TRIAGE: "based on the reported symptoms",
    ChosenBy.SCORES: "based on the levels",
}
BASED_ON = {Basis.SYMPTOMS: CHOSEN_BY[ChosenBy.TRIAGE], Basis.LEVELS: CHOSEN_BY[ChosenBy.SCORES]}
EARLY_ACTIONS = (
    "Work that shouldn't wait for its step. An early action doesn't raise a practice's level. "
    "If it takes more than a few days, it is the first part of a later step."
)
NO_FIGURE = "No figure at this level yet: what shows it's done is listed with each action."
SEVERAL_ROLES = "One person may hold several of these roles unless your policies separate them."
UNKNOWN = {Unknown.CHECK: "checked in the phase that needs them", Unknown.BUILD: "built from level 0"}


def how_chosen(subject: Subject) -> str:
    """Return how the approach was chosen, in a few words."""
    if subject.roadmap:
        return CHOSEN_BY[subject.roadmap.chosen_by]
    return BASED_ON[subject.scores.recommendation.basis]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step in a phase.

    Attributes:
        days: the person-days spent in the phase; `range` is the low and high estimate of the whole step.
        continues: whether it started earlier or continues later.
        why: the reason, in its first phase.
        mark: "Quick win", "Fills capacity", or "".
        actions: the actions that begin in the phase.
    """

    practice: str
    before: Tile
    after: Tile
    days: str
    range: str
    continues: str
    why: str
    mark: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class EarlyRow:
    """An early action for a practice whose step comes later; `why` says why the action doesn't wait."""

    practice: str
    days: str
    text: str
    who: str
    week: str
    why: str


@dataclass(frozen=True, slots=True)
class GuideRow:
    """How to see that a practice works, and what determines the effort of its steps."""

    practice: str
    sign: str
    drivers: str


@dataclass(frozen=True, slots=True)
class PhaseState:
    """The state before or after a phase: how many practices are at each level, requirements met by framework."""

    label: str
    levels: tuple[str, ...]
    readiness: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseView:
    """The charter of a phase.

    Attributes:
        goal: the levels that its steps reach by its end.
        guide: for each practice, how to see that it works and what determines the effort.
        high: what slips first if the work takes as long as the high estimates; "" if those fit.
        early: the early actions; `about_early` says what they are, or is "" without any.
        roles: that one person may hold several of its roles, if it has more than one; otherwise "".
    """

    title: str
    dates: str
    goal: str
    capacity: str
    rows: tuple[StepRow, ...]
    checks: tuple[str, ...]
    states: tuple[PhaseState, PhaseState]
    guide: tuple[GuideRow, ...]
    roles: str
    high: str = ""
    early: tuple[EarlyRow, ...] = ()
    about_early: str = ""


@dataclass(frozen=True, slots=True)
class MissedTarget:
    """A target that the roadmap doesn't reach."""

    practice: str
    target: Tile
    reached: Tile
    why: str


@dataclass(frozen=True, slots=True)
class DateRow:
    """An upcoming date in the words of an answer; `plan` is what the roadmap does by then.

    `day` is as exact as the answer is: `31 Dec 2026` or `Jan 2027`; for a month, `on` is the day that counts.
    """

    on: date
    day: str
    words: str
    practice: str
    plan: str


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """The chapter on the roadmap.

    Attributes:
        glimpse: why answering comes before planning; "" if enough is answered.
        caution: how little the approach is based on; "" if it is firm, or if a person chose the approach.
        left_out: the practices below level 2 that have neither a target nor a step, and why.
        dates: the dates mentioned in the answers, earliest first.
    """

    headline: str
    glimpse: str
    lead: str
    caution: str
    settings: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    aim: tuple[str, ...]
    frameworks: tuple[str, ...]
    levels: tuple[Tile, ...]
    phases: tuple[PhaseView, ...]
    missed: tuple[MissedTarget, ...]
    left_out: LeftOut
    dates: tuple[DateRow, ...]
    empty: str


def roadmap_view(subject: Subject) -> RoadmapView | None:
    """Return the chapter on the roadmap, or None without a roadmap."""
    roadmap = subject.roadmap
    if roadmap is None:
        return None
    steps = len(milestones(roadmap))
    return RoadmapView(
        headline=_headline(roadmap, steps),
        glimpse=before_planning(subject.scores),
        lead=_lead(subject, roadmap, steps),
        caution=caution_of(subject),
        settings=_settings(subject, roadmap),
        notes=(*roadmap.notes, *([roadmap.proof] if roadmap.proof else [])),
        aim=roadmap.aim.says if roadmap.aim else (),
        frameworks=tuple(framework_name(subject.catalogue.framework[f.framework]) for f in subject.scores.frameworks),
        levels=tuple(level_tile(level) for level in (0, *LEVELS)),
        phases=_phases_with_steps(subject, roadmap),
        missed=tuple(
            MissedTarget(
                subject.practice_name(each.practice), level_tile(each.target), level_tile(each.reached), each.why
            )
            for each in roadmap.unplanned
        ),
        left_out=left_out(subject, roadmap),
        dates=date_rows(subject),
        empty="" if any(phase.work for phase in roadmap.phases) else "No steps are planned.",
    )


def date_rows(subject: Subject) -> tuple[DateRow, ...]:
    """Return the upcoming dates in the answers, earliest first, and what the roadmap does by then."""
    return tuple(
        DateRow(each.on, each.day, each.words, subject.practice_name(each.practice), each.plan)
        for each in named_dates(subject)
    )


def _headline(roadmap: Roadmap, steps: int) -> str:
    """Return how many steps the roadmap takes, and by when."""
    phases = busy(roadmap)
    if not phases:
        return "Nothing is planned"
    said = figures.capital(figures.count(steps, "step"))
    return f"{said} of one level{' each' if steps > 1 else ''}, planned by {figures.day(phases[-1].end)}"


def caution_of(subject: Subject) -> str:
    """Return how little the recommended approach is based on; "" if it is firm, or if a person chose the approach."""
    if subject.is_approach_chosen:
        return ""
    return recommendation_view(subject.catalogue, subject.triage, subject.scores.recommendation).caution


def is_misnamed(subject: Subject) -> bool:
    """Return whether a recommended approach doesn't include the first practice that shows the underlying cause.

    Its name would then contradict the conclusion.
    """
    approach, found = subject.approach, diagnosis_of(subject)
    if approach is None or found is None or subject.is_approach_chosen or first_step(subject.roadmap) is None:
        return False
    return found.practices[0] not in {*approach.entry, *approach.supporting}


def _named(subject: Subject, roadmap: Roadmap) -> str:
    """Return what the roadmap follows: its approach, or the practice with which it begins."""
    first = first_step(roadmap)
    if first and is_misnamed(subject):
        return f"The roadmap begins with {name(subject, first.step.practice)}."
    approach = subject.catalogue.approach[roadmap.approach]
    return f"The approach is \u201c{approach.name}\u201d, {CHOSEN_BY[roadmap.chosen_by]}."


def _lead(subject: Subject, roadmap: Roadmap, steps: int) -> str:
    phases = busy(roadmap)
    if not phases:
        return _named(subject, roadmap)
    practices = len({each.practice for each in milestones(roadmap)})
    return (
        f"{_named(subject, roadmap)} "
        f"{figures.capital(figures.count(steps, 'step'))} in {figures.count(practices, 'practice')} "
        f"take{'s' if steps == 1 else ''} {figures.work(used(roadmap))} in {_share(len(phases), len(roadmap.phases))}, "
        f"from {figures.period(phases[0].start, phases[-1].end)}."
    )


def _share(with_steps: int, phases: int) -> str:
    """Return `4 phases`, or `3 of 4 phases` if some have no work."""
    every = figures.count(phases, "phase")
    return every if with_steps == phases else f"{with_steps} of {every}"


def _settings(subject: Subject, roadmap: Roadmap) -> tuple[tuple[str, str], ...]:
    settings = roadmap.settings
    pins = [
        f"{subject.practice_name(practice)} from phase {phase}" for practice, phase in sorted(settings.pins.items())
    ]
    deadlines = [
        f"{subject.practice_name(practice)} by phase {phase}" for practice, phase in sorted(settings.deadlines.items())
    ]
    excluded = [subject.practice_name(practice) for practice in sorted(settings.excluded)]
    targets = [
        f"{subject.practice_name(practice)} to level {target}" for practice, target in sorted(settings.targets.items())
    ]
    rows = (
        ("Phases", f"{settings.phases} of {figures.count(settings.phase_weeks, 'week')}"),
        ("Capacity per phase", _capacity_setting(roadmap)),
        ("Effort estimated for", figures.organization(settings.size, settings.it_staff)),
        ("Targets set by hand", figures.listed(targets)),
        ("Earliest phases set by hand", figures.listed(pins)),
        ("Deadlines", figures.listed(deadlines)),
        ("Excluded", figures.listed(excluded)),
        ("Levels a practice may rise in a phase", str(settings.pace or "")),
        (
            "Practices with steps in one phase",
            f"at most {settings.breadth}, besides quick wins and what completes a level" if settings.breadth else "",
        ),
        ("Effort factor", figures.number(settings.effort_factor) if settings.effort_factor != 1 else ""),
        ("Prerequisites nobody has assessed", UNKNOWN[settings.unknown]),
    )
    return tuple((label, value) for label, value in rows if value)


def _capacity_setting(roadmap: Roadmap) -> str:
    """Return the capacity, and where it comes from if nobody has set it."""
    if not roadmap.phases:
        return ""
    settings = roadmap.settings
    given = figures.days(capacity_of(settings))
    if not is_usual_capacity(settings):
        return given
    return f"{given}, the default for {figures.organization(settings.size, settings.it_staff)}"


def _phases_with_steps(subject: Subject, roadmap: Roadmap) -> tuple[PhaseView, ...]:
    """Return the phases that have work, each with the state before and after it."""
    views: list[PhaseView] = []
    state = _state_now(subject, roadmap)
    for phase in roadmap.phases:
        if not phase.work:
            continue
        then = subject.readiness_after(phase)
        after = _state("After", phase.levels_after, subject.scores.frameworks, then)
        views.append(_phase(subject, roadmap, phase, (replace(state, label="Before"), after)))
        state = after
    return tuple(views)


def _state_now(subject: Subject, roadmap: Roadmap) -> PhaseState:
    """Return the state before the roadmap; an unassessed practice has no level until a step reaches one."""
    known = subject.scores.practice
    planned = roadmap.phases[-1].levels_after if roadmap.phases else {}
    now = {practice: known[practice].level for practice in planned if practice in known}
    levels = {practice: level for practice, level in now.items() if level is not None}
    return _state("Before", levels, subject.scores.frameworks, subject.scores.frameworks)


def _state(
    label: str, levels: Mapping[str, int], today: Iterable[FrameworkScore], then: Iterable[FrameworkScore]
) -> PhaseState:
    counts = Counter(levels.values())
    return PhaseState(
        label=label,
        levels=tuple(str(counts[level]) if counts[level] else "\u2013" for level in (0, *LEVELS)),
        readiness=tuple(met(now, each) for now, each in zip(today, then, strict=True)),
    )


def met(today: FrameworkScore, then: FrameworkScore) -> str:
    """Return `38 of 63`: how many of the requirements that have a rating today are fully or largely achieved then."""
    readiness = met_of(today, then)
    return f"{readiness.met} of {readiness.of}"


def _phase(subject: Subject, roadmap: Roadmap, phase: Phase, states: tuple[PhaseState, PhaseState]) -> PhaseView:
    return PhaseView(
        title=f"Phase {phase.number}",
        dates=figures.period(phase.start, phase.end),
        capacity=_capacity(roadmap, phase),
        rows=tuple(_step(subject, roadmap, phase, step) for step in phase.steps),
        checks=tuple(check_sentence(subject, check) for check in phase.checks),
        states=states,
        goal=_goal(subject, phase),
        guide=tuple(_guide(subject, phase)),
        roles=SEVERAL_ROLES if len({each.who for planned in phase.steps for each in planned.actions}) > 1 else "",
        high=at_high_estimates(subject, roadmap, phase),
        early=tuple(
            EarlyRow(
                practice=subject.practice_name(each.practice),
                days=figures.whole_days(each.effort_days),
                text=each.text,
                who=in_sentence(each.action.who),
                week=str(each.action.week),
                why=each.why,
            )
            for each in phase.early
        ),
        about_early=EARLY_ACTIONS if phase.early else "",
    )


def _goal(subject: Subject, phase: Phase) -> str:
    """Return in a sentence the levels that are reached by the end of a phase."""
    ends = [planned.step for planned in phase.steps if planned.reaches]
    if not ends:
        return f"Work that began earlier or ends later; it doesn't complete a level by {figures.day(phase.end)}."
    reached: dict[int, list[str]] = {}
    for practice, level in {step.practice: step.to_level for step in ends}.items():
        reached.setdefault(level, []).append(practice)
    first, *others = ((names(subject, practices), level) for level, practices in reached.items())
    said = ", and ".join((f"{first[0]} will be at level {first[1]}", *(f"{who} at level {at}" for who, at in others)))
    return f"By {figures.day(phase.end)}, {said}, if the review on that day confirms it."


def _guide(subject: Subject, phase: Phase) -> Iterator[GuideRow]:
    """Yield a row for each practice of a phase: the first indicator that fits its level, and the steps' drivers."""
    levels: dict[str, list[int]] = {}
    for planned in phase.steps:
        levels.setdefault(planned.step.practice, []).append(planned.step.to_level)
    for practice_id, reached in levels.items():
        practice = subject.catalogue.practice[practice_id]
        drivers = " ".join(practice.efforts[level - 1].driver for level in reached)
        fitting = (f"{each.name}. Healthy: {healthy(each)}." for each in measurable(practice, max(reached)))
        yield GuideRow(practice.name, next(fitting, NO_FIGURE), drivers)


def _capacity(roadmap: Roadmap, phase: Phase) -> str:
    days = f"{figures.whole_days(phase.used)} of {figures.days(phase.capacity)} planned"
    planned = ", ".join(filter(None, (days, cost(phase.work, roadmap))))
    shown = sum(figures.count_of_days(each.effort_days) for each in phase.work)
    if shown != figures.count_of_days(phase.used):
        planned += "; figures for individual steps are rounded"
    return planned


def check_sentence(subject: Subject, check: Check) -> str:
    """Return what to assess first, and what it costs if the level doesn't hold."""
    return (
        f"Assess {subject.practice_name(check.practice)}: level {check.level} is assumed. If it doesn't hold, "
        f"reaching it takes {figures.work(check.effort_if_missing)}."
    )


def _step(subject: Subject, roadmap: Roadmap, phase: Phase, planned: PlannedStep) -> StepRow:
    step = planned.step
    elsewhere = [
        other.number
        for other in roadmap.phases
        if other.number != phase.number and any(each.step == step for each in other.steps)
    ]
    before = [number for number in elsewhere if number < phase.number]
    after = [number for number in elsewhere if number > phase.number]
    parts = [f"part of {figures.work(step.effort_days)}"] if elsewhere else []
    parts += [f"started in {_phases(before)}"] if before else []
    parts += [f"continues in {_phases(after)}"] if after else []
    return StepRow(
        practice=subject.practice_name(step.practice),
        before=level_tile(step.from_level),
        after=level_tile(step.to_level),
        days=figures.whole_days(planned.effort_days),
        range=figures.day_range(planned.part.low, planned.part.high),
        continues=figures.capital("; ".join(parts)),
        why="" if before else planned.why,
        mark="Quick win" if step.quick_win else "Fills capacity" if step.filling else "",
        actions=tuple(replace(each, text=with_remark(subject, step.practice, each)) for each in planned.actions),
    )


def _phases(numbers: list[int]) -> str:
    return f"phase{'s' if len(numbers) > 1 else ''} {figures.listed([str(number) for number in numbers])}"
