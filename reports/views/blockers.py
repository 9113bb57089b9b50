"""The practices that keep the most requirements of a framework from being met, and how far the roadmap will get."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from questionnaires.model import Rating
from questionnaires.scoring.model import FrameworkScore
from reports.views import figures
from reports.views.aim import aim_view
from reports.views.marks import Tile
from reports.views.milestones import busy, completions, reached
from reports.views.subject import Subject
from roadmaps.projection import met_of

MOST, NAMED = 6, 8
UNMET = {Rating.N, Rating.P}


@dataclass(frozen=True, slots=True)
class Blocker:
    """The lowest practice behind some requirements rated N or P; `planned` is what the roadmap does about it."""

    name: str
    tile: Tile
    requirements: str
    many: int
    planned: str


@dataclass(frozen=True, slots=True)
class MetPoint:
    """How many requirements are met on a day: today (then `on` is ""), or at the end of a phase."""

    name: str
    on: str
    met: int


def met_path(subject: Subject, framework: FrameworkScore) -> tuple[MetPoint, ...]:
    """Return how many requirements are met today and after each phase; empty if none has a rating."""
    if not any(each.rating for each in framework.requirements):
        return ()
    points = [MetPoint("Today", "", met_of(framework, framework).met)]
    roadmap = subject.roadmap
    for phase in roadmap.phases if roadmap and busy(roadmap) else ():
        then = subject.readiness_after(phase)
        after = next(met_of(framework, each) for each in then if each.framework == framework.framework)
        points.append(MetPoint(f"Phase {phase.number}", figures.day(phase.end), after.met))
    return tuple(points)


def blockers(subject: Subject, framework: FrameworkScore) -> tuple[Blocker, ...]:
    """Return the practices that keep the most requirements from being met, in that order; ties keep the framework's."""
    unmet = [each for each in framework.requirements if each.rating in UNMET and each.lowest]
    counts = Counter(each.lowest or "" for each in unmet)
    return tuple(
        Blocker(
            name=subject.practice_name(practice),
            tile=subject.tile(practice),
            requirements=figures.listed([each.requirement for each in unmet if each.lowest == practice], NAMED),
            many=many,
            planned=_planned(subject, practice),
        )
        for practice, many in counts.most_common(MOST)
    )


def _planned(subject: Subject, practice: str) -> str:
    if subject.roadmap is None:
        return ""
    end, done = reached(subject.roadmap, practice), completions(subject.roadmap).get(practice)
    if end:
        return f"level {end.level} by the end of phase {end.phase}"
    return f"level {done.level} completed by the end of phase {done.phase}" if done else "not planned"


def met_over_time(subject: Subject, framework: FrameworkScore) -> str:
    """Return how many requirements are met today, and by the aim's date or after the roadmap; "" if none is rated."""
    path = met_path(subject, framework)
    if not path:
        return ""
    today = met_of(framework, framework)
    fully = sum(each.rating is Rating.F for each in framework.requirements)
    said = f"{today.met} of {today.of} rated requirements are fully or largely achieved today ({fully or 'none'} fully)"
    aimed = aim_view(subject)
    if aimed and aimed.framework.id == framework.framework:
        return f"{said}; with the roadmap, {aimed.largely} will be by {figures.day(aimed.by)}."
    last = path[-1]
    return f"{said}; with the roadmap, {last.met} will be by {last.on}." if last.on else f"{said}."
