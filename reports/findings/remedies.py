"""What the roadmap does about a practice, or why it does nothing, what it would cost, and what to do first."""

from __future__ import annotations

from fractions import Fraction

from practices_catalog.model import Effort
from questionnaires.scoring.model import StatementScore
from reports.findings.explaining import begun_early
from reports.findings.underlying import diagnosis_of
from reports.findings.wording import after_colon
from reports.views import figures
from reports.views.milestones import Milestone, completions, early_action, milestones
from reports.views.subject import Subject
from roadmaps.absence import absence
from roadmaps.model import Roadmap
from roadmaps.steps import levels_ahead, step_effort, total
from roadmaps.wording import days, range_of_days, would_take


def plan_sentence(subject: Subject, practice: str, what: str = "the practice") -> str:
    """Return what the roadmap does about a practice and the effort; without a roadmap, what it would take."""
    roadmap = subject.roadmap
    if roadmap is None:
        return _cost_alone(subject, practice)
    checks = [phase.number for phase in roadmap.phases for check in phase.checks if check.practice == practice]
    ends, completed = _ends(roadmap, practice), _completed(roadmap, practice)
    begun = " ".join(filter(None, (_begun(roadmap, practice), completed)))
    if ends:
        rises = [f"level {each.level} in phase {each.phase}" for each in ends]
        effort = total([each.step.effort for each in ends])
        said = f"The roadmap raises {what} to {figures.listed(rises)} ({range_of_days(effort.low, effort.high)})."
        if optional := [f"level {each.level}" for each in ends if each.step.filling]:
            verb = "is" if len(optional) == 1 else "are"
            said += f" {figures.capital(figures.listed(optional))} {verb} optional, from capacity left over."
        return f"{begun} {said}".lstrip()
    if checks:
        return f"The roadmap checks {what} in phase {checks[0]}."
    absent = absence(subject.catalogue, subject.scores, roadmap, practice)
    if absent is None:
        return ""
    further = " further" if completed else ""
    return f"{begun} The roadmap doesn't raise {what}{further}. {absent.why}".lstrip()


def _begun(roadmap: Roadmap, practice: str) -> str:
    """Return the early action for a practice; "" if there is none."""
    early = early_action(roadmap, practice)
    return f"Phase {early[0].number} has an early action ({days(early[1].effort_days)})." if early else ""


def _completed(roadmap: Roadmap, practice: str) -> str:
    """Return where the roadmap completes a level that the practice has only partly reached; "" if nowhere."""
    done = completions(roadmap).get(practice)
    if done is None:
        return ""
    effort = done.step.effort
    return f"Phase {done.phase} completes level {done.level} ({range_of_days(effort.low, effort.high)})."


def short_plan(subject: Subject, practice: str) -> str:
    """Return in a few words where a practice is in the roadmap, or what its next level would take; "" if no roadmap."""
    if subject.roadmap is None:
        return ""
    ends, done = _ends(subject.roadmap, practice), completions(subject.roadmap).get(practice)
    early = early_action(subject.roadmap, practice)
    begun = f"an early action in phase {early[0].number}" if early else ""
    rest = [f"the rest of {_by(done)}"] if done else []
    if ends:
        wanted = [each for each in ends if not each.step.filling]
        named, head = (wanted, "Planned") if wanted else (ends, "Optional")
        optional = f"; level {ends[-1].level} is optional" if named[-1] != ends[-1] else ""
        later = ", ".join([*rest, *map(_by, _first_and_last(named, len(rest)))])
        return f"{head}: {begun and f'{begun}; '}{later}{optional}."
    if rest or begun:
        return f"Planned: {'; '.join(filter(None, (begun, *rest)))}."
    cost = _cost_alone(subject, practice)
    return f"Not in the roadmap. {cost}" if cost else ""


def _by(end: Milestone) -> str:
    return f"level {end.level} by the end of phase {end.phase}"


def _first_and_last(ends: list[Milestone], before: int) -> list[Milestone]:
    """Return the first and the last level, or only the last if it comes in the same phase or after another step."""
    first, last = ends[0], ends[-1]
    return [last] if before or first.phase == last.phase else [first, last]


def _ends(roadmap: Roadmap, practice: str) -> list[Milestone]:
    return [each for each in milestones(roadmap) if each.practice == practice]


def _cost_alone(subject: Subject, practice: str) -> str:
    effort = effort_of_next(subject, practice)
    if effort is None:
        return ""
    return would_take(subject.standings[practice].level + 1, effort.low, effort.high)


def effort_of_next(subject: Subject, practice: str) -> Effort | None:
    """Return the effort of a practice's next level; None if no higher level can be reached."""
    state = subject.standings[practice]
    if not levels_ahead(state, state.level + 1) or not state.applicable:
        return None
    return effort_between(subject, practice, state.level, state.level + 1)


def effort_between(subject: Subject, practice: str, level: int, to_level: int) -> Effort:
    """Return the effort of raising a practice from one level to another, as far as the levels can be reached."""
    state, efforts = subject.standings[practice], subject.effort(practice)
    factor = subject.roadmap.settings.effort_factor if subject.roadmap else Fraction(1)
    ahead = (each for each in levels_ahead(state, to_level) if each > level)
    return total([step_effort(efforts, state, each, factor) for each in ahead])


def first_sentence(subject: Subject, practice: str, stops: StatementScore | None) -> str:
    """Return what to do first: the action of a statement, or the early action if it treats that; "" for none.

    An early action for another statement comes first only if no words show what needs fixing.
    """
    early, known = begun_early(subject, practice), subject.scores.statement
    other = early and stops and early.action.statement in known and early.action.statement != stops.statement.id
    cause = diagnosis_of(subject)
    begins = early and not (other and not (cause and early.action.text == cause.cause.start))
    text = early.action.text if early and begins else stops.statement.action if stops else ""
    return f"First: {after_colon(text)}" if text else ""
