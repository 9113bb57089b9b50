"""`wayfinder triage`: recommend an approach based on symptoms. The decision stays with the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from app.cli import output
from app.cli.options import content_of, format_option
from app.running.content import Content
from questionnaires.answers.assessments import read_assessment
from questionnaires.answers.model import Respondent, Response
from questionnaires.scoring.model import TriageResult
from questionnaires.triage import triage_result
from reports.documents.score import triage_document
from reports.views import figures


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE...]")
@format_option
@click.pass_context
def triage(ctx: click.Context, files: tuple[Path, ...], form: str) -> None:
    """Ask about symptoms, or read them from filled-in questionnaires, and recommend an approach.

    Without a FILE, the questions are asked in the terminal, and the answers aren't saved.
    """
    content = content_of(ctx)
    responses = _read(content, files) if files else (_ask(content),)
    result = triage_result(content.catalogue.approaches, content.triage, responses)
    if form in {"json", "yaml"}:
        output.emit(triage_document(result) if result else None, form)
    elif form == "csv":
        shares = result.shares if result else ()
        output.emit_csv(("approach", "share"), ((each.approach, round(float(each.share), 6)) for each in shares))
    else:
        _show(content, result)


def _read(content: Content, files: tuple[Path, ...]) -> tuple[Response, ...]:
    return read_assessment(files, content.catalogue, content.questionnaires, content.triage).responses


def _ask(content: Content) -> Response:
    """Ask on standard error, so that standard output contains only the result."""
    symptoms = content.triage.symptoms
    click.echo(f"{content.triage.intro} Press Enter to skip a question.", err=True)
    words = ", ".join(f"{number} {answer}" for number, answer in enumerate(content.triage.answers))
    answers: dict[str, int] = {}
    for number, symptom in enumerate(symptoms, start=1):
        click.echo(f"\n{number} of {len(symptoms)}. {symptom.question}", err=True)
        given = click.prompt(
            words, default="", show_default=False, value_proc=_answer(len(content.triage.answers)), err=True
        )
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


def _show(content: Content, result: TriageResult | None) -> None:
    if result is None or result.recommended is None:
        output.say("No symptoms were reported, so no approach is recommended.")
        return
    for share in result.shares:
        approach = content.catalogue.approach[share.approach]
        output.say()
        word = {result.recommended: "recommended", result.runner_up: "runner-up"}.get(share.approach, "")
        output.heading(f"{approach.name}: {figures.per_cent(share.share)}{' (' + word + ')' if word else ''}")
        output.say(approach.promise)
        for reason in share.reasons[:3]:
            output.item(f"{content.triage.symptom[reason.symptom].short}: {reason.why}")
    first = content.catalogue.approach[result.recommended]
    output.say()
    output.say(f"Start with {content.catalogue.practice[first.entry[0]].name}. The first 90 days:")
    for line in first.first_90_days:
        output.item(line)
