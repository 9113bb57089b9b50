"""Options that several commands share, and the text that they turn into values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import click

from app.planning.main_job import PlanningWishes
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
    help="table for people; json, csv or yaml for programs, described in docs/formats.md.",
)
method_option = click.option(
    "--method",
    type=click.Choice([method.value for method in Method]),
    default=Method.ISO_33020.value,
    show_default=True,
    help="The rulebook that makes levels of ratings; docs/scoring.md compares the two.",
)


PLANNING = (
    click.option(
        "--approach",
        default="auto",
        show_default=True,
        metavar="APPROACH|auto",
        help="The way in: support-quality, change-risk, service-quality, or another of `wayfinder approaches`. auto "
        "takes what the triage recommends, or the scores where no symptom was reported.",
    ),
    click.option(
        "--target",
        "targets",
        multiple=True,
        metavar="PRACTICE=LEVEL",
        help="A target of your own, such as incident-management=3; may be given several times. Without: 3 for the "
        "approach's practices, 2 for those that they need.",
    ),
    click.option("--phases", type=int, metavar="N", default=4, show_default=True, help="Number of phases, 1 to 12."),
    click.option(
        "--phase-weeks", type=int, metavar="N", default=13, show_default=True, help="Weeks in a phase, 1 to 52."
    ),
    click.option(
        "--capacity",
        metavar="DAYS",
        help="Person-days in a phase. Without, for 13 weeks: 15 with under 20 people in IT, 45 with up to 200 or an "
        "unknown number, 120 with more.",
    ),
    click.option("--start", metavar="DATE", help="First day, as 2026-03-02. Without: the Monday after the assessment."),
    click.option(
        "--pin",
        "pins",
        multiple=True,
        metavar="PRACTICE=PHASE",
        help="Start every step of a practice in this phase, such as problem-management=2; may be given several times.",
    ),
    click.option(
        "--exclude",
        "excluded",
        multiple=True,
        metavar="PRACTICE",
        help="Plan no step of this practice; may be given several times.",
    ),
)


def planning_options(command: Command) -> Command:
    """Add the options of a roadmap to a command."""
    for option in reversed(PLANNING):
        command = option(command)
    return command


def read_wishes(  # noqa: PLR0913 - one parameter an option
    *,
    approach: str,
    targets: Iterable[str],
    phases: int,
    phase_weeks: int,
    capacity: str | None,
    start: str | None,
    pins: Iterable[str],
    excluded: Iterable[str],
) -> PlanningWishes:
    """Return the options of a roadmap as values.

    Raises:
        InputError: with every option that cannot be read.
    """
    faults: list[Fault] = []
    wishes = PlanningWishes(
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
    return wishes


def _pairs(option: str, given: Iterable[str], faults: list[Fault]) -> dict[str, int]:
    pairs: dict[str, int] = {}
    for text in given:
        practice, _, number = (part.strip() for part in text.partition("="))
        if not practice or not number.isascii() or not number.isdigit():
            faults.append(Fault(Place(option), f"{text!r} is no practice with a number", "write incident-management=3"))
        elif practice in pairs:
            faults.append(Fault(Place(option), f"{practice} is given twice", "keep one of the two"))
        else:
            pairs[practice] = int(number)
    return pairs


def _days(text: str | None, faults: list[Fault]) -> Fraction | None:
    if text is None:
        return None
    if not DAYS.fullmatch(text.strip()):
        faults.append(Fault(Place("--capacity"), f"{text!r} is no number of days", "write 37.5"))
        return None
    return Fraction(text.strip().replace(",", "."))


def _date(text: str | None, faults: list[Fault]) -> date | None:
    if text is None:
        return None
    day = iso_day(text)
    if day is None:
        faults.append(Fault(Place("--start"), f"{text!r} is no date from 2000 to 2099", "write it as 2026-03-02"))
        return None
    return date.fromisoformat(day)


def content_of(ctx: click.Context) -> Content:
    """Return our content with the folders that `--content` lays over it.

    Raises:
        InputError: a folder does not exist, or its content is at fault.
    """
    overlays = tuple(Path(folder) for folder in ctx.find_root().obj or ())
    for folder in overlays:
        if not folder.is_dir():
            raise refuse(
                "is no folder", "name a folder with practices/, frameworks/ or approaches/", Place(str(folder))
            )
    return load_content(overlays)
