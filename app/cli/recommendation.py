"""The recommended approach in the terminal: what it is based on, and both factors of every approach."""

from __future__ import annotations

from app.cli import output
from app.running.content import Content
from questionnaires.recommendation import Recommendation
from reports.views.recommendation import HEAD, recommendation_view


def show_recommendation(content: Content, recommendation: Recommendation) -> None:
    """Print the recommendation with its reasons and a table of all approaches."""
    view = recommendation_view(content.catalogue, content.triage, recommendation)
    if not view.name:
        output.say(view.why)
        return
    output.heading(f"{view.mark}: {view.name}")
    for sentence in (view.caution, view.why, view.runner_up):
        if sentence:
            output.say(sentence)
    output.table("", HEAD, (row.cells for row in view.rows), right=(1, 2, 3, 4))
