"""The summary printed with a report: who answered, the levels, the approach, the first phase."""

from __future__ import annotations

from app.cli import output
from app.cli.findings import show_findings, show_first_days
from app.running.content import Content
from questionnaires.scoring.model import Scores
from reports.views import figures
from reports.views.first_glimpse import before_planning, first_glimpse
from reports.views.method import method_name
from reports.views.recommendation import recommendation_view
from roadmaps.model import ChosenBy, Roadmap

CHOSEN = {
    ChosenBy.USER: "your choice",
    ChosenBy.TRIAGE: "based on the reported symptoms",
    ChosenBy.SCORES: "based on the levels",
}


def summarize(content: Content, scores: Scores, roadmap: Roadmap) -> None:
    """Print the summary."""
    show_respondents(scores)
    levels = [score.level for score in scores.practices if score.level is not None]
    spread = ", ".join(f"{levels.count(level)} at level {level}" for level in sorted(set(levels), reverse=True))
    output.say(f"{figures.count(len(levels), 'practice')} assessed{': ' if spread else ''}{spread}.")
    approach = content.catalogue.approach[roadmap.approach]
    output.say(f"Approach: {approach.name}, {CHOSEN[roadmap.chosen_by]}. {approach.promise}")
    view = recommendation_view(content.catalogue, content.triage, scores.recommendation)
    if view.caution and roadmap.chosen_by is not ChosenBy.USER:
        output.say(view.caution)
    for line in roadmap.aim.says if roadmap.aim else ():
        output.say(line)
    output.say()
    show_findings(content, scores, roadmap)
    output.say()
    if before_planning(scores):
        return
    first = roadmap.phases[0]
    if not any(phase.steps for phase in roadmap.phases):
        for note in roadmap.notes:
            output.say(note)
        return
    names = content.catalogue.practice
    rows = [(names[s.step.practice].name, s.step.levels, figures.whole_days(s.effort_days)) for s in first.steps]
    rows += [(names[e.practice].name, e.levels, figures.whole_days(e.effort_days)) for e in first.early]
    title = f"Phase 1, {figures.period(first.start, first.end)}"
    output.table(title, ("practice", "level", "person-days"), rows, right=(2,))
    output.say()
    show_first_days(content, scores, roadmap)


def show_respondents(scores: Scores) -> None:
    """Print the organization, the number of respondents, the method, and notes on the answers."""
    name = scores.assessment.organization.name or "Assessment"
    who = figures.count(len(scores.raters), "respondent")
    output.heading(f"{name}: {who}, scored by {method_name(scores.method)}")
    notes = sum(response.notes for response in scores.assessment.responses)
    if notes:
        output.say(f"{figures.count(notes, 'cell note')} {'is' if notes == 1 else 'are'} included as comments.")
    left = sum(response.notes_left for response in scores.assessment.responses)
    if left:
        said = "is" if left == 1 else "are"
        output.say(f"{figures.count(left, 'note')} on rows without a comment, such as symptoms, {said} left out.")
    hidden = sum(response.hidden_answers for response in scores.assessment.responses)
    if hidden:
        output.say(f"{figures.count(hidden, 'answer')} in hidden rows {'is' if hidden == 1 else 'are'} included.")
    for response in scores.assessment.responses:
        if rungs := response.overridden_rungs:
            output.say(
                f"{response.source}: {figures.listed(rungs)}: the rung has no effect, because every statement has its "
                "own rating. To use the rung, clear those ratings."
            )
    if glimpse := first_glimpse(scores):
        output.say(glimpse)
