"""What the first phase achieves, in words, for readers to whom levels mean little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from questionnaires.weighing import is_strong
from reports.findings.causes import UNMET
from reports.findings.consequences import first_suspect, reported_symptoms
from reports.findings.headline import concluding_cause
from reports.findings.model import Finding, Reported
from reports.findings.underlying import diagnosis_of
from reports.findings.wording import happens, name
from reports.views import figures
from reports.views.milestones import busy, end_of, first_end, first_step
from reports.views.priorities import treated
from reports.views.subject import Subject
from roadmaps.model import PlannedStep, Roadmap
from roadmaps.symptoms import TREATED
from roadmaps.wording import joined

NAMED = 3
MAIN = 2
"""How many findings the sentence about early relief covers."""


def outcome(subject: Subject, findings: Sequence[Finding]) -> str:
    """Return where work begins, its goal, the second finding's goal, and what people will notice; "" without steps.

    A goal comes from the statement that the report concludes with about the practice.
    """
    roadmap, first = subject.roadmap, first_step(subject.roadmap)
    if roadmap is None or first is None:
        return ""
    what, end, goal = name(subject, first.step.practice), end_of(roadmap, first.step), _goal(subject, first)
    because = _required(subject, roadmap, first)
    level = f": level {first.step.to_level} by {figures.day(end)}"
    begins = f"Work begins with {what}{because or ('' if goal else level)}."
    goals = [_DatedGoal(end, goal)] if goal else []
    goals += _second_goal(subject, roadmap, first, findings)
    return " ".join(filter(None, (begins, _said(goals), _noticed(subject, roadmap, findings, end))))


def _required(subject: Subject, roadmap: Roadmap, first: PlannedStep) -> str:
    """Return which practice behind the underlying cause requires the first step; "" if it shows the cause itself."""
    found = diagnosis_of(subject)
    practice, level = first.step.practice, first.step.to_level
    if found is None or practice in found.practices:
        return ""
    waiting = [
        each.step
        for phase in roadmap.phases
        for each in phase.steps
        if each.step.practice in found.practices
        and any(
            one.hard and one.practice == practice and one.level == level and one.for_level == each.step.to_level
            for one in subject.catalogue.practice[each.step.practice].prerequisites
        )
    ]
    return f", which {name(subject, waiting[0].practice)} level {waiting[0].to_level} requires" if waiting else ""


@dataclass(frozen=True, slots=True)
class _DatedGoal:
    """A goal to be met by a certain day, as a clause; `of` names its practice, unless just mentioned."""

    day: date
    says: str
    of: str = ""

    @property
    def clause(self) -> str:
        """The goal, with its practice."""
        return f"{self.says} ({self.of})" if self.of else self.says


def _said(goals: Sequence[_DatedGoal]) -> str:
    """Return the goals, in one sentence if they have the same day; "" if there are none."""
    if goals and len({each.day for each in goals}) == 1:
        return f"The goal by {figures.day(goals[0].day)}: {'; and '.join(each.clause for each in goals)}."
    return " ".join(f"The goal by {figures.day(each.day)}: {each.clause}." for each in goals)


def _goal(subject: Subject, planned: PlannedStep) -> str:
    """Return the goal of the statement that the report concludes with about a practice, or else of the level's.

    It is "" if none of the step's actions makes one of them true, as in the early part of a split step, or if nobody
    has written a goal.
    """
    practice, score = planned.step.practice, subject.scores.practice.get(planned.step.practice)
    statements = subject.scores.questionnaire.by_practice.get(practice, ())
    # A saved roadmap has the actions' texts, but not their statements.
    texts = {action.text for action in planned.actions}
    made = [each for each in statements if each.action in texts]
    cause = concluding_cause(subject, score) if score and score.level is not None else None
    told = [each for each in made if cause and each.id == cause.statement.id]
    reached = [each for each in made if each.level == planned.step.to_level]
    return next((each.goal for each in (*told, *reached) if each.goal), "")


def _second_goal(
    subject: Subject, roadmap: Roadmap, first: PlannedStep, findings: Sequence[Finding]
) -> list[_DatedGoal]:
    """Return the goal of the other main finding's practice if the first phase makes it true; empty if not."""
    phase = busy(roadmap)[0]
    others = [each.practice for each in findings[:MAIN] if each.practice != first.step.practice]
    step = next((each for each in phase.steps if each.step.practice in others[:1] and each.ends), None)
    goal = _goal(subject, step) if step else ""
    return [_DatedGoal(phase.end, goal, name(subject, others[0]))] if goal else []


def _noticed(subject: Subject, roadmap: Roadmap, findings: Sequence[Finding], told: date) -> str:
    """Return what people will notice first and when, and whether the main complaint takes longer; "" for nothing.

    A strong symptom, or a symptom of a finding, happens less often once its likely cause is treated. A symptom of one
    of the first two findings starts easing once a step of its cause has ended. `told` is the day mentioned before.
    """
    own = {each.symptom.id for one in findings for each in one.reported}
    felt = [each for each in reported_symptoms(subject) if is_strong(each.answer) or each.symptom.id in own]
    likely = [(each, cause.practice) for each in felt if (cause := first_suspect(subject, each.symptom))]
    main = [(each.reported[0], each.practice) for each in findings[:MAIN] if each.reported]
    eased = [
        (end.on, each)
        for each, practice in likely
        if (end := treated(roadmap, practice, _enough(subject, each, practice)))
    ]
    eased += [(end.on, each) for each, practice in main if (end := first_end(roadmap, practice))]
    day = min((on for on, _ in eased), default=None)
    if day is None:
        return ""
    first = [each.symptom for each, _ in main]
    soon = [each for on, each in eased if on == day]
    soon = list(dict.fromkeys(sorted(soon, key=lambda each: each.symptom not in first)))[:NAMED]
    since = "From then on" if day == told else f"From {figures.day(day)} on"
    said = f"{since}, expect {'this' if len(soon) == 1 else 'these'} less often: {joined(list(map(happens, soon)))}."
    if not main or main[0][0] in soon:
        return said
    loudest, eases = main[0][0], {each.symptom for _, each in eased}
    when = "This will ease later" if loudest.symptom in eases else "This roadmap doesn't go far enough to ease this"
    return f"{said} {when}: {happens(loudest)}."


def _enough(subject: Subject, reported: Reported, practice: str) -> int:
    """Return the level at which a symptom should become rarer: at least 2, and everything that explains it holds."""
    symptom, score = reported.symptom, subject.scores.practice[practice]
    if symptom.practices[0] != practice:
        return TREATED
    unmet = {each.statement.level for each in score.statements if each.rating in UNMET}
    return max((TREATED, *unmet.intersection(symptom.explained_by)))
