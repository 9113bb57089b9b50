"""The summary printed with a report: who answered, the levels, the approach, the first phase."""

from __future__ import annotations

from app.cli import output
from app.running.content import Content
from questionnaires.scoring.model import Scores
from reports.views import figures
from reports.views.method import method_name
from roadmaps.model import ChosenBy, Roadmap

CHOSEN = {
    ChosenBy.USER: "your choice",
    ChosenBy.TRIAGE: "recommended by the triage",
    ChosenBy.SCORES: "recommended by the scores, as no symptoms were reported",
}


def summarize(content: Content, scores: Scores, roadmap: Roadmap) -> None:
    """Print the summary."""
    show_respondents(scores)
    levels = [score.level for score in scores.practices if score.level is not None]
    spread = ", ".join(f"{levels.count(level)} at level {level}" for level in sorted(set(levels), reverse=True))
    output.say(f"{figures.count(len(levels), 'practice')} assessed{': ' if spread else ''}{spread}.")
    approach = content.catalogue.approach[roadmap.approach]
    output.say(f"Approach: {approach.name}, {CHOSEN[roadmap.chosen_by]}. {approach.promise}")
    output.say()
    first = roadmap.phases[0]
    rows = (
        (
            content.catalogue.practice[s.step.practice].name,
            f"{s.step.from_level} to {s.step.to_level}",
            figures.number(s.effort_days),
        )
        for s in first.steps
    )
    title = f"Phase 1, {figures.period(first.start, first.end)}"
    output.table(title, ("practice", "level", "person-days"), rows, right=(2,))


def show_respondents(scores: Scores) -> None:
    """Print the organization, the number of respondents, the method, and how many answers were in hidden rows.

    Rungs without an effect are named too, because a changed rung that changes nothing is a mistake in the file.
    """
    name = scores.assessment.organization.name or "Assessment"
    who = figures.count(len(scores.raters), "respondent")
    output.heading(f"{name}: {who}, scored by {method_name(scores.method)}")
    hidden = sum(response.hidden_answers for response in scores.assessment.responses)
    if hidden:
        output.say(f"{figures.count(hidden, 'answer')} in hidden rows {'is' if hidden == 1 else 'are'} included.")
    for response in scores.assessment.responses:
        if rungs := response.overridden_rungs:
            output.say(
                f"{response.source}: {figures.listed(rungs)}: the rung has no effect, because every statement has its "
                "own rating. To use the rung, clear those ratings."
            )
