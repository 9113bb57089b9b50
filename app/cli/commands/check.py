"""`wayfinder check`: report all errors in the content at once."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli import output
from practices_catalog.faults import Fault, InputError, Place


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR...]")
def check(folders: tuple[Path, ...]) -> None:
    """Check the built-in catalogue and questionnaires, or your own folders on top of them.

    DIR contains practices/, frameworks/, approaches/ or a folder for each questionnaire. CONTRIBUTING.md describes the
    format.
    """
    faults = [
        Fault(Place(str(folder)), "isn't a folder", "give a folder with practices/, frameworks/ or approaches/")
        for folder in folders
        if not folder.is_dir()
    ]
    if faults:
        raise InputError(faults)
    output.echo(_checked(folders))


def _checked(folders: tuple[Path, ...]) -> str:
    from practices_catalog.checks import check_catalogue  # noqa: PLC0415 - keeps `--help` fast
    from practices_catalog.loading import read_catalogue  # noqa: PLC0415
    from questionnaires.checks.headings import heading_faults  # noqa: PLC0415
    from questionnaires.loading import read_questionnaires, read_triage  # noqa: PLC0415

    catalogue, sources = read_catalogue(folders)
    questionnaires, of_questionnaires = read_questionnaires(catalogue, folders, sources.unreadable)
    _, of_triage = read_triage(catalogue, folders, sources.unreadable)
    of_headings = heading_faults()
    faults = [*sources.faults, *check_catalogue(catalogue, sources), *of_questionnaires, *of_triage, *of_headings]
    if faults:
        raise InputError(faults)
    statements = sum(len(questionnaire.statements) for questionnaire in questionnaires)
    mappings = sum(len(framework.mappings) for framework in catalogue.frameworks)
    return (
        f"{len(catalogue.practices)} practices, {len(catalogue.frameworks)} frameworks, {mappings} mappings, "
        f"{len(catalogue.approaches)} approaches, {statements} statements: no errors found."
    )
