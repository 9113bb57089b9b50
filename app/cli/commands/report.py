"""`wayfinder report`: a PDF report from filled-in questionnaires."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.assessments.naming import Names, rescored
from app.cli import output
from app.cli.options import content_of, files_argument, method_option, planning_options, read_plan_options
from app.cli.progress import write_report
from app.cli.reading import assess, assess_earlier, note
from app.cli.scope import read_scope, scope_option
from app.cli.summary import summarize
from app.cli.target import refuse_input
from app.people.logos import read_logo
from app.planning.roadmaps import make_roadmap
from practices_catalog.faults import Place, naming, refuse
from practices_catalog.model import Catalogue
from practices_catalog.nearest import write_nearest
from questionnaires.model import Method
from reports.colors import SHAPES, TEXT, Colors, read_color
from reports.formats.registry import format_of, read_template
from reports.missing_signs import signs_without_font
from reports.options import Edition, Paper, ReportOptions, ReportPart
from reports.views.subject import Subject


@click.command()
@files_argument
@planning_options
@method_option
@scope_option
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    default=Path("report.pdf"),
    show_default=True,
    help="The file to write: .pdf, .docx, .pptx, .xlsx, .html or .md. An existing file is replaced.",
)
@click.option(
    "--edition",
    type=click.Choice([each.value for each in Edition]),
    default=Edition.MANAGEMENT.value,
    show_default=True,
    help="Who the report is for: a board (4 pages), management (about 15), or people who want every rating.",
)
@click.option(
    "--part",
    "parts",
    multiple=True,
    type=click.Choice([part.value for part in ReportPart]),
    help="Show only this part. Can be repeated.",
)
@click.option(
    "--framework",
    "frameworks",
    multiple=True,
    metavar="ID",
    help="Show the requirements of this framework. Can be repeated.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A Word or PowerPoint file whose styles and layouts the report uses.",
)
@click.option(
    "--paper",
    type=click.Choice([each.value for each in Paper]),
    default=Paper.A4.value,
    show_default=True,
    help="The paper size of a PDF or Word report.",
)
@click.option(
    "--before",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A filled-in questionnaire from an earlier assessment, to show what has changed. Can be repeated.",
)
@click.option("--logo", type=click.Path(path_type=Path), metavar="FILE", help="A PNG or JPEG logo for the cover.")
@click.option("--color", metavar="HEX", default="", help="Your color for headings and marks, such as #17577d.")
@click.option("--second-color", metavar="HEX", default="", help="Your color for the cover's band and for lines.")
@click.option(
    "--leave-out",
    "parts_left_out",
    multiple=True,
    type=click.Choice([part.value for part in ReportPart]),
    help="Leave out a part of the report. Can be repeated.",
)
@click.option(
    "--names",
    type=click.Choice([each.value for each in Names]),
    default=Names.FULL.value,
    show_default=True,
    help="Show respondents with their names, by role only, or not at all.",
)
@click.pass_context
def report(  # noqa: PLR0913, PLR0917 - one parameter per option
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    method: Method | None,
    path: Path,
    edition: str,
    parts: tuple[str, ...],
    frameworks: tuple[str, ...],
    template: Path | None,
    paper: str,
    before: tuple[Path, ...],
    logo: Path | None,
    color: str,
    second_color: str,
    left_out: tuple[str, ...],
    parts_left_out: tuple[str, ...],
    names: str,
    **options: Any,
) -> None:
    """Score filled-in questionnaires, plan a roadmap, and write a report.

    FILE is a filled-in questionnaire (.xlsx, .csv, .yaml or .json), one for each respondent.
    """
    plan_options = read_plan_options(**options)
    _refuse_path(path, (*files, *before, *filter(None, (template, logo))))
    form = format_of(path)
    picture, house = _logo(logo) if logo else b"", read_template(template, form) if template else b""
    colors = Colors(_color("--color", color, TEXT), _color("--second-color", second_color, SHAPES))
    _refuse_nothing(set(parts), set(parts_left_out))
    if set(parts) == {ReportPart.CHANGES.value} and not before:
        raise refuse("there is no earlier assessment to compare with", "add its files with --before")
    content = content_of(ctx)
    _check_frameworks(content.catalogue, frameworks)
    scope = read_scope(content.catalogue, left_out)
    scores = assess(content, files, method, scope)
    earlier = assess_earlier(content, before, scores, files, scope) if before else None
    roadmap = make_roadmap(content, scores, plan_options)
    shown = rescored(content, scores, Names(names))
    options_of_report = ReportOptions(
        edition=Edition(edition),
        chosen=frozenset(map(ReportPart, parts)),
        left_out=frozenset(map(ReportPart, parts_left_out)),
        frameworks=frameworks,
        paper=Paper(paper),
        logo=picture,
        colors=colors,
        quotes=Names(names).quotes,
    )
    subject = Subject(content.catalogue, shown, roadmap, content.triage, options_of_report, earlier)
    write_report(path, subject, template=house)
    if not form.module:
        for sign in signs_without_font(shown, options_of_report):
            note(sign.note)
    summarize(content, shown, roadmap)
    output.say()
    output.echo(str(path))


def _logo(path: Path) -> bytes:
    try:
        with naming(Place(str(path))):
            return read_logo(path.read_bytes())[0]
    except OSError as error:
        raise refuse(f"can't be read: {error.strerror}", "check the path", Place(str(path))) from None


def _color(option: str, text: str, least: float) -> str:
    with naming(Place(key=option)):
        return read_color(text, least)


def _refuse_path(path: Path, files: tuple[Path, ...]) -> None:
    """Before the work begins, refuse a path that can't be written, and one that is also an input file."""
    refuse_input(path, files, "report")
    if path.is_dir():
        raise refuse("is a folder", "add the name of a file", Place(str(path)))
    if not path.parent.is_dir():
        raise refuse("its folder doesn't exist", "create the folder, or choose another one", Place(str(path)))


def _refuse_nothing(parts: set[str], left_out: set[str]) -> None:
    if parts and parts <= left_out:
        raise refuse("every part given with --part is also left out", "leave out fewer parts")


def _check_frameworks(catalogue: Catalogue, frameworks: tuple[str, ...]) -> None:
    for each in frameworks:
        if each not in catalogue.framework:
            known = [framework.id for framework in catalogue.frameworks]
            mend = write_nearest(each, known, f"choose one of {', '.join(known)}")
            raise refuse(f"there is no framework {each!r}", mend)
