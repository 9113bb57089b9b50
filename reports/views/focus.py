"""The frameworks that matter in a report."""

from __future__ import annotations

from questionnaires.scoring.model import FrameworkScore
from reports.views.subject import Subject


def focus_frameworks(subject: Subject) -> tuple[FrameworkScore, ...]:
    """Return the frameworks that were chosen, or else the roadmap's aim, or else the first one with a rating."""
    known = {each.framework: each for each in subject.scores.frameworks}
    aim = subject.roadmap.aim if subject.roadmap else None
    wanted = subject.options.frameworks or ((aim.framework,) if aim else ())
    if wanted:
        return tuple(known[each] for each in wanted if each in known)
    rated = [each for each in known.values() if any(r.rating for r in each.requirements)]
    return tuple(rated[:1])


def focus_framework(subject: Subject) -> FrameworkScore | None:
    """Return the framework that matters most, or None."""
    return next(iter(focus_frameworks(subject)), None)
