"""What the first phase brings, in words, for readers to whom levels mean little."""

from __future__ import annotations

from reports.findings.consequences import first_suspect, reported_symptoms
from reports.findings.headline import concluding_cause
from reports.findings.wording import after_colon, name, quoted_symptom
from reports.views import figures
from reports.views.milestones import busy, end_of, first_step
from reports.views.priorities import treated
from reports.views.subject import Subject
from roadmaps.model import PlannedStep, Roadmap

NAMED = 3
TWO = 2


def outcome(subject: Subject) -> str:
    """Return where work begins, its goal, the largest step, and what people will notice; "" for no steps.

    The goal is the statement with which the report concludes about the practice, in the words in which it was assessed.
    """
    roadmap, first = subject.roadmap, first_step(subject.roadmap)
    if roadmap is None or first is None:
        return ""
    said = (_begins(subject, roadmap, first), _largest(subject, roadmap, first), _noticed(subject, roadmap, first))
    return " ".join(filter(None, said))


def _begins(subject: Subject, roadmap: Roadmap, first: PlannedStep) -> str:
    what, end = name(subject, first.step.practice), figures.day(end_of(roadmap, first.step))
    if goal := _goal(subject, first):
        return f"Work begins with {what}. Its goal by {end}: {after_colon(goal)}"
    return f"Work begins with {what}: level {first.step.to_level} by {end}."


def _goal(subject: Subject, planned: PlannedStep) -> str:
    """Return the statement to make true with which the report concludes about a practice, or else that of the level.

    It is "" if no action of the step makes one of them true, as in the part of a split step that ends before.
    """
    practice, score = planned.step.practice, subject.scores.practice.get(planned.step.practice)
    statements = subject.scores.questionnaire.by_practice.get(practice, ())
    # A saved roadmap has the actions' texts, but not their statements.
    texts = {action.text for action in planned.actions}
    made = [each for each in statements if each.action in texts]
    cause = concluding_cause(subject, score) if score and score.level is not None else None
    told = [each for each in made if cause and each.id == cause.statement.id]
    reached = [each for each in made if each.level == planned.step.to_level]
    return next((each.text for each in (*told, *reached)), "")


def _largest(subject: Subject, roadmap: Roadmap, first: PlannedStep) -> str:
    """Return the step of the first phase that takes most of it."""
    phase = busy(roadmap)[0]
    steps = phase.steps
    largest = max(steps, key=lambda planned: planned.effort_days)
    if len(steps) == 1:
        return f"The first phase takes {figures.work(phase.used)}."
    share = f"{figures.whole_days(largest.effort_days)} of {figures.work(phase.used)}"
    comparison = "larger of two" if len(steps) == TWO else f"largest of {len(steps)}"
    if largest == first:
        return f"It is the {comparison} steps in the first phase: {share}."
    return f"The {comparison} steps in the first phase is {name(subject, largest.step.practice)}: {share}."


def _noticed(subject: Subject, roadmap: Roadmap, first: PlannedStep) -> str:
    """Return which reported symptoms ease first, and when the one does with whose practice work begins; "" for none."""
    causes = ((each, first_suspect(subject, each.symptom)) for each in reported_symptoms(subject))
    eased = [(end, each) for each, cause in causes if cause and (end := treated(roadmap, cause.practice))]
    if not eased:
        return ""
    day = min(end.on for end, _ in eased)
    soon = [quoted_symptom(each) for end, each in eased if end.on == day]
    own = ((end, each) for end, each in eased if end.practice == first.step.practice and end.on > day)
    later = next((f", and from {figures.day(end.on)} on less of {quoted_symptom(each)}" for end, each in own), "")
    return f"From {figures.day(day)} on, people should notice less of {figures.listed(soon, NAMED)}{later}."
