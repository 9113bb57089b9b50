"""The weak practices that a roadmap leaves out without missing a target, and why."""

from __future__ import annotations

from reports.views import figures
from reports.views.milestones import planned_steps
from reports.views.subject import MANAGED, Subject
from roadmaps.model import Roadmap
from roadmaps.wording import in_sentence


def left_out(subject: Subject, roadmap: Roadmap) -> str:
    """Return the assessed practices below level 2 that have neither a target nor a step, and why; "" for none."""
    told = {planned.step.practice for _, planned in planned_steps(roadmap)}
    told |= {*roadmap.targets, *(each.practice for each in roadmap.unplanned)}
    low = [s for s in subject.assessed if s.practice not in told and (s.level or 0) < MANAGED]
    if not low:
        return ""
    named = figures.listed(
        [f"{in_sentence(subject.practice_name(s.practice))} ({subject.tile(s.practice).words})" for s in low]
    )
    excluded = [s for s in low if s.practice in roadmap.settings.excluded]
    them = "it" if len(low) == 1 else "them"
    if len(excluded) == len(low):
        why = f"You excluded {them}."
    elif roadmap.settings.only_approach:
        why = "You asked to plan the approach's practices only."
    else:
        why = f"No symptom reported monthly or more often speaks of {them}, and other steps bring more benefit."
    return f"Below level {MANAGED}, and without a step or target here: {named}. {why}"
