"""The practices whose level the roadmap raises, in its order, with today's and the planned level; and the risks."""

from __future__ import annotations

from dataclasses import dataclass

from reports.findings.consequences import first_suspect, reported_symptoms
from reports.findings.wording import happens, how_often
from reports.views import figures
from reports.views.marks import Tile, level_tile
from reports.views.milestones import Milestone, first_step, milestones, planned_steps, reached
from reports.views.ranking import by_priority
from reports.views.subject import Subject
from roadmaps.model import PlannedStep, Roadmap
from roadmaps.symptoms import TREATED
from roadmaps.wording import in_sentence

ROWS, RISKS = 14, 4
FOUNDATION = 1


@dataclass(frozen=True, slots=True)
class Priority:
    """A practice whose level the roadmap raises; `remark` says what is special about it; "" for nothing."""

    practice: str
    name: str
    today: Tile
    target: Tile
    level: int
    to_level: int
    remark: str


@dataclass(frozen=True, slots=True)
class PrioritiesView:
    """The page on the practices that have to rise.

    Attributes:
        rest: what isn't shown.
        risks: the problems that people will continue to notice until a practice has risen.
    """

    headline: str
    rows: tuple[Priority, ...]
    rest: str
    risks: tuple[str, ...]


def priorities_view(subject: Subject) -> PrioritiesView | None:
    """Return the practices whose level the roadmap raises, or None if there are none."""
    roadmap = subject.roadmap
    rows = _rows(subject, roadmap) if roadmap else ()
    if not rows or roadmap is None:
        return None
    return PrioritiesView(_headline(rows), rows[:ROWS], _rest(subject, rows), _risks(subject, roadmap))


def _rows(subject: Subject, roadmap: Roadmap) -> tuple[Priority, ...]:
    steps: dict[str, list[PlannedStep]] = {}
    for _, planned in planned_steps(roadmap):
        steps.setdefault(planned.step.practice, []).append(planned)
    first = first_step(roadmap)
    leads = first.step.practice if first else ""
    raised = (reached(roadmap, each) for each in by_priority(subject))
    return tuple(_row(subject, end, steps[end.practice], leads=end.practice == leads) for end in raised if end)


def _row(subject: Subject, end: Milestone, steps: list[PlannedStep], *, leads: bool) -> Priority:
    low, practice = steps[0].step.from_level, end.practice
    remarks = []
    if leads:
        remarks.append("first")
    if any(each.step.quick_win for each in steps):
        remarks.append("quick win")
    if all(each.step.filling for each in steps):
        remarks.append("uses capacity left over")
    return Priority(
        practice=practice,
        name=subject.practice_name(practice),
        today=level_tile(low) if steps[0].step.assessed else subject.tile(practice),
        target=level_tile(end.level),
        level=low,
        to_level=end.level,
        remark=" \u00b7 ".join(remarks),
    )


def _headline(rows: tuple[Priority, ...]) -> str:
    """Return how many practices rise, and how many of them aren't reliably done today."""
    many = len(rows)
    low = sum(row.level < FOUNDATION for row in rows)
    head = f"{figures.capital(figures.count(many, 'practice'))} {'rises' if many == 1 else 'rise'}"
    if not low:
        highest = max(row.to_level for row in rows)
        return f"{head}, up to level {highest}"
    if low == many:
        return f"{head}; {'it isn' if many == 1 else 'they aren'}'t reliably done today"
    return f"{head}; {low} of them {'isn' if low == 1 else 'aren'}'t reliably done today"


def _rest(subject: Subject, rows: tuple[Priority, ...]) -> str:
    """Return what the rows don't show: more practices, practices that stay as they are, and unknown practices."""
    raised = {row.practice for row in rows}
    stay = sum(score.practice not in raised for score in subject.assessed)
    counts = (
        (len(rows) - ROWS, "more practice", "rises too", "rise too"),
        (stay, "assessed practice", "keeps its level", "keep their levels"),
        (len(subject.not_assessed), "practice", "isn't assessed", "aren't assessed"),
    )
    return " ".join(
        f"{figures.capital(figures.count(many, noun))} {one if many == 1 else several}."
        for many, noun, one, several in counts
        if many > 0
    )


def treated(roadmap: Roadmap, practice: str, level: int = TREATED) -> Milestone | None:
    """Return where the roadmap raises a practice to a level, usually the one that treats reported symptoms."""
    return next((each for each in milestones(roadmap) if each.practice == practice and each.level >= level), None)


def _risks(subject: Subject, roadmap: Roadmap) -> tuple[str, ...]:
    """Return the reported symptoms, loudest first, each with the day when the roadmap should have treated it."""
    triage = subject.triage
    if triage is None:
        return ()
    said = []
    for each in reported_symptoms(subject)[:RISKS]:
        cause = first_suspect(subject, each.symptom)
        if cause is None:
            continue
        named = in_sentence(subject.practice_name(cause.practice))
        end = treated(roadmap, cause.practice)
        if end:
            until = f"expected to ease from {figures.day(end.on)}, when {named} reaches level {end.level}"
        else:
            until = f"the roadmap doesn't raise its likely cause, {named}, to level {TREATED}"
        said.append(f"{figures.capital(happens(each))} ({how_often(triage, each)}); {until}.")
    return tuple(said)
