"""Options that several commands share, and reading their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import click

from app.planning.roadmaps import PlanOptions
from app.running.content import Content, load_content
from practices_catalog.faults import Fault, InputError, Place, refuse
from questionnaires.answers.fields import iso_day
from questionnaires.scoring.model import Method

Command = TypeVar("Command", bound=Callable[..., Any])

DAYS = re.compile(r"[0-9]{1,6}([.,][0-9]{1,2})?")
FORMATS = ("table", "json", "csv", "yaml")

files_argument = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table is for people; json, csv and yaml are for programs (see docs/formats.md).",
)
method_option = click.option(
    "--method",
    type=click.Choice([method.value for method in Method]),
    default=Method.ISO_33020.value,
    show_default=True,
    help="How levels are derived from ratings; docs/scoring.md compares the two methods.",
)


PLANNING = (
    click.option(
        "--approach",
        default="auto",
        show_default=True,
        metavar="APPROACH|auto",
        help="Where to start: support-quality, change-risk, service-quality or another approach that `wayfinder "
        "approaches` lists. auto follows the triage, or the scores if no symptoms were reported.",
    ),
    click.option(
        "--target",
        "targets",
        multiple=True,
        metavar="PRACTICE=LEVEL",
        help="Set a target level, such as incident-management=3. Can be repeated. Default: 3 for the approach's "
        "practices, 2 for their prerequisites.",
    ),
    click.option("--phases", type=int, metavar="N", default=4, show_default=True, help="Number of phases, 1 to 12."),
    click.option(
        "--phase-weeks", type=int, metavar="N", default=13, show_default=True, help="Weeks in a phase, 1 to 52."
    ),
    click.option(
        "--capacity",
        metavar="DAYS",
        help="Person-days available in a phase. Default for 13 weeks: 15 with fewer than 20 IT staff, 45 with up to "
        "200 or if unknown, 120 with more.",
    ),
    click.option(
        "--start", metavar="DATE", help="First day, such as 2026-03-02. Default: the Monday after the assessment."
    ),
    click.option(
        "--pin",
        "pins",
        multiple=True,
        metavar="PRACTICE=PHASE",
        help="Start all steps of a practice in this phase, such as problem-management=2. Can be repeated.",
    ),
    click.option(
        "--exclude",
        "excluded",
        multiple=True,
        metavar="PRACTICE",
        help="Leave this practice out of the roadmap. Can be repeated.",
    ),
)


def planning_options(command: Command) -> Command:
    """Add the planning options to a command."""
    for option in reversed(PLANNING):
        command = option(command)
    return command


def read_plan_options(  # noqa: PLR0913 - one parameter per option
    *,
    approach: str,
    targets: Iterable[str],
    phases: int,
    phase_weeks: int,
    capacity: str | None,
    start: str | None,
    pins: Iterable[str],
    excluded: Iterable[str],
) -> PlanOptions:
    """Return the planning options as values.

    Raises:
        InputError: with every option that can't be read.
    """
    faults: list[Fault] = []
    plan_options = PlanOptions(
        approach=approach,
        targets=_pairs("--target", targets, faults),
        phases=phases,
        phase_weeks=phase_weeks,
        capacity=_days(capacity, faults),
        start=_date(start, faults),
        pins=_pairs("--pin", pins, faults),
        excluded=frozenset(excluded),
    )
    if faults:
        raise InputError(faults)
    return plan_options


def _pairs(option: str, given: Iterable[str], faults: list[Fault]) -> dict[str, int]:
    pairs: dict[str, int] = {}
    for text in given:
        practice, _, number = (part.strip() for part in text.partition("="))
        if not practice or not number.isascii() or not number.isdigit():
            wrong = f"{text!r} isn't a practice and a number"
            faults.append(Fault(Place(option), wrong, "write it like incident-management=3"))
        elif practice in pairs:
            faults.append(Fault(Place(option), f"{practice} is given twice", "remove one of the two"))
        else:
            pairs[practice] = int(number)
    return pairs


def _days(text: str | None, faults: list[Fault]) -> Fraction | None:
    if text is None:
        return None
    if not DAYS.fullmatch(text.strip()):
        faults.append(Fault(Place("--capacity"), f"{text!r} isn't a number of days", "write a number such as 37.5"))
        return None
    return Fraction(text.strip().replace(",", "."))


def _date(text: str | None, faults: list[Fault]) -> date | None:
    if text is None:
        return None
    day = iso_day(text)
    if day is None:
        wrong = f"{text!r} isn't a date from 2000 to 2099"
        faults.append(Fault(Place("--start"), wrong, "write it like 2026-03-02"))
        return None
    return date.fromisoformat(day)


def content_of(ctx: click.Context) -> Content:
    """Return the built-in content with that of the `--content` folders.

    Raises:
        InputError: a folder doesn't exist, or its content has errors.
    """
    overlays = tuple(Path(folder) for folder in ctx.find_root().obj or ())
    for folder in overlays:
        if not folder.is_dir():
            mend = "give a folder with practices/, frameworks/ or approaches/"
            raise refuse("isn't a folder", mend, Place(str(folder)))
    return load_content(overlays)
