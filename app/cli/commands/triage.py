"""`wayfinder triage`: recommend an approach based on symptoms. The decision stays with the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from app.cli import output
from app.cli.findings import show_days
from app.cli.options import content_of, format_option, method_option
from app.cli.reading import assess
from app.cli.recommendation import show_recommendation
from app.running.content import Content
from questionnaires.answers.model import Respondent, Response
from questionnaires.model import Method
from questionnaires.recommendation import ApproachFit, Recommendation
from questionnaires.triage import first_practice, recommend
from reports.documents.numbers import number
from reports.documents.score import triage_document
from reports.views.first_days import before_assessment
from reports.views.first_glimpse import NOTHING_ASSESSED, before_planning

HEAD = ("approach", "share", "missing", "factor", "fit")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE...]")
@method_option
@format_option
@click.pass_context
def triage(ctx: click.Context, files: tuple[Path, ...], method: Method | None, form: str) -> None:
    """Recommend an approach, from symptoms and from the levels reached so far.

    Both are read from filled-in questionnaires. Without a FILE, the questions about symptoms are asked in the terminal,
    and the answers aren't saved.
    """
    content = content_of(ctx)
    glimpse = NOTHING_ASSESSED
    if files:
        scores = assess(content, files, method)
        recommendation, glimpse = scores.recommendation, before_planning(scores)
    else:
        recommendation = recommend(content.catalogue.approaches, content.triage, (_ask(content),))
    if form in {"json", "yaml"}:
        output.emit(triage_document(recommendation), form)
    elif form == "csv":
        output.emit_csv(HEAD, (_row(fit) for fit in recommendation.fits))
    else:
        if glimpse and recommendation.recommended:
            output.say(glimpse)
        _show(content, recommendation)


def _row(fit: ApproachFit) -> tuple[object, ...]:
    return fit.approach, *(number(each) for each in (fit.share, fit.missing, fit.factor, fit.fit))


def _ask(content: Content) -> Response:
    """Ask on standard error, so that standard output contains only the result."""
    symptoms = content.triage.symptoms
    click.echo(f"{content.triage.intro} Press Enter to skip a question.", err=True)
    answers: dict[str, int] = {}
    for place, symptom in enumerate(symptoms, start=1):
        click.echo(f"\n{place} of {len(symptoms)}. {symptom.question}", err=True)
        scale = content.triage.scale(symptom.id)
        words = ", ".join(f"{value} {answer}" for value, answer in enumerate(scale))
        given = click.prompt(words, default="", show_default=False, value_proc=_answer(len(scale)), err=True)
        if given is not None:
            answers[symptom.id] = given
    return Response(content.questionnaires[0].id, Respondent("terminal"), triage=answers)


def _answer(count: int) -> Callable[[str], int | None]:
    """Return a reader of answers: a number below `count`, or None if nothing was typed."""
    allowed = [str(number) for number in range(count)]

    def read(typed: str) -> int | None:
        if typed.strip() and typed.strip() not in allowed:
            raise click.BadParameter(f"type {', '.join(allowed[:-1])} or {allowed[-1]}, or press Enter to skip.")
        return int(typed) if typed.strip() else None

    return read


def _show(content: Content, recommendation: Recommendation) -> None:
    show_recommendation(content, recommendation)
    best = recommendation.recommended
    for fit in recommendation.fits:
        if not best or not fit.reasons:
            continue
        approach = content.catalogue.approach[fit.approach]
        output.say()
        output.heading(approach.name)
        output.say(approach.promise)
        for reason in fit.reasons[:3]:
            output.item(f"{content.triage.symptom[reason.symptom].short}: {reason.why}")
    if best:
        approach = content.catalogue.approach[best.approach]
        first = content.catalogue.practice[first_practice(approach, best)]
        output.say()
        output.say(f"Start with {first.name}.")
        if not recommendation.assessed:
            output.heading("The first 90 days")
            show_days(before_assessment(content.catalogue, content.questionnaires[0], approach.id))
