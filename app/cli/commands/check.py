"""`wayfinder check`: every fault of the content at once."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli import output
from practices_catalog.faults import Fault, InputError, Place


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR...]")
def check(folders: tuple[Path, ...]) -> None:
    """Check catalogue and questionnaires: ours, or with the content of folders laid over it.

    DIR holds practices/, frameworks/, approaches/ or a folder for each questionnaire; CONTRIBUTING.md shows their form.
    """
    faults = [
        Fault(Place(str(folder)), "is no folder", "name a folder with practices/, frameworks/ or approaches/")
        for folder in folders
        if not folder.is_dir()
    ]
    if faults:
        raise InputError(faults)
    output.echo(_checked(folders))


def _checked(folders: tuple[Path, ...]) -> str:
    from practices_catalog.checks import check_catalogue  # noqa: PLC0415 - `--help` needs none of these
    from practices_catalog.loading import read_catalogue  # noqa: PLC0415
    from questionnaires.loading import read_questionnaires, read_triage  # noqa: PLC0415

    catalogue, sources = read_catalogue(folders)
    questionnaires, of_questionnaires = read_questionnaires(catalogue, folders, sources.unreadable)
    _, of_triage = read_triage(catalogue, folders, sources.unreadable)
    faults = [*sources.faults, *check_catalogue(catalogue, sources), *of_questionnaires, *of_triage]
    if faults:
        raise InputError(faults)
    statements = sum(len(questionnaire.statements) for questionnaire in questionnaires)
    mappings = sum(len(framework.mappings) for framework in catalogue.frameworks)
    return (
        f"{len(catalogue.practices)} practices, {len(catalogue.frameworks)} frameworks, {mappings} mappings, "
        f"{len(catalogue.approaches)} approaches, {statements} statements: no faults."
    )
