"""`wayfinder score`: the scores of filled-in files."""

from __future__ import annotations

from pathlib import Path

import click

from wayfinder.app.assessing import assess
from wayfinder.app.cli import output
from wayfinder.app.cli.options import content_of, files_argument, format_option, method_option
from wayfinder.practices_catalog.model import Catalogue
from wayfinder.questionnaires.scoring.model import Gate, Method, PracticeScore, Scores
from wayfinder.reports.documents.numbers import number
from wayfinder.reports.documents.score import score_document
from wayfinder.reports.views import figures

HEAD = (
    "practice",
    "status",
    "level",
    "level_upper",
    "level_evidenced",
    "index",
    "index_upper",
    "answered",
    "confidence",
)


@click.command()
@files_argument
@method_option
@format_option
@click.pass_context
def score(ctx: click.Context, files: tuple[Path, ...], method: str, form: str) -> None:
    """Read filled-in files and show the scores."""
    content = content_of(ctx)
    scores = assess(content, files, Method(method))
    if form in {"json", "yaml"}:
        output.emit(score_document(scores), form)
    elif form == "csv":
        output.emit_csv(HEAD, (_row(practice) for practice in scores.practices))
    else:
        show_scores(content.catalogue, scores)


def _row(score: PracticeScore) -> tuple[object, ...]:
    return (
        score.practice,
        score.status.value,
        score.level,
        score.level_upper,
        score.level_evidenced,
        number(score.index),
        number(score.index_upper),
        number(score.answered),
        score.confidence.value if score.confidence else None,
    )


def show_scores(catalogue: Catalogue, scores: Scores) -> None:
    """Print a table of the practices, and what stopped each."""
    who = figures.count(len(scores.assessment.responses), "respondent")
    title = f"{scores.assessment.organization.name or 'Assessment'}: {who}, method {scores.method.value}"
    output.table(
        title,
        ("practice", "level", "index", "evidenced", "confidence", "stopped by"),
        (_cells(catalogue, practice) for practice in scores.practices),
        right=(1, 2, 3),
    )
    output.say()
    alpha = scores.agreement.alpha
    output.say(f"Krippendorff's alpha: {scores.agreement.why_none if alpha is None else format(alpha, '.2f')}")
    output.say(f"Respondents disagree on {figures.count(len(scores.disagreements), 'statement')}.")
    hidden = sum(response.hidden_answers for response in scores.assessment.responses)
    if hidden:
        output.say(f"Counted with the rest: {figures.count(hidden, 'answer')} in hidden rows.")


def _cells(catalogue: Catalogue, score: PracticeScore) -> tuple[str, ...]:
    name = catalogue.practice[score.practice].name
    if score.level is None or score.index is None:
        return name, "", "", "", "", score.status.value.replace("-", " ")
    return (
        name,
        figures.level(score.level, score.level_upper),
        figures.index(score.index, score.index_upper),
        str(score.level_evidenced),
        score.confidence.value if score.confidence else "",
        _stopped_by(score.gate) if score.gate else "",
    )


def _stopped_by(gate: Gate) -> str:
    return f"level {gate.level} is {gate.rating.value if gate.rating else 'not applicable'}"
