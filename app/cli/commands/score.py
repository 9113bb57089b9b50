"""`wayfinder score`: the scores of filled-in questionnaires."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from app.cli import output
from app.cli.findings import show_findings
from app.cli.options import content_of, files_argument, format_option, method_option
from app.cli.reading import assess
from app.cli.recommendation import show_recommendation
from app.cli.scope import read_scope, scope_option
from app.cli.summary import show_respondents
from practices_catalog.model import Catalogue
from questionnaires.model import Method
from questionnaires.scoring.model import (
    Gate,
    PracticeScore,
    PracticeStatus,
    Scores,
)
from reports.documents.numbers import number
from reports.documents.score import score_document
from reports.views import figures
from reports.views.marks import OPEN_KINDS, status_words
from reports.views.method import method_name
from reports.views.requirement_counts import KINDS, in_words, requirement_counts

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
@scope_option
@format_option
@click.pass_context
def score(
    ctx: click.Context, files: tuple[Path, ...], method: Method | None, form: str, left_out: tuple[str, ...]
) -> None:
    """Score filled-in questionnaires.

    FILE is a filled-in questionnaire (.xlsx, .csv, .yaml or .json), one for each respondent.
    """
    content = content_of(ctx)
    scores = assess(content, files, method, read_scope(content.catalogue, left_out))
    if form in {"json", "yaml"}:
        output.emit(score_document(scores), form)
    elif form == "csv":
        output.emit_csv(HEAD, (_row(practice) for practice in scores.practices))
    else:
        show_scores(content.catalogue, scores)
        output.say()
        show_findings(content, scores, None)
        output.say()
        show_recommendation(content, scores.recommendation)


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
    """Print a table of the practices and what stopped each one, then readiness and remarks."""
    show_respondents(scores)
    output.table(
        "",
        ("practice", "level", "index", "evidenced", "confidence", "stopped by"),
        (_cells(catalogue, practice) for practice in scores.practices),
        right=(1, 2, 3),
    )
    output.say()
    _show_readiness(catalogue, scores)
    output.say()
    for sentence in _remarks(catalogue, scores):
        output.say(sentence)


def _show_readiness(catalogue: Catalogue, scores: Scores) -> None:
    """Print the number of requirements with each rating, by framework."""
    head = ("framework", *map(in_words, KINDS))
    rows = [
        (catalogue.framework[each.framework].name, *(many for _, many in requirement_counts(each.requirements)))
        for each in scores.frameworks
    ]
    title = "Readiness by number of requirements (indicative, not a statement of conformity)"
    output.table(title, head, rows, right=range(1, len(head)))


def _remarks(catalogue: Catalogue, scores: Scores) -> Iterator[str]:
    provisional = sum(each.status is PracticeStatus.PROVISIONAL for each in scores.practices)
    if provisional:
        yield (
            f"{figures.count(provisional, 'practice')} {'has' if provisional == 1 else 'have'} statements without a "
            f"rating.{_range_note(catalogue, scores)}"
        )
    for other in Method:
        differing = sum(each.levels is not None and each.levels[other] != each.level for each in scores.practices)
        if differing:
            many = f"{figures.count(differing, 'practice')} would have"
            what = "a different level" if differing == 1 else "different levels"
            yield f"Scored by {method_name(other)}, {many} {what}; `wayfinder explain` shows why."
    yield from (
        f"{catalogue.practice[each.practice].name}: {each.inconsistency}"
        for each in scores.practices
        if each.inconsistency
    )
    if len(scores.raters) > 1:
        alpha = scores.agreement.alpha
        yield f"Krippendorff's alpha: {scores.agreement.why_none if alpha is None else format(alpha, '.2f')}"
    if scores.disagreements:
        yield f"Respondents disagree on {figures.count(len(scores.disagreements), 'statement')}."


def _range_note(catalogue: Catalogue, scores: Scores) -> str:
    """Explain ranges, with the first one in this result as an example; "" if no level is a range."""
    row = next((each for each in scores.practices if each.level != each.level_upper), None)
    if row is None:
        return ""
    return (
        f" {catalogue.practice[row.practice].name}, for example, is at level {row.level} if these count as not met, "
        f"and at level {row.level_upper} if they count as fully met."
    )


def _cells(catalogue: Catalogue, score: PracticeScore) -> tuple[str, ...]:
    name = catalogue.practice[score.practice].name
    if score.level is None or score.index is None:
        return name, "", "", "", "", status_words(score)
    return (
        name,
        figures.level(score.level, score.level_upper),
        figures.index(score.index, score.index_upper),
        str(score.level_evidenced),
        score.confidence.value if score.confidence else "",
        _stopped_by(score.gate) if score.gate else "",
    )


def _stopped_by(gate: Gate) -> str:
    """Return the gate in a few words; an open statement isn't called N."""
    if gate.open_kinds:
        return f"level {gate.level}: {' or '.join(OPEN_KINDS[kind] for kind in gate.open_kinds)}"
    return f"level {gate.level} is {gate.rating.value if gate.rating else 'not applicable'}"
